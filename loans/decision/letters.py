"""決定の文書. What 貸付決定通知書 and 償還計画表 say: plain values in, finished Japanese out. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from councils.era import wareki
from councils.look.words import yen
from councils.papers.letter import Check, Envelope, Letter, Row, envelope_facts
from loans.terms.facts import GraceFrom
from loans.terms.schedule import DatedInstalment, Method

TEMPLATES = Path(__file__).with_name("papers")
RHYTHMS = {1: "月賦", 6: "半年賦", 12: "年賦"}
METHODS = {Method.LEVEL_PRINCIPAL: "元金均等償還", Method.ANNUITY: "元利均等償還"}
GRACE_FROM = {
    GraceFrom.DISBURSEMENT: "交付した月の翌月から",
    GraceFrom.LAST_DISBURSEMENT: "最後に交付した月の翌月から",
    GraceFrom.GRADUATION: "卒業した月の翌月から",
    GraceFrom.CONTRACT_END: "契約が終わった後から",
}
NOTICE_NOTES = (
    "資金は、お申し込みの目的のためにお使いください。ほかの目的に使われたときや、お申し込みの内容に事実と違うところがあったときは、"
    "決定を取り消し、お返しいただくことがあります。",
    "書類が期限までに届かないときは、資金をお渡しできないことがあります。間に合わないときは、早めにご連絡ください。",
    "住所、氏名、勤め先や世帯の状況が変わったときは、窓口へお届けください。",
    "各回の償還額と期日は、同封の償還計画表をご覧ください。償還が難しくなりそうなときは、一人で悩まず、早めに窓口へご相談ください。",
)
PLAN_NOTES = (
    "この計画は、交付予定日に資金をお渡しした場合のものです。交付日が変わったときは、改めてお知らせします。",
    "期日より前に、一部または全部を償還することもできます。",
    "災害や病気などで償還が難しいときは、償還の猶予を申請できる場合があります。期日の前に窓口へご相談ください。",
)


@dataclass(frozen=True)
class Lending:
    """決定した貸付け. instalments run from the day that the fund counts its grace from; none where 一括 is repaid.

    planned_on: the (first) payment; monthly_yen and lending_months of a loan that is paid by the month, else 0.
    """

    fund: str
    product: str
    applied_on: date
    requested_yen: int
    amount_yen: int
    annual_rate: Decimal
    late_rate: Decimal
    has_guarantor: bool
    planned_on: date
    grace_months: int
    repayment_months: int
    every: int
    method: Method
    instalments: tuple[DatedInstalment, ...]
    monthly_yen: int = 0
    lending_months: int = 0
    grace_from: GraceFrom = GraceFrom.DISBURSEMENT


@dataclass(frozen=True)
class DecisionNotice(Letter):
    """貸付決定通知書."""

    papers: tuple[Check, ...]
    papers_due: str


@dataclass(frozen=True)
class RepaymentPlan(Letter):
    """償還計画表."""

    columns: tuple[str, ...]
    instalments: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


def facts_for_notice(
    envelope: Envelope, lending: Lending, *, papers: tuple[Check, ...], papers_due_on: date
) -> DecisionNotice:
    """貸付決定通知書. papers are what the borrower sends next, by papers_due_on."""
    return DecisionNotice(
        **envelope_facts(envelope),
        title="貸付決定通知書",
        opening=f"{wareki(lending.applied_on)}にお申し込みいただいた生活福祉資金について、次のとおり貸付けを決定しましたので、お知らせします。",
        rows=(*asked_rows(lending), *amount_rows(lending), *repayment_rows(lending), *condition_rows(lending)),
        notes=NOTICE_NOTES if lending.instalments else NOTICE_NOTES[:-1],
        papers=papers,
        papers_due=wareki(papers_due_on),
    )


def facts_for_plan(envelope: Envelope, lending: Lending) -> RepaymentPlan:
    """償還計画表."""
    return RepaymentPlan(
        **envelope_facts(envelope),
        title="償還計画表",
        opening="決定した貸付けの償還の計画は、次のとおりです。期日までに償還してください。",
        rows=(*amount_rows(lending), *repayment_rows(lending)),
        notes=PLAN_NOTES,
        columns=("回", "償還期日", "元金", "利子", "償還額", "残元金"),
        instalments=tuple(instalment_cells(each) for each in lending.instalments),
        total=total_cells(lending.instalments),
    )


def asked_rows(lending: Lending) -> tuple[Row, ...]:
    """お申込額. Told only where another amount was decided."""
    return (Row("お申込額", yen(lending.requested_yen)),) if lending.requested_yen != lending.amount_yen else ()


def amount_rows(lending: Lending) -> tuple[Row, ...]:
    """資金と金額."""
    return (
        Row("資金の種類", f"{lending.fund}　{lending.product}"),
        Row("貸付決定額", f"金{yen(lending.amount_yen)}", is_emphasised=True),
        *monthly_rows(lending),
        Row("初回交付予定日" if lending.lending_months else "交付予定日", wareki(lending.planned_on)),
    )


def monthly_rows(lending: Lending) -> tuple[Row, ...]:
    """月額と月数. Of a loan that is paid by the month."""
    if not lending.lending_months:
        return ()
    return (Row("貸付月額", f"{yen(lending.monthly_yen)} × {lending.lending_months}か月"),)


def repayment_rows(lending: Lending) -> tuple[Row, ...]:
    """据置と償還."""
    if not lending.instalments:
        return (
            Row("据置期間", f"{lending.grace_months}か月（{GRACE_FROM[lending.grace_from]}）"),
            Row("償還方法", "据置期間が終わる日までに一括で償還"),
        )
    first, last = lending.instalments[0].due_on, lending.instalments[-1].due_on
    rhythm = RHYTHMS.get(lending.every, f"{lending.every}か月ごと")
    return (
        Row("据置期間", f"{lending.grace_months}か月（{grace_words(lending)}）"),
        Row("償還期間", f"{lending.repayment_months}か月（据置期間の後）"),
        Row("償還方法", f"{rhythm}　{METHODS[lending.method]}　全{len(lending.instalments)}回"),
        Row("1回の償還額", instalment_words(lending.instalments)),
        Row("償還期日", f"初回 {wareki(first)}　最終償還期限 {wareki(last)}"),
    )


def grace_words(lending: Lending) -> str:
    """据置の起算. A loan that is paid once has its last payment with its first."""
    if lending.grace_from is GraceFrom.LAST_DISBURSEMENT and not lending.lending_months:
        return GRACE_FROM[GraceFrom.DISBURSEMENT]
    return GRACE_FROM[lending.grace_from]


def condition_rows(lending: Lending) -> tuple[Row, ...]:
    """利子と保証人."""
    # What is published of interest after the grace period is of the funds that are repaid in instalments.
    after = "（据置期間の経過後）" if lending.instalments else ""
    interest = f"年{percent(lending.annual_rate)}{after}" if lending.annual_rate else "無利子"
    return (
        Row("貸付利子", interest),
        Row("延滞利子", f"年{percent(lending.late_rate)}（最終償還期限を過ぎて残っている元金に対して）"),
        Row("連帯保証人", "あり" if lending.has_guarantor else "なし"),
    )


def instalment_words(instalments: tuple[DatedInstalment, ...]) -> str:
    """1回の償還額. In one line where the last alone differs; else the plan is referred to."""
    totals = [each.instalment.total_yen for each in instalments]
    if len(set(totals)) == 1:
        return yen(totals[0])
    if len(set(totals[:-1])) == 1:
        return f"{yen(totals[0])}（最終回 {yen(totals[-1])}）"
    return f"初回 {yen(totals[0])}（2回目から償還計画表のとおり）"


def instalment_cells(dated: DatedInstalment) -> tuple[str, ...]:
    """償還計画表の一行."""
    each = dated.instalment
    figures = (each.principal_yen, each.interest_yen, each.total_yen, each.outstanding_yen)
    return (str(each.number), wareki(dated.due_on), *(yen(figure) for figure in figures))


def total_cells(instalments: tuple[DatedInstalment, ...]) -> tuple[str, ...]:
    """償還計画表の合計."""
    every = [each.instalment for each in instalments]
    sums = (
        sum(each.principal_yen for each in every),
        sum(each.interest_yen for each in every),
        sum(each.total_yen for each in every),
    )
    return ("合計", *(yen(figure) for figure in sums), "")


def percent(rate: Decimal) -> str:
    """利率, e.g. 1.5％."""
    return f"{(rate * 100).normalize():f}％"
