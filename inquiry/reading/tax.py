"""地方税関係情報の読み解き. 非課税 only where both levies are given and zero; what is not said is never zero."""

from enum import Enum

from inquiry.codes import Verdict
from inquiry.sources.answers import Empty, TaxAnswer

VERSION = "TAX_EXEMPT-1"


class TaxClass(Enum):
    """課税区分. Source: inquiry.md §5 (0 and 0 非課税; no 所得割 均等割のみ; both 課税; not 均等割 alone: error)."""

    EXEMPT = "非課税"
    PER_CAPITA_ONLY = "均等割のみ課税"
    TAXED = "課税"
    UNDECLARED = "未申告"
    NOT_GIVEN = "値なし"
    CONTRADICTORY = "税額の組合せが不整合"


_VERDICTS = {
    TaxClass.EXEMPT: Verdict.APPLIES,
    TaxClass.PER_CAPITA_ONLY: Verdict.DOES_NOT_APPLY,
    TaxClass.TAXED: Verdict.DOES_NOT_APPLY,
}


def tax_class(answer: TaxAnswer) -> TaxClass:
    """課税区分の判定."""
    if answer.is_undeclared:
        return TaxClass.UNDECLARED
    per_capita, income = answer.per_capita_levy_yen, answer.income_levy_yen
    if isinstance(per_capita, Empty) or isinstance(income, Empty) or isinstance(answer.fiscal_year, Empty):
        return TaxClass.NOT_GIVEN
    if per_capita.value < 0 or income.value < 0:
        return TaxClass.CONTRADICTORY
    if per_capita.value == 0:
        return _of_nothing(answer, income.value)
    return TaxClass.TAXED if income.value else TaxClass.PER_CAPITA_ONLY


def _of_nothing(answer: TaxAnswer, income_levy: int) -> TaxClass:
    """Without 均等割. Nobody is exempt of whom it is not known that they have declared."""
    if income_levy:
        return TaxClass.CONTRADICTORY
    return TaxClass.EXEMPT if answer.is_filing_known else TaxClass.NOT_GIVEN


def tax_exempt(answer: TaxAnswer) -> Verdict:
    """市町村民税非課税."""
    return _VERDICTS.get(tax_class(answer), Verdict.NEEDS_CHECK)
