from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from councils import access
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.applications.places import WHOLE, place_name
from loans.talk.models import CounterNote, Message, NoticeKind, OfficeNote, Side
from loans.talk.notices import responsible, tell_them
from loans.talk.people import of_side, side_of, talkers
from loans.talk.refusals import NoSuchPlace, NotOfThisCase, NotOwnWords, NotYetForwarded, WithdrawnAlready

NOTES: dict[Side, type[CounterNote] | type[OfficeNote]] = {Side.COUNTER: CounterNote, Side.OFFICE: OfficeNote}
_OTHER = {Side.COUNTER: Side.OFFICE, Side.OFFICE: Side.COUNTER}
# Side and name are the guard's to say.
_MARK = """
INSERT INTO loans_readmark (id, prefecture_id, municipal_council_id, is_forwarded, application_id, staff_id, staff_name,
  side, read_at) VALUES (gen_random_uuid(), %s, %s, false, %s, %s, '', '', now())
ON CONFLICT (prefecture_id, application_id, staff_id) DO UPDATE SET read_at = now()
"""


@transaction.atomic
def write_message(application_id: UUID, facts: Mapping[str, Any], *, by: Actor) -> Message:
    """連絡を送る, to the other office. Raises NotPermitted, NotFound, NotYetForwarded, NotOfThisCase, NoSuchPlace."""
    application = access.find_for_update(Application, application_id, by=by, may=access.reading_right(by))
    if application.forwarded_at is None:
        raise NotYetForwarded
    people = {each.staff_id: each for each in talkers(application.id)}
    mentioned = _mentioned(facts["mentioned"], people)
    message = Message(side=side_of(by), **_words(application, facts, mentioned, by))
    message.save(force_insert=True)
    write.act("write_message", case_id=application.id)
    others = responsible(application, _OTHER[side_of(by)])
    tell_them(application, NoticeKind.MENTION, mentioned, by=by)
    tell_them(application, NoticeKind.MESSAGE, others - mentioned.keys(), by=by)
    return message


@transaction.atomic
def write_note(application_id: UUID, facts: Mapping[str, Any], *, by: Actor) -> CounterNote | OfficeNote:
    """内部メモ, for colleagues of the own office alone. Raises NotPermitted, NotFound, NotOfThisCase, NoSuchPlace."""
    application = access.find_for_update(Application, application_id, by=by, may=access.reading_right(by))
    people = {each.staff_id: each for each in of_side(talkers(application.id), side_of(by))}
    mentioned = _mentioned(facts["mentioned"], people)
    note = NOTES[side_of(by)](**_words(application, facts, mentioned, by))
    note.save(force_insert=True)
    write.act("write_note", case_id=application.id)
    tell_them(application, NoticeKind.MENTION, mentioned, by=by)
    return note


@transaction.atomic
def withdraw_words(application_id: UUID, words_id: UUID, *, by: Actor) -> None:
    """連絡・メモの取消し. It stays, struck. Raises NotPermitted, NotFound, NotOwnWords, WithdrawnAlready."""
    application = access.find_for_update(Application, application_id, by=by, may=access.reading_right(by))
    words = _found(application, words_id, by)
    if words.written_by != by.staff_id:
        raise NotOwnWords
    if words.withdrawn_at is not None:
        raise WithdrawnAlready
    words.withdrawn_at = timezone.now()
    words.save(update_fields=["withdrawn_at"])
    write.act("withdraw_message", case_id=application.id)


def mark_read(application: Application, *, by: Actor) -> None:
    """既読. This person has read the thread of this case until now."""
    with connection.cursor() as cursor:
        facts: list[Any] = [application.prefecture_id, application.municipal_council_id, application.id, by.person_id]
        cursor.execute(_MARK, facts)


def _found(application: Application, words_id: UUID, by: Actor) -> Any:
    for model in (Message, NOTES[side_of(by)]):
        words = model._default_manager.filter(application_id=application.id, pk=words_id).first()
        if words is not None:
            return words
    raise NotFound


def _mentioned(asked: Any, people: Mapping[int, Any]) -> dict[int, str]:
    ids = [int(each) for each in asked]
    if not set(ids) <= people.keys():
        raise NotOfThisCase
    return {each: people[each].name for each in ids}


def _words(
    application: Application, facts: Mapping[str, Any], mentioned: Mapping[int, str], by: Actor
) -> dict[str, Any]:
    pin = facts["place"]
    named = place_name(application, pin)
    if not named:
        raise NoSuchPlace
    return {
        "prefecture_id": application.prefecture_id,
        "municipal_council_id": application.municipal_council_id,
        "application": application,
        "text": facts["text"],
        "place": pin,
        "place_name": "" if pin == WHOLE else named,
        "mentioned": list(mentioned),
        "mentioned_names": list(mentioned.values()),
        "written_by": by.person_id,
        "written_name": by.name,
    }
