"""同意の状況. Who agrees, who does not, and who is still to be asked; a yes counts from its day to its last day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from councils.era import wareki
from loans.applications import rules
from loans.applications.models import Application, Consent, Member, Party, Refusal

_AGAIN = " 様：氏名または生年月日が変わったため、同意の確認をやり直してください。"
_EXPIRED = " 様：同意の有効期限が過ぎたため、もう一度確認してください。"
_ASK = " 様の情報照会の同意を確認する"
_OF_AGE = " 様：18歳になったため、ご本人の同意を確認する"
_ASK_FOR_MINOR = " 様（未成年）について、法定代理人の同意を確認する"
# Nobody has ended it: it was another's word, for a minor who is one no more.
_STILL_BY_ANOTHER = "by_another"
Person = Member | Party


class Lacking(NamedTuple):
    """同意の不足. of: whose consent."""

    sentence: str
    of: UUID | None = None


def is_live(today: date) -> Q:
    return Q(withdrawn_at__isnull=True) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def in_force(application: Application) -> dict[UUID, Consent]:
    """有効な情報照会の同意, by member; the latest where there are several."""
    rows = application.consents.filter(
        is_live(timezone.localdate()), text__code=rules.INQUIRY_CONSENT, member__isnull=False
    )
    in_order = rows.select_related("member").order_by("created_at")
    return {each.member.id: each for each in in_order if each.member and _is_own(each, each.member)}


def consent_of(person: Person) -> Consent | None:
    """The one in force today, of a member to the inquiry or of a party to what it stands for."""
    rows = person.consents.filter(is_live(timezone.localdate()), text__code=text_code(person))
    found: Consent | None = rows.order_by("created_at").last()
    return found if found and _is_own(found, person) else None


def is_renewable(consent: Consent) -> bool:
    """更新できる. One that ends by itself, and was not given just now."""
    return consent.valid_until is not None and consent.given_on < timezone.localdate()


def _is_own(consent: Consent, person: Person) -> bool:
    """本人の同意. What the 法定代理人 said for a minor ends on the day that one comes of age."""
    return consent.representative_id is None or isinstance(person, Party) or not rules.must_consent(person)


def text_code(person: Person) -> str:
    return rules.INQUIRY_CONSENT if isinstance(person, Member) else f"{person.role.upper()}_CONSENT"


def declined(application: Application) -> set[UUID]:
    """照会しない人. Who said no at the counter; and, once forwarded, who took a yes back."""
    said = set(application.refusals.filter(lifted_at__isnull=True).values_list("member_id", flat=True))
    if application.forwarded_at is None:
        return said
    taken_back = application.consents.filter(
        text__code=rules.INQUIRY_CONSENT, withdrawal=Consent.Withdrawal.TAKEN_BACK, member__isnull=False
    )
    return said | (set(taken_back.values_list("member_id", flat=True)) - set(in_force(application)))


def refusal_of(member: Member) -> Refusal | None:
    found: Refusal | None = member.refusals.filter(lifted_at__isnull=True).first()
    return found


def lacking(application: Application, members: Sequence[Member]) -> Iterator[Lacking]:
    """不足. Each adult agrees alone, for a minor the 法定代理人; for whoever says no papers.py asks instead."""
    given, refused = in_force(application), declined(application)
    ended = _ended(application)
    for member in members:
        if member.id not in given and member.id not in refused:
            yield Lacking(f"{member.name}{_words(member, ended)}", of=member.id)


def _words(member: Member, ended: dict[UUID, str]) -> str:
    why = ended.get(member.id, "")
    if why == Consent.Withdrawal.PERSON_CHANGED:
        return _AGAIN
    if why == _STILL_BY_ANOTHER:
        return _OF_AGE
    if not rules.must_consent(member):
        return _ASK_FOR_MINOR
    return _EXPIRED if why == Consent.Withdrawal.EXPIRED else _ASK


def _ended(application: Application) -> dict[UUID, str]:
    """Why the last consent of each member counts no more."""
    rows = application.consents.filter(text__code=rules.INQUIRY_CONSENT).order_by("created_at")
    return {each.member_id: _end_of(each) for each in rows if each.member_id}


def _end_of(consent: Consent) -> str:
    if consent.withdrawn_at is not None:
        return consent.withdrawal
    is_over = consent.valid_until is not None and consent.valid_until < timezone.localdate()
    return Consent.Withdrawal.EXPIRED if is_over else _STILL_BY_ANOTHER


class TakenBack(NamedTuple):
    name: str
    day: str


def taken_back(application: Application) -> list[TakenBack]:
    """進達した後の取消し. What the office is told at once."""
    if application.forwarded_at is None:
        return []
    rows = application.consents.filter(
        withdrawal=Consent.Withdrawal.TAKEN_BACK, withdrawn_at__gte=application.forwarded_at, member__isnull=False
    )
    live = in_force(application)
    return [
        TakenBack(each.member.name, wareki(timezone.localdate(each.withdrawn_at)))
        for each in rows.select_related("member").order_by("withdrawn_at")
        if each.member_id not in live
    ]
