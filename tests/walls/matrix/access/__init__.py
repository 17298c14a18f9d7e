"""The access matrix, in words: which post of which login meets whose rows, one page for an app.

Used by the proofs alone. The pages say what the field wants, not what a policy says: the proof of the matrix compares
the two. Whoever is not named on a table's line may do nothing with it. `python -m tests.walls.matrix` prints them.
"""

from config.servers import Home
from tests.walls.matrix.access import ground
from tests.walls.matrix.access.deciding import DECIDING, FOLLOWING, PREPARING
from tests.walls.matrix.access.loans import LOANS
from tests.walls.matrix.access.slip import SLIP
from tests.walls.matrix.access.vault import VAULT
from tests.walls.matrix.access.words import WHO, WHOSE, Line, Row, Visitors

PAGES: dict[Home, dict[str, dict[str, tuple[Line, ...]]]] = {
    "cases": {"councils": ground.CASES, "loans": LOANS, "inquiry.desk": SLIP},
    "vault": {"councils": ground.VAULT, "inquiry.vault": VAULT},
}
ACCESS: dict[Home, dict[str, tuple[Line, ...]]] = {
    home: {table: lines for page in pages.values() for table, lines in page.items()} for home, pages in PAGES.items()
}

__all__ = ["ACCESS", "DECIDING", "FOLLOWING", "PAGES", "PREPARING", "WHO", "WHOSE", "Line", "Row", "Visitors"]
