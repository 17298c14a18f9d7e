from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.sources.errors import CodeNotIssued, QueryRefused, SourceFault
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import ResultClass
from inquiry.vault import seals
from inquiry.vault.exchange import Line
from inquiry.vault.inquiries import ONE_MORE, end, pause_after
from inquiry.vault.models import Inquiry, Person, Sealed

AT_MOST = 100
_CLAIM = timedelta(seconds=30)


def get_codes(prefecture_id: str) -> int:
    """符号取得. One per person, before the first inquiry; getting it again is the same code and no inquiry."""
    numbers = _claim(prefecture_id)
    if not numbers:
        return 0
    with Line(settings.INFORMATION_NETWORK_URL) as line:
        for person_id, code in line.results(_requests(InformationNetwork(line.client), numbers)):
            with transaction_for(system_of(prefecture_id)):
                _store(Person.objects.get(pk=person_id), code)
    return len(numbers)


def _claim(prefecture_id: str) -> dict[UUID, str]:
    with transaction_for(system_of(prefecture_id)):
        is_due = Inquiry.objects.filter(seals.has(Sealed.What.NUMBER), state=Inquiry.State.WAITING, next_at__lte=Now())
        due = is_due.exclude(seals.has(Sealed.What.CODE))
        ids = list(due.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:AT_MOST])
        waiting = Inquiry.objects.filter(pk__in=ids)
        waiting.update(next_at=Now() + _CLAIM)
        persons = Person.objects.filter(pk__in=waiting.values("person_id"))
        return {person.pk: seals.unseal(person, Sealed.What.NUMBER)["number"] for person in persons}


def _requests(network: InformationNetwork, numbers: dict[UUID, str]) -> dict[UUID, Callable[[], Awaitable[str]]]:
    return {person_id: partial(network.issue_code, number) for person_id, number in numbers.items()}


def _store(person: Person, code: str | SourceFault) -> None:
    waiting = Inquiry.objects.select_for_update().filter(person=person, state=Inquiry.State.WAITING)
    if isinstance(code, str) and not Sealed.objects.filter(person=person, what=Sealed.What.NUMBER).exists():
        return  # closed, or no longer linked: the code is another number's
    if isinstance(code, str):
        seals.seal(person, Sealed.What.CODE, {"code": code})
        waiting.update(next_at=Now())
    elif isinstance(code, QueryRefused):
        _fail(list(waiting), code)
    else:
        for inquiry in waiting:
            pause = pause_after(inquiry.attempts)
            Inquiry.objects.filter(pk=inquiry.pk).update(next_at=Now() + pause, attempts=ONE_MORE)


def _fail(inquiries: list[Inquiry], refusal: QueryRefused) -> None:
    is_missing = isinstance(refusal, CodeNotIssued)
    result = ResultClass.CODE_NOT_ISSUED if is_missing else ResultClass.NOT_PERMITTED
    for inquiry in inquiries:
        end(inquiry, Inquiry.State.FAILED, result.value)
