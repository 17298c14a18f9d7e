"""職員の管理: posts, the roster, what waits for a second hand, invitations; in both databases."""

from collections.abc import Mapping

from tests.walls.matrix.parts import Kind, Policy, Table, grants, read

# administrator and auditor; administrator alone
ADMINISTERED, BY_ADMINISTRATOR = "(prefecture_id = <trail_prefecture_id>)", "(prefecture_id = <staff_prefecture_id>)"
_PROPOSED = (
    "((prefecture_id = <staff_prefecture_id>) AND (proposed_by_id = <staff_id>) AND (confirmed_by_id IS NULL)"
    " AND (confirmed_at IS NULL) AND (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) AND (made_post_id IS NULL)"
    " AND (moved_at IS NULL))"
)
OF_CHIEFS = {"chief_rows": read("counter office", "((act = 'factor') AND (council_id = <chief_council_id>))")}
_OPEN = "((prefecture_id = <staff_prefecture_id>) AND (confirmed_at IS NULL) AND (withdrawn_at IS NULL))"


def administration(pages: str, desk: str, chiefs: Mapping[str, Policy]) -> dict[str, Table]:
    """By name; pages sign in, administrators sit at the desk. chiefs: what whoever leads a council reads."""
    proposing = {**dict.fromkeys(pages.split(), "S"), desk: "SI U(withdrawn_by_id withdrawn_at)"}
    return {
        "councils_post": Table(
            Kind.DOOR,
            grants(**dict.fromkeys(pages.split(), "S")),
            {"own_rows": read(pages, "(staff_id = <staff_id>)"), "administered_rows": read(desk, BY_ADMINISTRATOR)},
            triggers=frozenset({"guard"}),
        ),
        "councils_proposal": Table(
            Kind.STAFF,
            grants(**proposing),
            {
                **chiefs,
                "administered_rows": read(desk, ADMINISTERED),
                "proposed_rows": Policy(frozenset({desk}), "INSERT", "", _PROPOSED),
                "withdrawn_rows": Policy(frozenset({desk}), "UPDATE", _OPEN, "(withdrawn_by_id = <staff_id>)"),
            },
            triggers=frozenset({"stamp", "trail"}),
        ),
        "councils_invitation": Table(Kind.OWNER),
        "walls.invitation_key": Table(Kind.OWNER),
    }
