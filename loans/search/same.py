"""同じ方かもしれない. Cases and talks with the same telephone, or the same name and フリガナ: shown, never merged."""

from uuid import UUID

from councils.tenancy import Actor
from loans.search.find import CASES, Found, key_of, rows_of
from loans.search.models import SearchKey

Kind = SearchKey.Kind


def same_client(*, name: str, kana: str, phone: str, by: Actor, but: UUID) -> Found:
    """Of the own council at the counter, of the own prefecture in the office. but: the case or talk that is open."""
    by_phone = _sources(Kind.PHONE, phone, by)
    by_name, by_kana = _sources(Kind.NAME, name, by), _sources(Kind.KANA, kana, by)
    rows = by_phone | {source: where for source, where in by_name.items() if source in by_kana}
    cases: dict[UUID, list[UUID]] = {}
    talks: list[UUID] = []
    for source, (application, consultation) in rows.items():
        if application and application != but:
            cases.setdefault(application, []).append(source)
        elif consultation and consultation != but:
            talks.append(consultation)
    return Found(cases, talks)


def _sources(kind: str, text: str, by: Actor) -> dict[UUID, tuple[UUID | None, UUID | None]]:
    if not text:
        return {}
    rows = rows_of(by).filter(key=key_of(kind, text))[: CASES * 2]
    return {source: (application, consultation) for application, consultation, source in rows}
