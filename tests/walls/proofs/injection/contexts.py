"""Contexts: forged, borrowed, left over, of other posts and councils, signed with other keys."""

import re

import psycopg
from django.conf import settings

from tests.bed import Bed
from tests.walls.contexts import Who, signed
from tests.walls.proofs.injection import canaries
from tests.walls.proofs.injection.attempts import Zone
from tests.walls.proofs.injection.kinds import NEIGHBOUR, THEN, says
from tests.walls.proofs.injection.targets import Tenant, target

READ = "SELECT * FROM {table}"
SET = "SELECT set_config('walls.context', {}, true)"
_SESSION = "SELECT set_config('walls.context', {}, false)"
_ADOPTED = {
    "counter": ("loans_opinion", "municipal_council_id, application_id", "'{their_council}', "),
    "office": ("loans_decision", "municipal_council_id, review_id", "'{their_council}', "),
    "gate": ("inquiry_vault_inquiry", "order_id", ""),
    "gate_worker": ("inquiry_vault_reading", "order_id", ""),
}
_POSTS = {"counter": "counter_chief", "office": "president", "gate": "inquiry_officer", "gate_worker": "system"}
# signs inside the database, for this backend and transaction, with a key that the attacker has from somewhere else
_SIGNED = """
SELECT set_config('walls.context', body || '|' || encode(sha256('{outer}'::bytea || sha256('{inner}'::bytea
  || convert_to(body, 'UTF8'))), 'hex'), true)
FROM (SELECT format('v1:%s:%s:1:{their_council}:{their_prefecture}:{post}:', pg_backend_pid(),
  (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint) AS body) b
"""
_REWRITTEN = "regexp_replace(current_setting('walls.context'), '{own_prefecture}', '{their_prefecture}', 'g')"
_OTHER_COUNCIL = "replace(current_setting('walls.context'), '{own_council}', '{their_council}')"

PAYLOADS = (
    says("no context", SET.format("''"), READ),
    says("null context", SET.format("NULL"), READ),
    says("nonsense", SET.format("'x'"), READ),
    says("unsigned", SET.format("'v1:1:1:1:{their_council}:{their_prefecture}:{post}:|'"), READ),
    says("signature of nothing", SET.format("'|e3b0c44298fc1c149afbf4c8996fb924'"), READ),
    says("own context, other prefecture", SET.format(_REWRITTEN), READ),
    says("own context, other council", SET.format(_OTHER_COUNCIL), READ),
    says(
        "own context, other post",
        SET.format("regexp_replace(current_setting('walls.context'), ':[a-z_]+:[^:]*[|]', ':auditor:|')"),
        "SELECT * FROM {shut}",
    ),
    says("own context, a field more", SET.format("replace(current_setting('walls.context'), ':|', '::|')"), READ),
    says("own context, cut", SET.format("split_part(current_setting('walls.context'), '|', 1)"), READ),
    says("own context, upper case", SET.format("upper(current_setting('walls.context'))"), READ),
    says("two contexts", SET.format("'{borrowed}|' || current_setting('walls.context')"), READ),
    says("context of another backend", SET.format("'{borrowed}'"), READ),
    says("context of another backend, for the session", _SESSION.format("'{borrowed}'"), READ, THEN, READ),
    says("the neighbour's earlier context on this backend", SET.format("'{earlier}'"), READ),
    says("that one for the session", _SESSION.format("'{earlier}'"), READ, THEN, READ),
    says(
        "own context for the session, then another's request",
        _SESSION.format("current_setting('walls.context')"),
        NEIGHBOUR,
        READ,
    ),
    says(
        "own context kept aside and put back",
        "SELECT set_config('mine.kept', current_setting('walls.context'), false)",
        NEIGHBOUR,
        SET.format("current_setting('mine.kept')"),
        READ,
    ),
    says("signed with another role's key", _SIGNED, READ),
    says("signed with that key, with another separator", _SIGNED.replace("'v1:", "'v2:"), READ),
    says("set by SET", "SET walls.context = '{borrowed}'", READ),
    says("set by SET LOCAL", "SET LOCAL walls.context = '{borrowed}'", READ),
    says("reset", "RESET walls.context", READ),
    says("discarded", "DISCARD ALL", READ, THEN, READ),
    says(
        "set inside the query", "SELECT t.* FROM (SELECT set_config('walls.context', '{borrowed}', true)) s, {table} t"
    ),
    says(
        "changed while the query runs",
        "SELECT t.*, set_config('walls.context', '{borrowed}', true) FROM {table} t"
        " UNION ALL SELECT t.*, '' FROM {table} t",
    ),
    says("the keys", "SELECT * FROM walls.key"),
    says("the keys by a function", "SELECT query_to_xml('TABLE walls.key', true, false, '')"),
    says("every part of the context", "SELECT walls.context(n) FROM generate_series(-2, 20) n"),
)


def facts(bed: Bed, zone: Zone) -> dict[str, str]:
    """What the attacker knows or has got hold of."""
    aim = target(zone.run)
    own, theirs = aim.tenants[0], aim.tenants[-1] if zone.run != "counter" else aim.tenants[1]
    earlier = zone.neighbour("SELECT current_setting('walls.context')", way="page").text
    pads = _pads(bed, zone.run)
    return {
        "table": aim.table,
        "column": aim.column,
        "shut": aim.shut,
        "shut_column": aim.shut_column,
        "own_prefecture": own.prefecture,
        "own_council": own.council,
        "their_prefecture": theirs.prefecture,
        "their_council": theirs.council,
        "their_word": theirs.word,
        "post": _POSTS[zone.run],
        "borrowed": _borrowed(bed, zone.run, Who(theirs.council, theirs.prefecture, _POSTS[zone.run])),
        "earlier": re.search(r"v1:[^']*", earlier).group(),
        "inner": pads[0],
        "outer": pads[1],
        "adopted": _adopted(zone.run, theirs),
        "hidden_id": canaries.hidden_id(theirs),
        "login": aim.login,
        "home": aim.home,
    }


def _adopted(run: str, theirs: Tenant) -> str:
    """A row of another council whose parent is, or is not, there."""
    table, columns, council = _ADOPTED[run]
    values = f"'{theirs.prefecture}', " + council.replace("{their_council}", theirs.council)
    return f"INSERT INTO {table} (id, prefecture_id, {columns}) VALUES (gen_random_uuid(), {values}'{{value}}')"


def _pads(bed: Bed, run: str) -> tuple[str, str]:
    """Of the same role in the other database, or of another role in this one."""
    other = {"counter": "office@cases", "office": "counter@cases", "gate": "gate_worker@vault"}
    key = bytes.fromhex(bed.secrets.context_keys[other.get(run, "gate_worker@cases")]).ljust(64, b"\0")
    return tuple("\\x" + bytes(byte ^ mask for byte in key).hex() for mask in (0x36, 0x5C))


def _borrowed(bed: Bed, run: str, who: Who) -> str:
    """Good for the transaction of another backend that was open when it was taken."""
    aim = target(run)
    url = bed.secrets.login_url(aim.login, aim.home, bed.servers)
    with psycopg.connect(url) as other:
        return signed(other, who, settings.CONTEXT_KEYS["default"])
