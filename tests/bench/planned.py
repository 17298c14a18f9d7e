"""一覧の計画, in a small tenant: that each list has an index of its own, which `make bench` shows at the whole size.

A table of a few thousand rows is soonest read whole, so that is forbidden: what then reads it whole has no index.
`python -m tests.bench.planned [INDEX …]` takes indexes away first.
"""

import sys

import psycopg

from tests import bed
from tests.bench import logins, seeding


def main() -> None:
    import django

    django.setup()
    from tests.bench.lists import planned

    made = bed.opened()
    seeding.seed(made.admin)
    with psycopg.connect(made.admin, dbname="cases", autocommit=True) as admin:
        for index in sys.argv[1:]:
            admin.execute(psycopg.sql.SQL("DROP INDEX {}").format(psycopg.sql.Identifier(index)))
    logins.open_all(made, enable_seqscan="off")
    misses = list(planned())
    logins.close_all()
    sys.exit("\n".join(misses) or 0)


if __name__ == "__main__":
    main()
