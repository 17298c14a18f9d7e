"""`make test`: every check, two parts at a time. `make test ONLY=office` takes one part.

Parts: checks, plain (no database), counter, office, gate (each as its zone's real login), stages (both desks in one
transaction), walls, proofs (the small version of `make walls`), journeys (everything running, in a real browser).
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from tests import bed
from tests.in_memory import throw_away_in_memory

BIN = Path(sys.executable).parent
PYTHON = ("config", "councils", "loans", "inquiry", "tests", "manage.py")
CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "--quiet", *PYTHON),
    ("ruff", "check", "--quiet", *PYTHON),
    ("lint-imports",),
    ("mypy", "config", "councils", "loans", "inquiry"),
    ("djlint", "councils", "loans", "inquiry", "--lint", "--quiet"),
    ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
)
# Two lanes at a time, on the two cores that a machine of ours has. The journeys wait for pages and clocks as much as
# they work, and have a whole demo with a browser beside them: they get a companion that fills one core, and no more.
ROUNDS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("gate", "office", "counter", "plain"), ("proofs-of-pages", "walls")),
    (("journeys",), ("stages", "proofs-of-logins")),
)
PROOFS = {
    "proofs-of-logins": ("matrix", "mutants", "disclosures", "tamper"),
    "proofs-of-pages": ("injection", "urls", "canaries", "bad_inputs", "limiter", "chaos"),
}
ON_A_BED = ("counter", "office", "gate", "stages", "walls")
TOOLS = {"chromium": "chromium", "pdftotext": "poppler-utils"}
FONTS = "fonts-noto-cjk"
_printing = threading.Lock()


def main() -> None:
    wanted = _wanted(sys.argv[1:])
    began = time.monotonic()
    throw_away_in_memory()
    _install_tools()
    failed = [part for part in _parts(wanted) if part]
    print(f"\nAll parts took {time.monotonic() - began:.0f} s.", flush=True)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def _wanted(asked: list[str]) -> set[str]:
    everything = {"checks", *(part for lanes in ROUNDS for lane in lanes for part in lane)}
    wanted = {part for name in asked for part in (PROOFS if name == "proofs" else (name,))} or everything
    if unknown := wanted - everything:
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(sorted(everything))}, proofs.")
    return wanted


def _parts(wanted: set[str]) -> list[str]:
    failed = [_check(words) for words in CHECKS] if "checks" in wanted else []
    for lanes in ROUNDS:
        failed += _round([[part for part in lane if part in wanted] for lane in lanes])
    return failed


def _round(lanes: list[list[str]]) -> list[str]:
    with ThreadPoolExecutor(len(lanes)) as side_by_side:
        return [part for failed in side_by_side.map(_lane, lanes) for part in failed]


def _lane(parts: list[str]) -> list[str]:
    """One part after the other, on one bed of its own."""
    failed = []
    with ExitStack() as stack:
        made = stack.enter_context(bed.running("yorisoi-test-")) if set(parts) & {*ON_A_BED} else None
        for part in parts:
            failed.append(_part(part, made))
    return failed


def _part(part: str, made: bed.Bed | None) -> str:
    if part in PROOFS:
        return _timed(part, [sys.executable, "-m", "tests.walls.proofs", *PROOFS[part]], {})
    if part == "plain" or made is None:
        return _pytest(part, {"ZONE": "all"})
    bed.copy(made)
    return _pytest(part, bed.environment_of(made, "gate_worker" if part == "gate" else part))


def _check(words: tuple[str, ...]) -> str:
    began = time.monotonic()
    status = _call([str(BIN / words[0]), *words[1:]], {"ZONE": "all"})
    print(
        f"{'ok    ' if status == 0 else 'FAILED'} {time.monotonic() - began:6.1f} s  {' '.join(words[:3])}", flush=True
    )
    return "" if status == 0 else words[0]


def _pytest(part: str, environment: Mapping[str, str]) -> str:
    words = [sys.executable, "-m", "pytest", "tests", *shlex.split(os.environ.get("PYTEST", ""))]
    return _timed(part, words, {**environment, "TEST_RUN": part})


def _timed(part: str, words: list[str], environment: Mapping[str, str]) -> str:
    """Its output is printed when it has ended, so that two of them can be read."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as told:
        status = _call(words, environment, told)
        told.seek(0)
        with _printing:
            print(f"\n== {part}", flush=True)
            sys.stdout.buffer.write(told.read())
            print(f"{'ok    ' if status == 0 else 'FAILED'} {time.monotonic() - began:6.1f} s  {part}", flush=True)
    return "" if status == 0 else part


def _call(words: list[str], environment: Mapping[str, str], told: IO[bytes] | None = None) -> int:
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment = {**kept, **environment}
    return subprocess.run(
        words, cwd=bed.ROOT, env=environment, check=False, stdout=told, stderr=subprocess.STDOUT if told else None
    ).returncode


def _install_tools() -> None:
    """The browser part needs Chromium, the letters poppler: installed where they are missing and can be."""
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if not missing or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing, FONTS]):
        subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
