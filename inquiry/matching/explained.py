"""通称・旧氏・前住所. Whether what a register carries beside the four items explains an item that differs.

It never makes an item agree: a person sees what explains it, by either rule. A linked person was looked up by the name
and address of today, and 通称, 旧氏 and a move are for the officer to be sure of (people-matching.md §2).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from .findings import Finding, Reason, Standing
from .people import FourItems

Compare = Callable[[FourItems, FourItems], Finding]
Other = tuple[str, FourItems, FourItems]


def name_explained(left: FourItems, right: FourItems, finding: Finding, compare: Compare) -> Finding:
    """氏名. A name that differs, and is one of the other names of one side."""
    if not finding.contradicts or not (left.other_names or right.other_names):
        return finding
    others = [
        *((each, left, replace(right, name=name)) for each, name in _names(right)),
        *((each, replace(left, name=name), right) for each, name in _names(left)),
    ]
    return _explained(others, finding, compare, (Reason.NAME_REGISTERED_OTHER, Reason.NAME_NEAR_OTHER))


def address_explained(left: FourItems, right: FourItems, finding: Finding, compare: Compare) -> Finding:
    """住所. An address that differs, and is one that one side has left."""
    if not finding.contradicts or not (left.former_addresses or right.former_addresses):
        return finding
    others = [
        *((each, left, replace(right, address=each)) for each in right.former_addresses),
        *((each, replace(left, address=each), right) for each in left.former_addresses),
    ]
    return _explained(others, finding, compare, (Reason.ADDRESS_FORMER, Reason.ADDRESS_NEAR_FORMER))


def _explained(others: list[Other], finding: Finding, compare: Compare, reasons: tuple[Reason, Reason]) -> Finding:
    """The one that agrees, else one that is another spelling; else what was found stays."""
    found = [(each, compare(one, other).standing) for each, one, other in others]
    for standing, reason in zip((Standing.AGREES, Standing.NEAR), reasons, strict=True):
        by = next((each for each, its in found if its is standing), None)
        if by is not None:
            return Finding(finding.item, Standing.NEAR, reason, by)
    return finding


def _names(record: FourItems) -> Iterator[tuple[str, str]]:
    """A 旧氏 may stand alone in the register: with the given name it is a whole name."""
    given = record.name.split()[1:]
    for name in record.other_names:
        yield name, name
        if given and len(name.split()) == 1:
            yield name, " ".join([name, *given])
