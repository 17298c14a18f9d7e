"""`python -m tests.bench [PART ...]`: a throw-away cluster with 200,000 applications, and the figures of each part.

Exit status 1 when a list costs more than 1.2 times what it costs the owner, entering a context more than 1 ms, a plan
does not begin with the tenant's index, or a second decides fewer than 30,000 pairs of persons.
"""

import os
import sys

from tests import bed
from tests.bench import seeding


def main() -> None:
    wanted = sys.argv[1:]
    _tell(_alone(wanted) if wanted == ["matching"] else _on_a_bed(wanted))


def _alone(wanted: list[str]) -> list[str]:
    """Pure functions need no cluster."""
    from tests.bench.matching import matching

    return [miss for _ in wanted for miss in matching()]


def _on_a_bed(wanted: list[str]) -> list[str]:
    with bed.running("yorisoi-bench-") as made:
        print(f"seeding {seeding.APPLICATIONS:,} applications …", flush=True)
        seeding.seed(made.admin)
        os.environ |= made.environment("office")
        import django

        django.setup()
        from tests.bench import logins, parts

        logins.open_all(made)
        misses = [miss for name in wanted or list(parts.PARTS) for miss in parts.PARTS[name]()]
        logins.close_all()
    return misses


def _tell(misses: list[str]) -> None:
    for miss in misses:
        print(f"MISSED: {miss}")
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
