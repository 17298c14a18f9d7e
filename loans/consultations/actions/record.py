from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.models import Consultation
from loans.consultations.steps import ALL_FIELDS
from loans.consultations.visits import new_visit


class BegunMeanwhile(Exception):
    """この画面の相談は始まっている. Two saves of one screen were on their way together; talk: what the other began."""

    def __init__(self, talk: Consultation) -> None:
        super().__init__()
        self.talk = talk


@transaction.atomic
def record(facts: Mapping[str, Any], *, by: Actor, page: UUID | None = None, turn: int = 0) -> Consultation:
    """相談受付. Nothing but the day must be known. page: the screen it was begun from, which begins one talk.

    turn: which of that screen's saves begins it (Sitting).

    Raises NotPermitted, BegunMeanwhile.
    """
    access.check_may(by, Permission.CONSULT)
    known = [name for name in ALL_FIELDS if name in facts]
    now = timezone.now()
    talk = Consultation(
        prefecture_id=by.prefecture_id,
        municipal_council_id=by.council_id,
        counsellor_id=by.person_id,
        counsellor_name=by.name,
        begun_from=page,
        saved_from=page,
        saved_turn=turn,
        **{name: facts[name] for name in known},
    )
    visit = new_visit(talk, by=by)
    visit.memo = facts.get("memo", "")
    talk.saved_by, talk.saved_at, talk.kept_at, talk.kept_version, talk.told = by.person_id, now, now, 1, known
    _store(talk, by=by)
    visit.save(force_insert=True)
    write.act("record_consultation", case_id=talk.id, fields=[*known, *(["memo"] if visit.memo else [])])
    return talk


def _store(talk: Consultation, *, by: Actor) -> None:
    """Raises BegunMeanwhile."""
    try:
        with transaction.atomic():
            talk.save(force_insert=True)
    except IntegrityError as taken:
        begun = begun_from(talk.begun_from, by=by)
        if begun is None:
            raise
        raise BegunMeanwhile(begun) from taken


def begun_from(page: UUID | None, *, by: Actor) -> Consultation | None:
    """この画面から始めた相談. Its answer was lost on the way, and it asks again: it begins no second talk."""
    if page is None:
        return None
    return Consultation.objects.filter(
        prefecture_id=by.prefecture_id, municipal_council_id=by.council_id, begun_from=page
    ).first()
