"""`python -m tests.bench [PART ...]`: a throw-away cluster with 729,400 applications of one tenant and others, and
the figures of each part.

Exit status 1 when a list costs more than 1.2 times what it costs the owner, entering a context more than 1 ms, or a
plan does not begin with the tenant's index.
"""

import os
import sys
import time

from tests import bed
from tests.bench import seeding


def main() -> None:
    with bed.running("yorisoi-bench-") as made:
        print(f"seeding {seeding.APPLICATIONS:,} applications …", flush=True)
        began = time.monotonic()
        seeding.seed(made.admin)
        print(f"took {time.monotonic() - began:.0f} s", flush=True)
        os.environ |= made.environment("office")
        import django

        django.setup()
        from tests.bench import logins, parts

        logins.open_all(made)
        wanted = sys.argv[1:] or list(parts.PARTS)
        misses = [miss for name in wanted for miss in parts.PARTS[name]()]
        logins.close_all()
    for miss in misses:
        print(f"MISSED: {miss}")
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
