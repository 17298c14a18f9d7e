# Yorisoi. `make run` shows one case walking through every zone; `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run up code test walls bench reset pins

help:
	@echo "make run     set up, start everything, walk one case, stay up (ONCE=1: end after the case)"
	@echo "make up      start without the walk"
	@echo "make code    the second factor of a demo account now: make code WHO=momiji"
	@echo "make test    every check (ONLY=walls: one part)"
	@echo "make walls   attacks every wall and counts (FULL=1: the sizes that must be shown; ONLY=matrix: one proof)"
	@echo "make bench   what the policies cost (ONLY=inquiries: what one worker of the gate does a second)"
	@echo "make reset   forget the demo"

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt
	@echo "Installing packages (about half a minute)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing the tools of the checks…"
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

run: setup
	@$(BIN)/python -m config.run $(if $(ONCE),--once)

up: setup
	@$(BIN)/python -m config.run --no-walk

code: setup
	@$(BIN)/python -m config.code $(WHO)

test: $(VENV)/.ready-dev
	$(BIN)/python -m tests.run $(ONLY)

walls: $(VENV)/.ready-dev
	$(BIN)/python -m tests.walls.proofs $(if $(FULL),--full) $(ONLY)

bench: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench $(ONLY)

reset:
	$(if $(wildcard $(BIN)/python),$(BIN)/python -m config.reset)
	rm -rf .local

pins:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 requirements-dev.in -o requirements-dev.txt
