"""資金の条件の見比べ. The terms of every fund in one line each, for a choice with the client."""

from collections.abc import Sequence
from dataclasses import dataclass

from councils.look.words import yen
from loans.terms.facts import ConsultationRule, GuarantorRule, Interest, Per, Repayment, Terms

_GUARANTORS = {
    GuarantorRule.NOT_REQUIRED: "不要",
    GuarantorRule.NOT_IN_PRINCIPLE: "原則不要",
    GuarantorRule.OPTIONAL: "原則必要（なしでも可）",
    GuarantorRule.FROM_HEIRS: "推定相続人から必要",
}
_SUPPORT = {
    ConsultationRule.NOT_REQUIRED: "",
    ConsultationRule.BY_REASON: "事由により自立相談支援の利用が要件",
    ConsultationRule.REQUIRED: "自立相談支援の利用が要件",
}


@dataclass(frozen=True)
class FundLine:
    """資金の行."""

    fund: str
    name: str
    limit: str
    periods: str
    interest: str
    guarantor: str
    support: str


def fund_lines(funds: Sequence[Terms]) -> list[FundLine]:
    return [
        FundLine(
            terms.fund,
            terms.name,
            _limit(terms),
            _periods(terms),
            _interest(terms.interest),
            _GUARANTORS[terms.guarantor],
            _SUPPORT[terms.consultation],
        )
        for terms in funds
    ]


def _limit(terms: Terms) -> str:
    parts = []
    amounts = sorted({each.amount_yen for each in terms.ceilings})
    if amounts:
        month = "月" if terms.ceilings[0].per is Per.MONTH else ""
        span = yen(amounts[0]) if len(amounts) == 1 else f"{amounts[0]:,}円〜{yen(amounts[-1])}"
        parts.append(f"{month}{span}以内")
    if terms.shares:
        shares = sorted({each.share for each in terms.shares}, reverse=True)
        parts.append(f"評価額の{'・'.join(f'{share * 100:.0f}％' for share in shares)}まで")
    if terms.monthly_of_assistance:
        parts.append(f"月額は生活扶助額の{terms.monthly_of_assistance.normalize():f}倍まで")
    return "、".join(parts)


def _periods(terms: Terms) -> str:
    grace = f"据置{terms.grace_months_max}か月以内"
    if terms.repayment is Repayment.LUMP_SUM:
        return f"{grace}、一括償還"
    return f"{grace}、償還{terms.repay_months_max}か月以内"


def _interest(interest: Interest) -> str:
    if interest.capped_by_prime:
        return f"年{_percent(interest)}か長期プライムレートの低い方"
    if interest.with_guarantor == interest.without_guarantor == 0:
        return "無利子"
    return f"保証人あり 無利子、なし 年{_percent(interest)}"


def _percent(interest: Interest) -> str:
    return f"{(interest.without_guarantor * 100).normalize():f}％"
