"""読み解きの規則の登録簿. Which function a version in the vault's dated table means; a new version is a new line.

A rule about one person reads that person's answers of one kind. Those about the household and about copies need more
than one answer, and have their functions in their own modules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inquiry.codes import FindingCode, Kind, Verdict
from inquiry.reading import assistance, benefits, copies, household, income, loans, tax
from inquiry.sources.answers import Answer, AssistanceAnswer, TaxAnswer

Says = Callable[[Answer, date], Verdict]
Agree = Callable[[Sequence[Verdict]], Verdict]


def all_say(verdicts: Sequence[Verdict]) -> Verdict:
    """What all providers say alike; else a paper must tell."""
    return verdicts[0] if len(set(verdicts)) == 1 else Verdict.NEEDS_CHECK


def one_says(verdicts: Sequence[Verdict]) -> Verdict:
    """Each provider answers for its own: where one says yes, it is so."""
    return Verdict.APPLIES if Verdict.APPLIES in verdicts else all_say(verdicts)


@dataclass(frozen=True, slots=True)
class Rule:
    """規則. agree joins the answers of several providers."""

    code: FindingCode
    kind: Kind
    says: Says
    agree: Agree = all_say


def _exempt(answer: Answer, _on: date) -> Verdict:
    return tax.tax_exempt(answer) if isinstance(answer, TaxAnswer) else Verdict.NEEDS_CHECK


def _assisted(answer: Answer, _on: date) -> Verdict:
    return assistance.public_assistance(answer) if isinstance(answer, AssistanceAnswer) else Verdict.NEEDS_CHECK


OF_PERSON: Mapping[str, Rule] = {
    tax.VERSION: Rule(FindingCode.RESIDENT_TAX_EXEMPT, Kind.TAX, _exempt),
    assistance.VERSION: Rule(FindingCode.PUBLIC_ASSISTANCE, Kind.ASSISTANCE, _assisted),
    "PENSION-1": Rule(FindingCode.PENSION_RECEIVED, Kind.PENSION, benefits.pension_received, one_says),
    "UNEMPLOYMENT-1": Rule(FindingCode.UNEMPLOYMENT_RECEIVED, Kind.UNEMPLOYMENT, benefits.unemployment),
    "TRAINING-1": Rule(FindingCode.TRAINING_RECEIVED, Kind.TRAINING_BENEFIT, benefits.allowance),
    "CHILD_ALLOWANCE-1": Rule(FindingCode.CHILD_ALLOWANCE_RECEIVED, Kind.CHILD_ALLOWANCE, benefits.allowance, one_says),
    "CHILD_REARING-1": Rule(FindingCode.CHILD_REARING_RECEIVED, Kind.CHILD_REARING, benefits.allowance, one_says),
    "SPECIAL_CHILD-1": Rule(FindingCode.SPECIAL_CHILD_RECEIVED, Kind.SPECIAL_CHILD, benefits.allowance, one_says),
    "OTHER_LOAN-1": Rule(FindingCode.OTHER_LOAN, Kind.WELFARE_LOAN, loans.open_loan, one_says),
    "LONE_PARENT_LOAN-1": Rule(FindingCode.LONE_PARENT_LOAN_OPEN, Kind.LONE_PARENT_LOAN, loans.open_loan, one_says),
}

# About more than one answer: their functions are called by name, and these are the versions that they are.
OF_MORE: Mapping[str, FindingCode] = {
    household.VERSION: FindingCode.HOUSEHOLD_COMPOSITION,
    income.VERSION: FindingCode.INCOME_LIMIT,
    copies.VERSION: FindingCode.OLD_COPY,
}
