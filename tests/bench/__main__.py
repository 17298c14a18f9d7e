"""`python -m tests.bench [PART ...]`: a throw-away cluster with 729,400 applications of one tenant and others, and
the figures of each part. BENCH_BED=folder keeps the cluster there for the next run; BENCH_CASES makes a smaller tenant.

Exit status 1 when a list costs more than 1.2 times what it costs the owner, entering a context more than 1 ms, a plan
does not begin with the tenant's index, the gate's worker makes fewer than 500 inquiries a second, saving a step of
a talk costs more than 100 ms with fifty counsellors typing, a form takes more than 30 ms and 200 more than
2 s, or a second decides fewer than 30,000 pairs of persons.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager

from tests import bed
from tests.bench import kept, seeding

# Each a process of its own, as this login; nothing needs to be seeded for it.
OF_THEIR_OWN = {"inquiries": "gate_worker", "saving": "counter", "papers": "counter"}


def main() -> None:
    wanted = sys.argv[1:]
    misses = _alone(wanted)
    if not wanted or set(wanted) - {"matching"}:
        misses += _on_a_bed([name for name in wanted if name != "matching"])
    for miss in misses:
        print(f"MISSED: {miss}")
    sys.exit(1 if misses else 0)


def _alone(wanted: list[str]) -> list[str]:
    """Pure functions need no cluster."""
    from tests.bench.matching import matching

    return list(matching()) if "matching" in (wanted or ["matching"]) else []


def _on_a_bed(wanted: list[str]) -> list[str]:
    with _bed() as made:
        misses = [name for name in OF_THEIR_OWN if name in (wanted or OF_THEIR_OWN) and not _is_met(made, name)]
        if not wanted or set(wanted) - set(OF_THEIR_OWN):
            misses += _of_cases(made, [name for name in wanted if name not in OF_THEIR_OWN])
    return misses


def _bed() -> AbstractContextManager[bed.Bed]:
    folder = kept.folder()
    return kept.standing(folder) if folder else bed.running("yorisoi-bench-")


def _is_met(made: bed.Bed, name: str) -> bool:
    words, environment = [sys.executable, "-m", f"tests.bench.{name}"], bed.environment_of(made, OF_THEIR_OWN[name])
    return subprocess.run(words, cwd=bed.ROOT, env=environment, check=False).returncode == 0


def _of_cases(made: bed.Bed, wanted: list[str]) -> Iterator[str]:
    if not kept.is_seeded(made.folder):
        _seed(made)
    os.environ |= made.environment("office")
    import django

    django.setup()
    from tests.bench import logins, parts

    logins.open_all(made)
    for name in wanted or list(parts.PARTS):
        yield from parts.PARTS[name]()
    logins.close_all()


def _seed(made: bed.Bed) -> None:
    print(f"seeding {seeding.APPLICATIONS:,} applications …", flush=True)
    began = time.monotonic()
    seeding.seed(made.admin)
    print(f"took {time.monotonic() - began:.0f} s", flush=True)
    kept.mark_seeded(made.folder)


if __name__ == "__main__":
    main()
