"""The ground floor, in both databases: who signs in and may do what, the trail, the outbox."""

from collections.abc import Mapping

from tests.walls.matrix.administration import ADMINISTERED, OF_CHIEFS, administration
from tests.walls.matrix.parts import TENANT, Kind, Policy, Table, grants, key, own_hand, read, reference, rows

OWN_NAME = "((id = <staff_id>) OR (username = <signing_in>))"
# the pages ring for what an officer decided; what the slip is told is the worker's to say
BELLS = (
    "((kind ~ '^(identify|link|read)$') AND (key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')"
    " AND (attempts = 0) AND (settled_at IS NULL) AND (trouble = ''))"
)
ONCE_WRITTEN = frozenset({"append_only"})
OF_ROSTER = (
    "(EXISTS ( SELECT 1\n   FROM councils_rosterentry entry\n"
    "  WHERE ((entry.staff_id = councils_designation.staff_id) AND ((entry.prefecture_id) = <staff_prefecture_id>))))"
)
HOME_OF_ROSTER = {"home_of_roster": key("prefecture_id, staff_id", "councils_rosterentry", "prefecture_id, staff_id")}
OUTBOX = "U(next_at attempts settled_at trouble)"


def _staff(kind: str) -> str:
    return f"((council_kind = '{kind}') AND {OWN_NAME})"


def _own(column: str, pages: str, triggers: frozenset[str] = frozenset(), **by_role: str) -> Table:
    policies = {"own_rows": read(pages, f"({column} = <staff_id>)")}
    return Table(Kind.DOOR, grants(**by_role), policies, triggers=triggers)


def _trail(
    readers: str,
    of_sealer: Policy | None = None,
    more: frozenset[str] = frozenset(),
    keys: Mapping[str, str] | None = None,
    **by_role: str,
) -> Table:
    """Of the own prefecture, to read, for whoever reads the trail; never to be changed, by nobody."""
    policies = {"trail_rows": read(readers, "(prefecture_id = <trail_prefecture_id>)")}
    return Table(
        Kind.TRAIL,
        grants(**dict.fromkeys(readers.split(), "S"), **by_role),
        {**policies, "sealer_rows": of_sealer} if of_sealer else policies,
        keys or {},
        triggers=ONCE_WRITTEN | more,
    )


def ground(everybody: str, pages: str, readers: str, workers: str) -> dict[str, Table]:
    """By name; the arguments are login roles: all of the database, with pages, who read the trail, the worker."""
    all_read, pages_read = dict.fromkeys(everybody.split(), "S"), dict.fromkeys(pages.split(), "S")
    factor = dict.fromkeys(pages.split(), "SID U(data last_used_at)")
    return {
        "councils_council": reference(**all_read),
        "django_content_type": reference(**all_read),
        "auth_permission": reference(**all_read),
        "councils_letterhead": reference(**pages_read),
        "councils_nameplate": Table(
            Kind.REFERENCE, grants(**pages_read), {"plate_rows": read(pages, "(prefecture_id = <prefecture_id>)")}
        ),
        "councils_setting": Table(
            Kind.REFERENCE,
            grants(**pages_read),
            {"confirmed_rows": read(pages, "((prefecture_id = <prefecture_id>) AND (confirmed_at IS NOT NULL))")},
        ),
        "councils_staff_groups": _own("staff_id", pages, **pages_read),
        "guardian_userobjectpermission": _own("user_id", pages, **pages_read),
        "mfa_authenticator": Table(
            Kind.DOOR,
            grants(**factor),
            {"own_rows": rows(pages, "(user_id = <staff_id>)")},
            triggers=frozenset({"roster"}),
        ),
        # asked for by the libraries, with no rows for anybody
        "auth_group": Table(Kind.DOOR, grants(**pages_read)),
        "auth_group_permissions": Table(Kind.DOOR, grants(**pages_read)),
        "guardian_groupobjectpermission": Table(Kind.DOOR, grants(**pages_read)),
        "councils_trailrow": _trail(readers, read("sealer"), sealer="S"),
        "councils_trailseal": _trail(readers, rows("sealer", "true"), frozenset({"guard"}), sealer="SI"),
        "councils_sealcheck": _trail(readers, rows("sealer", "true"), sealer="SI"),
        "councils_anchoring": Table(
            Kind.TRAIL, grants(sealer="SI"), {"sealer_rows": rows("sealer", "true")}, triggers=ONCE_WRITTEN
        ),
        "walls.unsealed": Table(
            Kind.TRAIL, grants(sealer="SD"), {"sealer_rows": Policy(frozenset({"sealer"}), "ALL", "true", "")}
        ),
        "councils_alert": _trail(readers),
        "councils_alertnote": _trail(
            readers, keys={"note_of_alert_key": key("prefecture_id, alert_id", "councils_alert", "prefecture_id, id")}
        ),
        "councils_alertrule": reference(**dict.fromkeys(workers.split(), "S")),
        "account_emailaddress": Table(Kind.OWNER),
        "account_emailconfirmation": Table(Kind.OWNER),
        "councils_staff_user_permissions": Table(Kind.OWNER),
        "django_migrations": Table(Kind.OWNER),
        "walls.key": Table(Kind.OWNER),
    }


def _own_changes(roles: str) -> dict[str, Policy]:
    """A typed name reads, so that its password can be compared; it changes nothing."""
    return {"own_changes": Policy(frozenset(roles.split()), "UPDATE", "(id = <staff_id>)", "")}


CASES = {
    **ground("counter office gate_worker", "counter office", "office", "office"),
    "councils_staff": Table(
        Kind.DOOR,
        grants(counter="S U(last_login password)", office="S U(last_login password)"),
        {
            "own_rows": read("counter", _staff("municipal")),
            "own_rows_of_office": read("office", _staff("prefectural")),
            **_own_changes("counter office"),
        },
        triggers=frozenset({"hold", "roster"}),
    ),
    **administration("counter office", "office", OF_CHIEFS),
    "councils_rosterentry": Table(
        Kind.STAFF,
        grants(office="S"),
        {"administered_rows": read("office", ADMINISTERED)},
        triggers=frozenset({"departure"}),
    ),
    "councils_designation": Table(Kind.OWNER),
    # an administrator writes, and nobody reads but the prefecture's own system
    "councils_homedigest": Table(
        Kind.STAFF,
        grants(office="SI"),
        {
            "written_rows": Policy(
                frozenset({"office"}),
                "INSERT",
                "",
                "((prefecture_id = <staff_prefecture_id>) AND (written_by = <staff_id>))",
            ),
            "system_rows": read("office", "(prefecture_id = <system_prefecture_id>)"),
        },
        HOME_OF_ROSTER,
    ),
    "councils_outboxrow": Table(Kind.CASE, grants(office=f"SI {OUTBOX}"), {"office_rows": rows("office", TENANT)}),
}
VAULT = {
    **ground("gate gate_worker", "gate", "gate", "gate_worker"),
    "councils_staff": Table(
        Kind.DOOR,
        grants(gate="S U(last_login password)"),
        {"own_rows": read("gate", _staff("prefectural")), **_own_changes("gate")},
        triggers=frozenset({"hold", "roster"}),
    ),
    **administration("gate", "gate", {}),
    "councils_rosterentry": Table(Kind.STAFF, grants(gate="S"), {"administered_rows": read("gate", ADMINISTERED)}),
    "councils_homedigest": Table(Kind.OWNER, keys=HOME_OF_ROSTER),
    "councils_designation": Table(
        Kind.DOOR,
        grants(gate="S"),
        {"own_rows": read("gate", "(staff_id = <staff_id>)"), "administered_rows": read("gate", OF_ROSTER)},
    ),
    "councils_outboxrow": Table(
        Kind.VAULT,
        grants(gate="SI", gate_worker=f"SI {OUTBOX}"),
        {"gate_rows": rows("gate gate_worker", TENANT), "bells_of_pages": own_hand("gate", BELLS)},
    ),
}
