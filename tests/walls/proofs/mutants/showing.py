"""Which mutants must be seen in what happens, and not only in what is written."""

from config.servers import Home
from tests.walls.matrix import TABLES
from tests.walls.matrix.access import ACCESS
from tests.walls.proofs.mutants.mutant import Mutant

# these change what anybody meets only where grants and the other policies let them
MAY_BE_QUIET = {
    "not forced": "the owner meets every row by owner_rows too",
    "guards off": "a guard holds what is written, not who meets a row",
    "for everybody": "no other login has a privilege there, or the answer is NULL for it",
    "command widened": "no login has the privilege for another command",
    "true in WITH CHECK": "nobody inserts, and no column that the check reads is granted",
    "one more beside it": "a restrictive policy, or the policy of reading, still stands before it",
}


def must_show(home: Home, mutant: Mutant) -> bool:
    if mutant.kind == "row security off":
        # A table that no login reaches stands on no page of the matrix, and nobody can meet its rows.
        return any(line.whose != "all" for line in ACCESS[home].get(mutant.table, ()))
    table = TABLES[home][mutant.table]
    policy = table.policies.get(mutant.policy)
    is_held_twice = policy and policy.check == policy.using and (policy.is_restrictive or policy.command == "UPDATE")
    if mutant.kind == "true in USING" and is_held_twice:
        # Reading stands before it, and the check of the same policy still refuses whatever would be changed.
        return False
    has_privilege = policy is None or any(grant.role in policy.roles for grant in table.grants)
    return mutant.kind not in MAY_BE_QUIET and has_privilege
