"""職員の行. What administration and the trail's pages are asked for, in either home: written past the walls.

How such rows come is tested where they come from; here it is asked who meets them.
"""

from collections.abc import Mapping, Sequence
from uuid import uuid4

import psycopg

from councils.tenancy import Actor
from tests.walls.proofs.urls.tenant import Things, and_absent

NOW = "2026-11-02T09:00:00+09:00"
_PROPOSED = (
    "INSERT INTO councils_proposal"
    " (id, prefecture_id, act, staff_id, council_id, post_kind, since, setting, reason, proposed_by_id)"
    " SELECT %s, c.prefecture_id, %s, s.id, s.council_id, %s, %s, '', '見本', k.id FROM councils_staff s"
    " JOIN councils_council c ON c.code = s.council_id, (SELECT min(id) AS id FROM councils_staff) k WHERE s.id = %s"
)
_ALERTED = (
    "INSERT INTO councils_alert (prefecture_id, rule, staff_id, case_id, row_id, at, day)"
    " VALUES (%s, 'many_looks', %s, %s, 1, %s, %s) RETURNING id"
)


def of_staff(admin: psycopg.Connection, staff: Mapping[str, int]) -> dict[str, Things]:
    """Entry, post and proposal of one of the staff of each council; an alert of each prefecture."""
    entries = {
        whose: {"entry_id": one(admin, "SELECT id FROM councils_rosterentry WHERE staff_id = %s", each)}
        for whose, each in staff.items()
    }
    posts = {
        whose: {"post_id": one(admin, "SELECT id FROM councils_post WHERE staff_id = %s", each)}
        for whose, each in staff.items()
    }
    proposals = {whose: proposed(admin, each, "post") for whose, each in staff.items()}
    return {
        "entry": and_absent(entries),
        "post": and_absent(posts),
        "proposal": and_absent(proposals),
        "alert": and_absent({whose: _alerted(admin, each) for whose, each in staff.items() if whose != "sibling"}),
    }


def lost_factors(admin: psycopg.Connection, staff: Mapping[str, int]) -> Things:
    """登録し直しの提案, which the chief of the person's own council may confirm."""
    return and_absent({whose: proposed(admin, each, "factor") for whose, each in staff.items()})


def proposed(admin: psycopg.Connection, staff_id: int, act: str) -> dict[str, object]:
    """Waiting; proposed by nobody who comes."""
    proposal_id = uuid4()
    kind, since = ("administrator", NOW[:10]) if act == "post" else ("", None)
    admin.execute("SET session_replication_role = replica")
    admin.execute(_PROPOSED, [proposal_id, act, kind, since, staff_id])
    admin.execute("SET session_replication_role = origin")
    return {"proposal_id": proposal_id}


def extra(admin: psycopg.Connection, prefecture: str) -> dict[str, object]:
    """県独自項目 that waits for a second hand."""
    extra_id = uuid4()
    admin.execute(
        "INSERT INTO loans_extrafield (id, prefecture_id, label, kind, choices, is_required, help, fund, since,"
        " proposed_by, proposed_name)"
        " VALUES (%s, %s, '居住年数', 'number', '{}', false, '', '', '2026-04-01', 0, 'x')",
        [extra_id, prefecture],
    )
    return {"extra_id": extra_id}


def factors(admin: psycopg.Connection, actors: Mapping[str, Actor]) -> dict[str, dict[str, object]]:
    """Each visitor's own."""
    query = "SELECT id FROM mfa_authenticator WHERE user_id = %s AND type = 'totp'"
    return {name: {"factor_id": one(admin, query, actor.person_id)} for name, actor in actors.items()}


def staff_named(admin: psycopg.Connection, username: str) -> int:
    return int(str(one(admin, "SELECT id FROM councils_staff WHERE username = %s", username)))


def usernames(admin: psycopg.Connection, condition: str, value: str) -> set[str]:
    query = "SELECT username FROM councils_staff s JOIN councils_council c ON c.code = s.council_id WHERE "
    return {name for (name,) in admin.execute(query + condition, [value]).fetchall()}


def ids_of_others(admin: psycopg.Connection, own_prefecture: str) -> set[str]:
    """Of roster and proposals, those of other prefectures."""
    tables: Sequence[str] = ("councils_rosterentry", "councils_proposal")
    queries = [f"SELECT id::text FROM {name} WHERE prefecture_id <> %s" for name in tables]
    return {row[0] for row in admin.execute(" UNION ".join(queries), [own_prefecture] * len(tables)).fetchall()}


def one(admin: psycopg.Connection, query: str, *values: object) -> object:
    row = admin.execute(query, values).fetchone()
    assert row, query
    return row[0]


def _alerted(admin: psycopg.Connection, staff_id: int) -> dict[str, object]:
    query = (
        "SELECT c.prefecture_id FROM councils_council c JOIN councils_staff s ON s.council_id = c.code WHERE s.id = %s"
    )
    prefecture = one(admin, query, staff_id)
    return {"alert_id": one(admin, _ALERTED, prefecture, staff_id, uuid4(), NOW, NOW[:10])}
