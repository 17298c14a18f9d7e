"""確認の子プロセス. What it may have started does not outlive it."""

import sys
import time
from pathlib import Path

import pytest

from loans.documents import child
from loans.documents.cleaning import CannotOpen, Cleaned, Code

STARTS_ANOTHER = """
import os, sys, time
grandchild = os.fork()
if grandchild:
    print(grandchild, file=open(sys.argv[1], "w"))
    print('ready\\n{"media_type": "image/png", "size": 1, "pages": 1}\\nx', end="", flush=True)
time.sleep(0 if grandchild and sys.argv[2] == "ends" else 60)
"""


@pytest.fixture
def opened_by(monkeypatch, tmp_path):
    """Opens a file by a program that starts another; the answer, and the other's number."""

    def run(way):
        monkeypatch.setattr(child, "_WORDS", (sys.executable, "-c", STARTS_ANOTHER, str(tmp_path / "pid"), way))
        try:
            return child.clean(b"a file")
        except CannotOpen as trouble:
            return trouble.code

    return run, lambda: int((tmp_path / "pid").read_text())


def is_alive(pid):
    """Not so when it waits only to be taken note of."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def has_ended(pid):
    ends = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < ends:
        time.sleep(0.02)
    return not is_alive(pid)


def test_what_a_child_started_ends_with_it(opened_by):
    run, started = opened_by

    answer = run("ends")

    assert answer == Cleaned("image/png", b"x")
    assert has_ended(started())


def test_what_a_child_started_ends_with_its_time(opened_by, monkeypatch):
    run, started = opened_by
    monkeypatch.setattr(child, "CHILD_SECONDS", 1)

    answer = run("stays")

    assert answer == Code.TOO_MUCH
    assert has_ended(started())
