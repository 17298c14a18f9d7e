"""同じ方かもしれない. Cases and talks with the same telephone, or the same name and フリガナ: shown, never merged."""

from uuid import UUID

from django.db.models import Func

from councils.tenancy import Actor
from loans.search.find import ROWS, Found, key_of, rows_of
from loans.search.models import SearchKey

Kind = SearchKey.Kind


def same_client(*, name: str, kana: str, phone: str, by: Actor, but: UUID) -> Found:
    """Of the own council at the counter, of the own prefecture in the office. but: the case or talk that is open."""
    keys = [key_of(kind, text) for kind, text in ((Kind.PHONE, phone), (Kind.NAME, name), (Kind.KANA, kana)) if text]
    by_kind = _sources(by, keys)
    by_kana = by_kind[Kind.KANA]
    rows = by_kind[Kind.PHONE] | {each: where for each, where in by_kind[Kind.NAME].items() if each in by_kana}
    cases: dict[UUID, list[UUID]] = {}
    talks: list[UUID] = []
    for source, (application, consultation) in rows.items():
        if application and application != but:
            cases.setdefault(application, []).append(source)
        elif consultation and consultation != but:
            talks.append(consultation)
    return Found(cases, talks)


def _sources(by: Actor, keys: list[Func]) -> dict[str, dict[UUID, tuple[UUID | None, UUID | None]]]:
    found: dict[str, dict[UUID, tuple[UUID | None, UUID | None]]] = {kind: {} for kind in Kind.values}
    rows = rows_of(by).filter(key__in=keys).values_list("key", "application_id", "consultation_id", "source_id")
    for key, application, consultation, source in rows[: ROWS * 2] if keys else []:
        found[key[0]][source] = (application, consultation)
    return found
