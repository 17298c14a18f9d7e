"""The declared walls: every relation and function of both databases, and which login role may do what with it.

The catalogue gate compares this with what PostgreSQL says; whatever only one of the two knows is an error.
"""

from config.servers import Home
from tests.walls.matrix import ground
from tests.walls.matrix.functions import FUNCTIONS, Function
from tests.walls.matrix.loans import LOANS
from tests.walls.matrix.parts import BEHIND_TENANTS, Grant, Kind, Policy, Table
from tests.walls.matrix.slip import SLIP
from tests.walls.matrix.vault import VAULT

TABLES: dict[Home, dict[str, Table]] = {
    "cases": {**ground.CASES, **LOANS, **SLIP},
    "vault": {**ground.VAULT, **VAULT},
}

__all__ = ["BEHIND_TENANTS", "FUNCTIONS", "TABLES", "Function", "Grant", "Kind", "Policy", "Table"]
