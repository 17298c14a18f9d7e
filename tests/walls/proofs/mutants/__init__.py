"""mutants: every policy and every table of both databases, spoiled in every way that is listed, and who notices.

Each mutant must be killed: by the catalogue gate, which compares what is written, or by the cells of its table, which
compare what happens. Both are asked of each; what shows or changes a row that is not meant must be killed by both.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

import psycopg

from config.servers import HOMES, Home
from tests.bed import Bed
from tests.walls import catalogue
from tests.walls.cells import filling
from tests.walls.cells.there import There, look
from tests.walls.cells.visitors import Visitor, visitors
from tests.walls.proofs import Outcome
from tests.walls.proofs.mutants import functions, policies, tables
from tests.walls.proofs.mutants.behaviour import first_wrong
from tests.walls.proofs.mutants.mutant import Mutant
from tests.walls.proofs.mutants.showing import must_show

RUNS = ("walls",)
LINE = "mutants killed={killed}/{mutants} by-behaviour={behaviour}"
AT_LEAST = {"mutants": 2_000, "behaviour": 1_800}
# of each policy, with those of its table
LEAST_KINDS = 8


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    from tests.walls import overseeing, seeding  # needs the deployment, which only a run of the proof has

    seeding.committed(bed)
    overseeing.committed(bed)
    outcome = Outcome({"killed": 0, "mutants": 0, "behaviour": 0})
    for home in HOMES:
        with psycopg.connect(bed.admin, dbname=home, autocommit=True, prepare_threshold=None) as admin:
            filling.fill(admin, home)
            outcome += _of_home(admin, bed, home, is_full=is_full)
    return outcome


def _of_home(admin: psycopg.Connection, bed: Bed, home: Home, *, is_full: bool) -> Outcome:
    outcome, there = Outcome(), look(admin, home)
    expected = visitors(there, is_full=False)
    keys = {role: bytes.fromhex(key) for role, key in bed.secrets.context_keys_of(home).items()}
    made = [
        *policies.mutants(admin, there.columns),
        *tables.mutants(home, there.columns),
        *functions.mutants(admin),
    ]
    outcome.faults += [f"{home}: {each}" for each in _too_few_kinds(made)]
    for mutant in made if is_full else _sample(made):
        by_gate, by_behaviour = _killed(admin, there, mutant, expected, keys)
        outcome.count("mutants")
        outcome.count("killed", by_gate or by_behaviour)
        outcome.count("behaviour", by_behaviour)
        if not (by_gate or by_behaviour):
            outcome.faults.append(f"{home}: {mutant} lives")
        elif not by_behaviour and must_show(home, mutant):
            outcome.faults.append(f"{home}: {mutant} is seen by the catalogue gate alone")
    return outcome


def _killed(
    admin: psycopg.Connection, there: There, mutant: Mutant, expected: list[Visitor], keys: Mapping[str, bytes]
) -> tuple[bool, bool]:
    with admin.transaction(force_rollback=True):
        for statement in mutant.statements:
            admin.execute(statement)
        by_gate = bool(catalogue.faults(admin, there.home))
        return by_gate, first_wrong(admin, there, mutant.table, expected, keys) is not None


def _sample(made: list[Mutant]) -> list[Mutant]:
    """One kind of each policy and of each table, another for each next one, so that every kind is met.

    owner_rows counts with its table: every table has one, and all are alike.
    """
    chosen, of_each = [], defaultdict(list)
    for mutant in made:
        of_each[mutant.table, mutant.policy.replace("owner_rows", "")].append(mutant)
    for number, several in enumerate(of_each.values()):
        chosen.append(several[number % len(several)])
    return chosen


def _too_few_kinds(made: list[Mutant]) -> list[str]:
    of_table = Counter(mutant.table for mutant in made if not mutant.policy)
    of_policy = Counter((each.table, each.policy) for each in made if each.policy and not each.policy.endswith("()"))
    return [
        f"{table} {policy} is spoiled in {several + of_table[table]} ways only"
        for (table, policy), several in of_policy.items()
        if several + of_table[table] < LEAST_KINDS
    ]
