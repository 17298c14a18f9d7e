"""`make walls`: every proof on a throw-away cluster, one line each; FULL=1 for the sizes that must be shown."""

import importlib
import json
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path

from tests import bed
from tests.in_memory import throw_away_in_memory
from tests.walls import proofs
from tests.walls.proofs import Outcome

MOST_SHOWN = 30


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.walls.proofs", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the sizes that must be shown")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these")
    chosen = parser.parse_args()
    throw_away_in_memory()
    with bed.running("yorisoi-walls-") as made:
        wrong = [name for name in chosen.names or proofs.NAMES if not _is_proved(made, name, is_full=chosen.full)]
    if wrong:
        sys.exit(f"Not proved: {', '.join(wrong)}")


def _is_proved(made: bed.Bed, name: str, *, is_full: bool) -> bool:
    proof, began = importlib.import_module(f"tests.walls.proofs.{name}"), time.monotonic()
    outcome = Outcome()
    for run in proof.RUNS:
        bed.copy(made)
        outcome += _run(made, name, run, is_full=is_full)
    faults = [*outcome.faults, *(_too_few(outcome, proof.AT_LEAST) if is_full else ())]
    print(f"{proof.LINE.format_map(defaultdict(int, outcome.counts))}  ({time.monotonic() - began:.0f} s)", flush=True)
    for fault in faults[:MOST_SHOWN]:
        print(f"    {fault}", flush=True)
    if len(faults) > MOST_SHOWN:
        print(f"    … and {len(faults) - MOST_SHOWN} more", flush=True)
    return not faults


def _run(made: bed.Bed, name: str, run: str, *, is_full: bool) -> Outcome:
    """In a process of its own, since a process is one zone's."""
    with tempfile.NamedTemporaryFile(suffix=".json") as found:
        words = [
            sys.executable,
            "-m",
            "tests.walls.proofs.part",
            name,
            run,
            found.name,
            *(["--full"] if is_full else []),
        ]
        status = subprocess.run(words, cwd=bed.ROOT, env=bed.environment_of(made, run), check=False).returncode
        told = Path(found.name).read_text(encoding="utf-8")
    if status or not told:
        return Outcome({}, [f"{run}: the proof itself broke (status {status})"])
    return Outcome(**json.loads(told))


def _too_few(outcome: Outcome, at_least: dict[str, int]) -> list[str]:
    return [
        f"{name}: {outcome.counts.get(name, 0)} of at least {least}"
        for name, least in at_least.items()
        if outcome.counts.get(name, 0) < least
    ]


if __name__ == "__main__":
    main()
