"""案件の部分. Which parts of a case there are: most have few, and each question of the ORM costs a page 1 ms."""

from uuid import UUID

from django.db import connection

from councils.tenancy import Actor
from loans.states import COUNTER

_AT_COUNTER = {
    "corrections": "loans_correction",
    "returns": "loans_return",
    "refusals": "loans_refusal",
    "withdrawn": "loans_consent",
    "opinions": "loans_opinion",
    "handovers": "loans_handover",
    "decisions": "loans_decision",
}
# The counter has no way to proposals.
_IN_OFFICE = {**_AT_COUNTER, "reviews": "loans_review"}
_ONLY = {"withdrawn": " AND withdrawn_at IS NOT NULL"}
EVERY_PART = frozenset({*_IN_OFFICE, "memos"})


def parts_of(application_id: UUID, by: Actor) -> frozenset[str]:
    """As far as the walls show them; one statement."""
    tables = _AT_COUNTER if by.post in COUNTER else _IN_OFFICE
    with connection.cursor() as cursor:
        cursor.execute(_asked(tables), [by.prefecture_id, application_id])
        found = cursor.fetchone()
    return frozenset(name for name, is_there in zip(tables, found, strict=True) if is_there)


def _asked(tables: dict[str, str]) -> str:
    """The tenant is named beside the policy: the indexes begin with it."""
    each = ", ".join(
        f"EXISTS (SELECT FROM {table} WHERE prefecture_id = prefecture AND application_id = one{_ONLY.get(name, '')})"
        for name, table in tables.items()
    )
    return f"SELECT {each} FROM (SELECT %s::varchar, %s::uuid) asked (prefecture, one)"  # noqa: S608 - of names above
