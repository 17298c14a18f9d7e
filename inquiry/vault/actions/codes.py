from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.sources.errors import CodeNotIssued, QueryRefused, SourceFault
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import ResultClass
from inquiry.vault import seals, turns, underway
from inquiry.vault.exchange import Line
from inquiry.vault.inquiries import BY_NETWORK
from inquiry.vault.models import Inquiry, Person, Sealed, Source
from inquiry.vault.resting import room
from inquiry.vault.underway import Change

# Inquiries, of which a person has several.
AT_MOST = 2_000
_CLAIM = timedelta(seconds=30)
_State = Inquiry.State


def get_codes(prefecture_id: str) -> int:
    """符号取得. One per person, before the first inquiry; getting it again is the same code and no inquiry."""
    numbers = _claim(prefecture_id)
    if not numbers:
        return 0
    with Line[UUID, str](settings.INFORMATION_NETWORK_URL) as line:
        network = InformationNetwork(line.client)
        for came in line.results({key: partial(network.issue_code, number) for key, number in numbers.items()}):
            underway.store(prefecture_id, came, partial(_store, prefecture_id))
    return len(numbers)


def _claim(prefecture_id: str) -> dict[UUID, str]:
    with transaction_for(system_of(prefecture_id)):
        at_most = room(Source.INFORMATION, AT_MOST)
        is_due = Inquiry.objects.filter(
            BY_NETWORK, seals.has(Sealed.What.NUMBER), state=_State.WAITING, next_at__lte=Now()
        )
        due = is_due.exclude(seals.has(Sealed.What.CODE))
        rows = due.select_for_update(skip_locked=True, of=("self",)).values_list("pk", "person_id")[:at_most]
        waiting = dict(rows)
        underway.wait_until(list(waiting), _CLAIM)
        numbers = seals.unseal_each(set(waiting.values()), Sealed.What.NUMBER)
        return {person_id: content["number"] for person_id, content in numbers.items()}


def _store(prefecture_id: str, came: Mapping[UUID, str | SourceFault]) -> None:
    underway.hold_orders_of(came)
    persons = {person.pk: person for person in Person.objects.filter(pk__in=came)}
    rows = Inquiry.objects.filter(person_id__in=came, state=_State.WAITING).order_by("pk").select_for_update()
    waiting = dict(rows.values_list("pk", "person_id"))
    # Closed, or no longer linked: the code would be another number's.
    sealed = Sealed.objects.filter(person__in=persons, what=Sealed.What.NUMBER)
    numbered = set(sealed.values_list("person_id", flat=True))
    codes = [
        seals.Value(persons[person_id].case_id, person_id, Sealed.What.CODE, {"code": code})
        for person_id, code in came.items()
        if isinstance(code, str) and person_id in persons and person_id in numbered
    ]
    seals.seal_once(prefecture_id, codes)
    underway.wait_until([key for key, whose in waiting.items() if isinstance(came[whose], str)], timedelta(0))
    refused = {key: came[whose] for key, whose in waiting.items() if isinstance(came[whose], QueryRefused)}
    underway.change([_failed(row, refused[row.id]) for row in underway.held(refused, _State.WAITING)])
    underway.put_off([key for key, whose in waiting.items() if _is_lost(came[whose])])
    turns.note(Source.INFORMATION, came.values())


def _is_lost(came: str | SourceFault) -> bool:
    return isinstance(came, SourceFault) and not isinstance(came, QueryRefused)


def _failed(row: underway.UnderWay, refusal: object) -> Change:
    is_missing = isinstance(refusal, CodeNotIssued)
    result = ResultClass.CODE_NOT_ISSUED if is_missing else ResultClass.NOT_PERMITTED
    return Change(row, _State.FAILED, result.value)
