"""履歴の間引き. What is saved by itself every few words leaves one row of history a person and minute (README.md)."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from councils.tenancy import Actor
from loans.consultations.models import Consultation


def store(row: Model, fields: list[str], *, is_kept: bool) -> None:
    """保存. With its row of history, or without."""
    if is_kept:
        row.save(update_fields=fields)
        return
    mark: Any = row
    mark.skip_history_when_saving = True
    row.save(update_fields=fields)
    del mark.skip_history_when_saving


def keep_whole(talk: Consultation, *, by: Actor) -> list[str]:
    """保存者と版. For an act that always leaves its row; the fields to save with its own."""
    if talk.saved_by != by.person_id and talk.kept_version < talk.version:
        leave_behind(talk, by=by)
    now = timezone.now()
    talk.version += 1
    talk.saved_by, talk.saved_at, talk.kept_at, talk.kept_version, talk.told = by.person_id, now, now, talk.version, []
    return ["version", "saved_by", "saved_at", "kept_at", "kept_version", "told"]


def leave_behind(talk: Consultation, *, by: Actor) -> None:
    """The state as a colleague left it, before it changes; the row says itself who had saved it (saved_by)."""
    stored = Consultation.objects.get(municipal_council_id=talk.municipal_council_id, pk=talk.pk)
    facts = {field.attname: getattr(stored, field.attname) for field in stored._meta.concrete_fields}
    facts |= {"history_date": timezone.now(), "history_type": "~", "history_user_id": by.person_id}
    Consultation.history.model.objects.create(**facts)
