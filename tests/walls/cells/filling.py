"""Rows that the seeded cases do not bring: written past the walls, one for each tenant or person.

The slip's answers and the vault come by real actions only with the gate's worker and the stand-in networks running, as
in tests/inquiry; what is proved here is who meets a row, not how it came. A table that is not named here and that no
action fills turns the proof red.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

import psycopg

from config.demo import CHIYODA, KANAGAWA, SETAGAYA, TOKYO, YOKOHAMA
from config.servers import Home
from inquiry.codes import RULES, FindingCode, ProgressCode, Verdict

NOW = "2026-11-02T09:00:00+09:00"
PREFECTURES = {CHIYODA: TOKYO, SETAGAYA: TOKYO, YOKOHAMA: KANAGAWA}
CONFIRMED = {"confirmed_by": 9_000_002, "confirmed_at": NOW}
STOPPED = {"state": "stopped", "asked_by": 9_000_001, "settlement": "", "settled_for": ""}
SETTLED = {**STOPPED, "settlement": "left", "settled_for": "PAPER", "settled_by": 9_000_001, "settled_at": NOW}
NEWEST = {"scope": "NEWEST", "left_out": ""}
OF_ORDER = {"order_id": "order", "person_id": "person", "kind": "TAX"}
ASKED = {**OF_ORDER, "provider_type": "MUNICIPALITY", "route": "network", "scope": "NEWEST"}
WRONG = {
    "order_id": "order",
    "what": "WRONG_PERSON",
    "cause": "WRONG_LINK",
    "proposed_by": 9_000_001,
    "leak": "",
    "told_count": 0,
}
EMERGENCY = {"order_id": "order", "purpose": "LIFE", "asked_by": 9_000_001}
UNREAD = {"taken_count": 0, "refused_count": 0}
OF_PERSON = {"person_id": "person", "case_id": "case"}
DOOR: dict[str, list[dict[str, Any]]] = {
    "auth_group": [{}],
    "auth_group_permissions": [{}],
    "guardian_groupobjectpermission": [{}],
    "account_emailaddress": [{}],
    "account_emailconfirmation": [{}],
    "councils_staff_groups": [{}],
    "councils_staff_user_permissions": [{}],
    "councils_designation": [{}],
    "mfa_authenticator": [{"type": "recovery_codes"}],
}
AS_PROPOSED = {
    "act": "resume",
    "staff_id": 9_000_001,
    "council_id": KANAGAWA,
    "setting": "",
    "post_kind": "",
    "until": None,
}
# proposals that were confirmed never stand unconfirmed among the settings; the table would take them
SETTINGS = [
    {"name": "kept", "kind": "flag", "value": True, "reason": "x", "proposed_by_id": 1, **confirmed}
    for confirmed in ({}, {"confirmed_by_id": 2, "confirmed_at": NOW})
]
HOME = {"digest": "0" * 64, "written_by": 1}
# table -> what is said of its rows, one after the other; a word in a column of ids is the same id wherever it stands
ROWS: dict[Home, dict[str, list[dict[str, Any]]]] = {
    "cases": {
        **DOOR,
        "councils_setting": SETTINGS,
        "councils_homedigest": [HOME],
        "inquiry_desk_departure": [{}],
        "inquiry_desk_protection": [{}],
        "inquiry_desk_revocation": [{}],
        "inquiry_desk_withdrawal": [{"number": 1, "reason": "REDO"}],
        "inquiry_desk_progress": [{"number": 1, "code": ProgressCode.TAKEN_UP}],
        "inquiry_desk_finding": [
            {"code": FindingCode.values[0], "verdict": Verdict.values[0], "rule_version": f"{next(iter(RULES))}-1"}
        ],
    },
    "vault": {
        "councils_staff": [
            {"id": 9_000_001, "username": "hamabe", "council_id": KANAGAWA, "council_kind": "prefectural"}
        ],
        "councils_post": [{"kind": "inquiry_officer"}],
        "councils_rosterentry": [{"username": "x", "name": "x"}],
        "councils_nameplate": [{}],
        "councils_letterhead": [{"council_id": TOKYO}],
        "guardian_userobjectpermission": [{}],
        **DOOR,
        "councils_setting": SETTINGS,
        "councils_homedigest": [HOME],
        "councils_proposal": [AS_PROPOSED, {**AS_PROPOSED, "withdrawn_by_id": 1, "withdrawn_at": NOW}],
        "councils_invitation": [{"issued_at": NOW, "expires_at": "2026-11-03T09:00:00+09:00"}],
        "councils_trailrow": [{}],
        "councils_trailseal": [{"number": 1, "digest": "d"}],
        "councils_sealcheck": [{"result": "intact", "finding": ""}],
        "councils_anchoring": [{}],
        "walls.unsealed": [{}],
        "councils_alert": [{"rule": "at_night"}],
        "councils_alertnote": [{"code": "duty"}],
        "councils_outboxrow": [
            {"kind": "identify", "key": str(uuid4()), "attempts": 0, "trouble": ""},
            {"kind": "tell", "trouble": ""},
        ],
        "inquiry_vault_takenorder": [
            {"id": "order", "case_id": "case", "legal_basis": "LIVELIHOOD_LOAN", "purpose": "REVIEW"}
        ],
        "inquiry_vault_person": [
            {"id": "person", "order_id": "order", "case_id": "case", "kinds": ["TAX"], "link": "linked"}
        ],
        "inquiry_vault_candidate": [{"id": "candidate", "person_id": "person"}],
        "inquiry_vault_linkproposal": [
            {"person_id": "person", "candidate_id": "candidate", "proposed_by": 9_000_001},
            {"person_id": "other person", "candidate_id": "candidate", "proposed_by": 9_000_001, **CONFIRMED},
        ],
        "inquiry_vault_link": [
            {"person_id": "person", "agreeing": 4, "undone_for": ""},
            {"person_id": "other person", "agreeing": 4, "undone_for": "X", "undone_by": 9_000_001, "undone_at": NOW},
        ],
        "inquiry_vault_numbermark": [{"person_id": "person", "order_id": "order", "mark": "x"}],
        "inquiry_vault_inquiry": [
            {"id": f"inquiry {provider}", **ASKED, "provider": provider, **facts}
            for provider, facts in (
                ("131016", {**STOPPED, "state": "waiting", "result_class": "", "receipt": "", "attempts": 0}),
                ("131121", STOPPED),
                ("132012", SETTLED),
            )
        ],
        "inquiry_vault_planline": [{**OF_ORDER, **NEWEST}],
        "inquiry_vault_requestfile": [
            {"id": "file", "state": "wanted", "asked_by": 9_000_001, "name": "", "checksum": ""}
        ],
        "inquiry_vault_fileline": [{"file_id": "file"}],
        "inquiry_vault_resultfile": [{"id": "result", "file_id": "file", "uploaded_by": 9_000_001, **UNREAD}],
        "inquiry_vault_resultcontent": [{"result_id": "result"}],
        "inquiry_vault_refusedline": [{"result_id": "result"}],
        "inquiry_vault_networkcode": [{"value": "1", "entered_by": 9_000_001}],
        "inquiry_vault_incomelimit": [
            {"source": "x", "fund": "", "valid_from": "2036-01-01", "near_percent": 10, "entered_by": 9_000_001}
        ],
        "inquiry_vault_training": [{"course": "BASIC", "valid_until": NOW[:10], "recorded_by": 0}],
        "inquiry_vault_reading": [{"order_id": "order", "person_id": "person"}],
        "inquiry_vault_intent": [{"person_id": "person"}],
        "inquiry_vault_sealed": [{**OF_PERSON, "what": "TAX"}],
        "inquiry_vault_casekey": [{"case_id": "case"}],
        "inquiry_vault_linestate": [{"line": "x"}],
        "inquiry_vault_breaker": [{"provider": ""}],
        "inquiry_vault_send": [{}],
        "inquiry_vault_stop": [
            {"stopped_by": 9_000_001, "resumed_for": ""},
            {"stopped_by": 9_000_001, "resumed_for": "CHECKED", "resumed_by": 9_000_001, "resumed_at": NOW},
        ],
        "inquiry_vault_refusedanswer": [{"inquiry_id": "inquiry 131016", "reason": "not_json", "digest": "0" * 64}],
        "inquiry_vault_takendeparture": [{}],
        # of somebody else than whose answers are sealed above: nothing more is sealed of who is quarantined
        "inquiry_vault_mishap": [
            {**WRONG, "id": "mishap", "person_id": "other person"},
            {**WRONG, "person_id": "third person", "confirmed_by": 9_000_002, "confirmed_at": NOW},
            {**WRONG, "what": "EXPOSED", "cause": "FLAG_LATE", "proposed_by": None},
        ],
        "inquiry_vault_mishapstep": [{"mishap_id": "mishap", "step": "INSIDE", "done_by": 9_000_001}],
        "inquiry_vault_stopseen": [{"order_id": "order", "confirmed_by": 9_000_001}],
        "inquiry_vault_emergency": [
            {**EMERGENCY, "review": ""},
            {**EMERGENCY, "review": "", "allowed_by": 9_000_002, "allowed_at": NOW},
        ],
        "inquiry_vault_term": [{"what": "ANSWERS", "days": 90, "valid_from": "2036-01-01", "entered_by": 9_000_001}],
        "inquiry_vault_keptcount": [{}],
        "inquiry_vault_heard": [{}],
        "walls.opening": [{}],
    },
}
COLUMNS = """
SELECT attname, atttypid::regtype::text, attnotnull AND NOT atthasdef AND attidentity = '' FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""
# one for each person, though they carry the tenant too
OF_PEOPLE = (
    "councils_homedigest",
    "councils_nameplate",
    "councils_post",
    "councils_rosterentry",
    "inquiry_vault_training",
)
PEOPLE = """
SELECT s.id, s.council_id, c.prefecture_id FROM councils_staff s JOIN councils_council c ON c.code = s.council_id
"""
PLAIN: dict[str, Any] = {
    "boolean": False,
    "date": NOW[:10],
    "timestamp with time zone": NOW,
    "jsonb": {},
    "bytea": "\\x00",
    "smallint": 1,
    "integer": 1,
    "bigint": 1,
}


def fill(admin: psycopg.Connection, home: Home) -> None:
    """Commits. Guards and keys are off: they want a whole case behind each row."""
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        for table, variants in ROWS[home].items():
            columns = admin.execute(COLUMNS, [table]).fetchall()
            for owner in _owners(admin, table, {name for name, *_ in columns}):
                for facts in variants:
                    _write(admin, table, columns, {**owner, **facts})


def _owners(admin: psycopg.Connection, table: str, columns: set[str]) -> Iterator[dict[str, Any]]:
    """Each tenant, or each person, to whom a row of this table can belong."""
    person = next((each for each in ("staff_id", "user_id") if each in columns), "")
    if "municipal_council_id" in columns:
        yield from ({"municipal_council_id": code, "prefecture_id": over} for code, over in PREFECTURES.items())
    elif "prefecture_id" in columns and table not in OF_PEOPLE:
        yield from ({"prefecture_id": code} for code in (TOKYO, KANAGAWA))
    elif person:
        for staff, council, prefecture in admin.execute(PEOPLE).fetchall():
            yield {person: staff, "council_id": council, "prefecture_id": prefecture}
    else:
        yield {}


def _write(admin: psycopg.Connection, table: str, columns: list[tuple[str, str, bool]], facts: dict[str, Any]) -> None:
    whole = {name: _value(kind, name, facts) for name, kind, is_needed in columns if is_needed or name in facts}
    names = ", ".join(f'"{name}"' for name in whole)
    admin.execute(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s::jsonb)"
        " ON CONFLICT DO NOTHING",
        [json.dumps(whole)],
    )


def _value(kind: str, name: str, facts: dict[str, Any]) -> Any:
    if kind == "uuid":
        word = facts.get(name)
        return str(uuid5(NAMESPACE_OID, f"{facts.get('prefecture_id')} {word}") if word else uuid4())
    if name in facts:
        return facts[name]
    return [] if kind.endswith("[]") else PLAIN.get(kind, "x")
