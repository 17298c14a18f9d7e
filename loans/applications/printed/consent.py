"""同意書. The words that each is asked to agree to, and who has agreed: by hand, or as it was recorded. §3.3."""

from collections.abc import Iterator

from councils.era import wareki
from councils.papers.form import Lines, Part, Signatures, Signer, pens
from loans.applications import rules
from loans.applications.consents import consent_of, in_force, text_code
from loans.applications.models import Application, Consent, Party, Refusal
from loans.applications.parties import parties_of
from loans.applications.printed.source import Source
from loans.applications.shown import MemberLine
from loans.applications.signature import drawing_of
from loans.terms.facts import GuarantorRule


def consent_form(source: Source) -> tuple[Part, ...]:
    """同意書. Each adult of the household alone, for a minor the 法定代理人; then who stands beside the applicant."""
    return (
        *_household(source),
        *_parties(source),
        Lines("備考（署名をいただけなかった方と、その理由）", ""),
    )


def _household(source: Source) -> Iterator[Part]:
    """By the words that were agreed to: whoever agreed to an earlier version did not agree to today's."""
    today = rules.consent_text().text
    signers: dict[str, list[Signer]] = {} if source.members else {today: list(pens("", "", "", ""))}
    given = in_force(source.application) if source.application else {}
    refused = _refusals(source.application)
    for each in source.members:
        consent = given.get(each.id)
        signer = _agreed(_who(each, consent), consent) if consent else _asked(each, refused)
        signers.setdefault(consent.text.text if consent else today, []).append(signer)
    for text, people in signers.items():
        yield Lines("同意していただくこと", text)
        yield Signatures("世帯の方の署名", tuple(people))


def _refusals(application: Application | None) -> dict[object, Refusal]:
    rows = application.refusals.filter(lifted_at__isnull=True) if application else ()
    return {each.member_id: each for each in rows}


def _who(member: MemberLine, consent: Consent | None = None) -> str:
    """For a minor the 法定代理人 signs, whose name may not be known yet."""
    if member.must_consent:
        return member.name
    name = f"　{consent.representative_name}" if consent and consent.representative_name else ""
    return f"{member.name}\n（法定代理人{name}）"


def _agreed(who: str, consent: Consent) -> Signer:
    """同意した人. How it was given, and who took it down."""
    note = "　".join(part for part in (consent.get_way_display(), _taken(consent.taken_name)) if part)
    return Signer(who, drawing_of(consent.signature), note, wareki(consent.given_on))


def _asked(member: MemberLine, refused: dict[object, Refusal]) -> Signer:
    """Room for a pen; or that this one does not agree, with the reason."""
    refusal = refused.get(member.id)
    if refusal is None:
        return Signer(_who(member))
    note = f"同意しない（{refusal.get_reason_display()}）　{_taken(refusal.taken_name)}"
    return Signer(_who(member), note=note, dated=wareki(refusal.refused_on))


def _taken(name: str) -> str:
    return f"確認：{name}" if name else ""


def _parties(source: Source) -> Iterator[Part]:
    """連帯借受人・連帯保証人・法定代理人. Those who are there; else room for one without whom nothing is lent."""
    there = parties_of(source.application) if source.application else []
    for each in there:
        consent = consent_of(each)
        text = consent.text if consent else rules.consent_text(text_code(each))
        label = f"{each.get_role_display()}　{each.name}"
        yield Lines(f"{each.get_role_display()}として同意していただくこと", text.text)
        yield Signatures("", (_agreed(label, consent) if consent else Signer(label),))
    for role in _waited_for(source, {each.role for each in there}):
        yield Lines(f"{role.label}として同意していただくこと", rules.consent_text(f"{role.upper()}_CONSENT").text)
        yield Signatures("", pens(f"{role.label} 署名"))


def _waited_for(source: Source, there: set[str]) -> Iterator[Party.Role]:
    if source.terms.co_borrower_required and Party.Role.CO_BORROWER not in there:
        yield Party.Role.CO_BORROWER
    if source.terms.guarantor is GuarantorRule.FROM_HEIRS and Party.Role.GUARANTOR not in there:
        yield Party.Role.GUARANTOR
