"""One run of one proof, in the process that has its deployment: called by the proofs alone."""

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import django

from tests import bed


def main() -> None:
    name, run, told, *rest = sys.argv[1:]
    django.setup()
    proof = importlib.import_module(f"tests.walls.proofs.{name}")
    outcome = proof.prove(bed.opened(), run, is_full="--full" in rest)
    Path(told).write_text(json.dumps(asdict(outcome), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
