"""The functions of schema walls: whether one runs as the owner, and which login roles may call it."""

from dataclasses import dataclass

from config.servers import Home


@dataclass(frozen=True)
class Function:
    is_definer: bool
    roles: frozenset[str]


def _context(roles: str) -> dict[str, Function]:
    everybody = frozenset(roles.split())
    names = "staff_id council_id prefecture_id post signing_in case_council_id case_prefecture_id trail_prefecture_id"
    trail = "trail(verb text, case_id uuid, subject_id uuid, fields character varying[], purpose text, result text)"
    return {
        **{f"{name}()": Function(False, everybody) for name in names.split()},
        "context(field integer)": Function(True, everybody),
        trail: Function(True, everybody),
    }


_NOBODY = frozenset[str]()
_GATE = frozenset({"gate"})
_GUARDS = (
    "guard_application()",
    "guard_decision()",
    "guard_part()",
    "guard_post()",
    "guard_review()",
    "guard_signature()",
)

FUNCTIONS: dict[Home, dict[str, Function]] = {
    "cases": {
        **_context("counter office gate_worker"),
        # of triggers alone
        **dict.fromkeys(_GUARDS, Function(True, _NOBODY)),
        "guard_check()": Function(False, _NOBODY),
        "guard_forward()": Function(True, _NOBODY),
        "guard_history()": Function(False, _NOBODY),
        "ring_document()": Function(True, _NOBODY),
        "system_prefecture_id()": Function(False, frozenset({"office"})),
        "ring_slip()": Function(False, _NOBODY),
        "stamp_slip()": Function(False, _NOBODY),
    },
    "vault": {
        **_context("gate gate_worker"),
        "guard_inquiry()": Function(True, _NOBODY),
        "guard_link()": Function(True, _NOBODY),
        "guard_post()": Function(True, _NOBODY),
        "hold_order(of_order uuid)": Function(True, _GATE),
        "open_intent(of_person uuid, of_kinds character varying[], of_purpose text)": Function(True, _GATE),
        "disclose(of_intent uuid)": Function(True, _GATE),
    },
}
