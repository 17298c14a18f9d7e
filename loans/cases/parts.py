"""案件の部分. Which parts of a case there are: most have few, and each question of the ORM costs a page 1 ms."""

from django.db import connection

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.states import COUNTER

_AT_COUNTER = {
    "corrections": "loans_correction",
    "returns": "loans_return",
    "memos": "loans_memo",
    "refusals": "loans_refusal",
    "withdrawn": "loans_consent",
    "opinions": "loans_opinion",
    "handovers": "loans_handover",
    "decisions": "loans_decision",
}
# The counter has no way to proposals.
_IN_OFFICE = {**_AT_COUNTER, "reviews": "loans_review"}
_OF_CASE = "application_id = one"
# A call before the application was one of the talk that it came from.
_OTHERWISE = {
    "withdrawn": f"{_OF_CASE} AND withdrawn_at IS NOT NULL",
    "memos": f"({_OF_CASE} OR consultation_id = talk)",
}
EVERY_PART = frozenset(_IN_OFFICE)


def parts_of(application: Application, by: Actor) -> frozenset[str]:
    """As far as the walls show them; one statement."""
    tables = _AT_COUNTER if by.post in COUNTER else _IN_OFFICE
    with connection.cursor() as cursor:
        cursor.execute(_asked(tables), [by.prefecture_id, application.id, application.consultation_id])
        found = cursor.fetchone()
    return frozenset(name for name, is_there in zip(tables, found, strict=True) if is_there)


def _asked(tables: dict[str, str]) -> str:
    """The tenant is named beside the policy: the indexes begin with it."""
    each = ", ".join(
        f"EXISTS (SELECT FROM {table} WHERE prefecture_id = prefecture AND {_OTHERWISE.get(name, _OF_CASE)})"
        for name, table in tables.items()
    )
    return f"SELECT {each} FROM (SELECT %s::varchar, %s::uuid, %s::uuid) asked (prefecture, one, talk)"  # noqa: S608 - of names above
