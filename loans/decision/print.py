"""決定の文書の印刷. 貸付決定通知書 and 償還計画表 of a decision, with the facts that it was made by."""

from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone

from councils.models import Council, Letterhead
from councils.months import due_in
from councils.papers.letter import Addressee, Check, Contact, Envelope, Head, Letter, Row, facts_of
from councils.papers.rendering import render
from councils.workdays import workday_from
from loans.applications.models import Application, Member
from loans.decision.letters import TEMPLATES, Lending, facts_for_notice, facts_for_plan, repayment_rows
from loans.decision.models import Decision
from loans.protection import printed_address
from loans.terms.facts import GraceFrom, Repayment, Stage, Terms
from loans.terms.in_force import facts_of as terms_facts
from loans.terms.limits import late_rate
from loans.terms.products import read_late_interest, read_rounding
from loans.terms.schedule import DatedInstalment, RoundingRule, dated, plan

EVERY_MONTH = 1


def decision_notice(decision: Decision) -> bytes:
    """貸付決定通知書. Raises CharacterNotInFont."""
    terms = terms_facts(decision.terms)
    letter = facts_for_notice(
        _envelope(decision),
        _lending(decision, terms),
        papers=tuple(Check(each.name, is_needed=True) for each in terms.papers if each.stage is Stage.CONTRACT),
        papers_due_on=papers_due_on(decision),
    )
    return _print("decision_notice", letter, decision)


def repayment_plan(decision: Decision) -> bytes:
    """償還計画表. Raises CharacterNotInFont."""
    letter = facts_for_plan(_envelope(decision), _lending(decision, terms_facts(decision.terms)))
    return _print("repayment_plan", letter, decision)


def plan_rows(decision: Decision) -> tuple[Row, ...]:
    """据置と償還, as the letters say it."""
    return repayment_rows(_lending(decision, terms_facts(decision.terms)))


def _print(template: str, letter: Letter, decision: Decision) -> bytes:
    # Stamped with the decision, not with the moment of printing: the same letter twice is the same file.
    return render(template, facts_of(letter), folder=TEMPLATES, stamp=timezone.localtime(decision.created_at))


def papers_due_on(decision: Decision) -> date:
    """書類の提出期限. A working day."""
    return workday_from(decision.decided_on + timedelta(days=_letterhead(decision.prefecture_id).papers_days))


def planned_on(decision: Decision) -> date:
    """交付予定日. A working day, counted from the papers' due date: nothing is paid before they are there."""
    return workday_from(papers_due_on(decision) + timedelta(days=_letterhead(decision.prefecture_id).payment_days))


def applied_on(decision: Decision) -> date:
    """申込日. Of the first request that was forwarded: a mended one does not move it, and both desks read the same."""
    forwarded = decision.application.history.filter(forwarded_at__isnull=False)
    return timezone.localdate(forwarded.aggregate(first=Min("submitted_at"))["first"])


def grace_from(decision: Decision, terms: Terms) -> date:
    """据置の起算日. The day of payment, of the last of several payments, or of graduation, as the fund has it."""
    first = paid_first(decision)
    if terms.grace_from is GraceFrom.GRADUATION and (graduates := _day_of(decision, "graduates_on")):
        return graduates
    if terms.grace_from is GraceFrom.DISBURSEMENT or not decision.lending_months:
        return first
    return due_in(first, decision.lending_months - 1, first.day)


def paid_first(decision: Decision) -> date:
    """初回の交付. Not before the papers are there; where a later month was asked for, its first day."""
    asked = _day_of(decision, "lending_from")
    return max(planned_on(decision), asked) if asked else planned_on(decision)


def _day_of(decision: Decision, name: str) -> date | None:
    """A day of the request as it was when it was decided; decisions from before it was kept have none."""
    text = decision.facts.get(name)
    return date.fromisoformat(text) if text else None


def is_lump_sum(decision: Decision) -> bool:
    """一括償還. Whose plan has one day that nobody knows yet: the end of the grace after the contract."""
    return terms_facts(decision.terms).repayment is Repayment.LUMP_SUM


def _instalments(decision: Decision, rule: RoundingRule, terms: Terms) -> tuple[DatedInstalment, ...]:
    if is_lump_sum(decision):
        return ()
    found = plan(decision.amount_yen, months=decision.repayment_months, annual_rate=decision.interest_rate, rule=rule)
    return dated(found, paid_on=grace_from(decision, terms), grace_months=decision.grace_months)


def _lending(decision: Decision, terms: Terms) -> Lending:
    rounding = read_rounding()
    return Lending(
        fund=terms.fund,
        product=terms.name,
        applied_on=applied_on(decision),
        requested_yen=decision.facts["requested_yen"],
        amount_yen=decision.amount_yen,
        annual_rate=decision.interest_rate,
        late_rate=late_rate(read_late_interest(), decision.decided_on),
        has_guarantor=decision.facts.get("has_guarantor", False),
        planned_on=paid_first(decision),
        grace_months=decision.grace_months,
        repayment_months=decision.repayment_months,
        every=EVERY_MONTH,
        method=rounding.method,
        instalments=_instalments(decision, rounding, terms),
        monthly_yen=decision.monthly_yen or 0,
        lending_months=decision.lending_months or 0,
        grace_from=terms.grace_from,
    )


def _envelope(decision: Decision) -> Envelope:
    application = decision.application
    applicant = application.members.get(relation=Member.Relation.SELF, removed_at__isnull=True)
    return Envelope(
        number=decision.number,
        dated_on=decision.decided_on,
        receipt_number=application.receipt_number,
        head=_head(decision.prefecture_id),
        addressee=_addressee(application, applicant),
        contact=_contact(decision.municipal_council_id),
    )


def _addressee(application: Application, applicant: Member) -> Addressee:
    """宛先. Of a protected household (支援措置) no address is printed: the letter is handed over."""
    home = printed_address(application, applicant.address, applicant.postcode)
    return Addressee(home.postcode, home.address, application.applicant_name)


def _head(council_id: str) -> Head:
    head = _letterhead(council_id)
    name = Council.objects.get(pk=council_id).name
    return Head(name, head.president_title, head.president_name, head.postcode, head.address)


def _contact(council_id: str) -> Contact:
    head = _letterhead(council_id)
    return Contact(Council.objects.get(pk=council_id).name, head.telephone, head.hours)


def _letterhead(council_id: str) -> Letterhead:
    """A council that has set nothing writes with the defaults."""
    return Letterhead.objects.filter(pk=council_id).first() or Letterhead(council_id=council_id)
