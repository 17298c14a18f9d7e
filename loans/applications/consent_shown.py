"""同意の見せ方, as finished strings."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from councils.era import wareki
from loans.applications import rules
from loans.applications.consents import Person, consent_of, is_renewable, refusal_of, text_code
from loans.applications.models import Application, Consent, Member, Refusal
from loans.applications.signature import path_of
from loans.states import AT_COUNTER


@dataclass(frozen=True)
class ConsentLine:
    """同意の行. path: the signature as lines."""

    given_on: str
    until: str
    way: str
    taken_by: str
    representative: str
    path: str


def consent_page(application: Application, person: Person) -> dict[str, Any]:
    """同意の確認の画面."""
    consent, refusal = consent_of(person), refusal_of(person) if isinstance(person, Member) else None
    text = rules.consent_text(text_code(person))
    return {
        "application": application,
        "person": person,
        "role": person.get_relation_display() if isinstance(person, Member) else person.get_role_display(),
        "title": _title(person),
        "text": text.text,
        "text_version": f"第{text.version}版",
        "today": wareki(timezone.localdate()),
        "born": person.born_on.wareki(),
        "given": line_of(consent) if consent else None,
        "refused": refusal_words(refusal) if refusal else "",
        "is_member": isinstance(person, Member),
        "is_renewable": consent is not None and is_renewable(consent) and application.state in AT_COUNTER,
        "is_at_counter": application.state in AT_COUNTER,
    }


def _title(person: Person) -> str:
    return "情報照会についての同意" if isinstance(person, Member) else f"{person.get_role_display()}としての同意"


def line_of(consent: Consent) -> ConsentLine:
    return ConsentLine(
        given_on=wareki(consent.given_on),
        until=wareki(consent.valid_until) if consent.valid_until else "",
        way=consent.get_way_display(),
        taken_by=consent.taken_name,
        representative=consent.representative_name,
        path=path_of(consent.signature),
    )


def refusal_words(refusal: Refusal) -> str:
    """e.g. 令和8年11月21日　自分で書類を出したい（聞き取り…）."""
    note = f"（{refusal.note}）" if refusal.note else ""
    return f"{wareki(refusal.refused_on)}　{refusal.get_reason_display()}{note}　確認：{refusal.taken_name}"
