"""The slip: the office asks, the gate's worker answers by code. Nothing of it is the counter's or the gate's pages'."""

from tests.walls.matrix.parts import TENANT, Kind, Table, grants, key, reference, rows

_ROWS = {"slip_rows": rows("office gate_worker", TENANT)}
_OF_ORDER = key("prefecture_id, order_id", "inquiry_desk_order", "prefecture_id, id")
_OF_CASE = key("prefecture_id, order_id, case_id", "inquiry_desk_order", "prefecture_id, id, case_id")
_OF_SUBJECT = key("prefecture_id, order_id, member_id", "inquiry_desk_subject", "prefecture_id, order_id, member_id")
_RINGS, _STAMPED = frozenset({"ring"}), frozenset({"stamp"})
_ORDERED = _RINGS | _STAMPED
# nothing outside the catalogue; on a consent that is in force; nobody again with another household, but for a reason
_ASKED = frozenset({"repeats", "catalogue", "consented"})

SLIP = {
    "inquiry_desk_order": Table(Kind.SLIP, grants(office="SI", gate_worker="S"), _ROWS, triggers=_ORDERED),
    "inquiry_desk_repeatterm": reference(office="S"),
    "inquiry_desk_subject": Table(
        Kind.SLIP, grants(office="SI", gate_worker="S"), _ROWS, {"subject_of_order": _OF_ORDER}, _ASKED
    ),
    "inquiry_desk_planline": Table(
        Kind.SLIP,
        grants(office="SI", gate_worker="S"),
        _ROWS,
        {"plan_line_of_subject": _OF_SUBJECT},
        frozenset({"catalogue"}),
    ),
    "inquiry_desk_catalogueline": reference(counter="S", office="S", gate_worker="S"),
    "inquiry_desk_protection": Table(Kind.SLIP, grants(office="SI", gate_worker="S"), _ROWS, triggers=_ORDERED),
    # written by a trigger of the consents: the counter has no right on the slip
    "inquiry_desk_revocation": Table(Kind.SLIP, grants(office="S", gate_worker="S"), _ROWS, triggers=_RINGS),
    "inquiry_desk_withdrawal": Table(
        Kind.SLIP,
        grants(office="S", gate_worker="SI"),
        _ROWS,
        {"withdrawal_of_order": _OF_CASE, "withdrawal_of_subject": _OF_SUBJECT},
        _STAMPED,
    ),
    "inquiry_desk_closing": Table(Kind.SLIP, grants(office="SI", gate_worker="S"), _ROWS, triggers=_ORDERED),
    # written by a trigger of the roster, so that nobody suspends a person and forgets to say so
    "inquiry_desk_departure": Table(Kind.SLIP, grants(gate_worker="S"), _ROWS, triggers=_RINGS),
    # the gate names orders, cases and members that the office wrote, and nothing else that looks like one
    "inquiry_desk_progress": Table(
        Kind.SLIP, grants(office="S", gate_worker="SI"), _ROWS, {"progress_of_order": _OF_CASE}, _STAMPED
    ),
    "inquiry_desk_finding": Table(
        Kind.SLIP,
        grants(office="S", gate_worker="SI"),
        _ROWS,
        {"finding_of_order": _OF_CASE, "finding_of_subject": _OF_SUBJECT},
        _STAMPED,
    ),
}
