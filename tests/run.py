"""`make test`: every check, in the order of what fails fastest. `make test ONLY=office` takes one part.

Parts: checks, plain (no database), counter, office, gate (each as its zone's real login), stages (both desks in one
transaction), walls, proofs (the small version of `make walls`), journeys (everything running, in a real browser).
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests import bed

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
RUNS = ("counter", "office", "gate", "stages", "walls")
TOOLS = {"chromium": "chromium", "pdftotext": "poppler-utils"}
FONTS = "fonts-noto-cjk"


def main() -> None:
    only = sys.argv[1:]
    began = time.monotonic()
    _install_tools()
    failed = [part for part in _parts(only) if part]
    print(f"\nAll parts took {time.monotonic() - began:.0f} s.", flush=True)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def _parts(only: list[str]) -> list[str]:
    wanted = set(only) or {"checks", "plain", *RUNS, "proofs", "journeys"}
    failed = [_check(words) for words in CHECKS] if "checks" in wanted else []
    if "plain" in wanted:
        failed.append(_pytest("plain", {"ZONE": "all"}))
    if wanted & {*RUNS}:
        failed += _on_a_bed([run for run in RUNS if run in wanted])
    if "proofs" in wanted:
        failed.append(_proofs())
    if "journeys" in wanted:
        failed.append(_pytest("journeys", {"ZONE": "all"}))
    return failed


def _on_a_bed(runs: list[str]) -> list[str]:
    with bed.running("yorisoi-test-") as made:
        return [_on_bed(made, run) for run in runs]


def _on_bed(made: bed.Bed, run: str) -> str:
    bed.copy(made)
    return _pytest(run, bed.environment_of(made, "gate_worker" if run == "gate" else run))


def _check(words: tuple[str, ...]) -> str:
    began = time.monotonic()
    status = _call([str(BIN / words[0]), *words[1:]], {"ZONE": "all"})
    print(
        f"{'ok    ' if status == 0 else 'FAILED'} {time.monotonic() - began:6.1f} s  {' '.join(words[:3])}", flush=True
    )
    return "" if status == 0 else words[0]


def _pytest(run: str, environment: Mapping[str, str]) -> str:
    began = time.monotonic()
    print(f"\n== {run}", flush=True)
    words = [sys.executable, "-m", "pytest", "tests", *shlex.split(os.environ.get("PYTEST", ""))]
    status = _call(words, {**environment, "TEST_RUN": run})
    print(f"{'ok    ' if status == 0 else 'FAILED'} {time.monotonic() - began:6.1f} s  {run}", flush=True)
    return "" if status == 0 else run


def _proofs() -> str:
    print("\n== proofs", flush=True)
    return "proofs" if _call([sys.executable, "-m", "tests.walls.proofs"], {}) else ""


def _call(words: list[str], environment: Mapping[str, str]) -> int:
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return subprocess.run(words, cwd=bed.ROOT, env={**kept, **environment}, check=False).returncode


def _install_tools() -> None:
    """The browser part needs Chromium, the letters poppler: installed where they are missing and can be."""
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if not missing or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing, FONTS]):
        subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
