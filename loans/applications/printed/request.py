"""借入申込書 and 同意書. Source of the fields: workflow-and-forms.md §3.2, §3.3."""

from collections.abc import Iterator

from councils.papers.form import Checks, Lines, Pairs, Part, Signatures, Table
from councils.papers.letter import Check, Row
from loans.applications import rules
from loans.applications.printed.source import Source, day
from loans.applications.shown import MemberLine, reason_name
from loans.terms.facts import GuarantorRule, Per

# One line a person, and room for those who are named when the form lies on the table.
ROWS_OF_HOUSEHOLD = 6
HOUSEHOLD = ("氏名", "続柄", "性別", "生年月日", "職業・学校", "月収")
WIDTHS = (10, 4, 3, 10, 8, 6)
COSTS, COST_WIDTHS, ROWS_OF_COSTS = ("必要なもの", "金額（円）", "内容・支払先"), (8, 5, 8), 4
# Of a protected household (支援措置) no address is printed: paper travels further than a screen.
NOT_PRINTED = "支援措置のため印字しません"


def application_form(source: Source) -> tuple[Part, ...]:
    """借入申込書."""
    return (
        Pairs("申込者", _applicant(source)),
        Table("世帯の状況", HOUSEHOLD, WIDTHS, _with_room([_person(each) for each in source.members])),
        Pairs("申込内容", tuple(_request(source))),
        *_by_fund(source),
        *_parties(source),
        Pairs("振込先", _account(source)),
        Checks("申告・同意事項", _statements(source)),
        Signatures("", ("申込者 署名", *_signers(source))),
    )


def consent_form(source: Source) -> tuple[Part, ...]:
    """同意書. The words that every adult of the household is asked to agree to; each signs alone."""
    adults = [each.name for each in source.members if each.must_consent]
    return (
        Lines("同意していただくこと", rules.consent_text().text),
        Signatures("世帯の成年の方の署名", tuple(adults) or ("",) * 4),
        Lines("備考（署名をいただけなかった方と、その理由）", ""),
    )


def _applicant(source: Source) -> tuple[Row, ...]:
    own = source.members[0] if source.members else None
    is_protected = source.application is not None and source.application.is_nondisclosure
    return (
        Row("フリガナ", source.said("applicant_kana")),
        Row("電話番号", source.said("applicant_phone")),
        Row("氏名", source.said("applicant_name")),
        Row("性別", own.sex if own else ""),
        Row("生年月日", own.born if own else ""),
        Row("申込日", day(source.application.submitted_at) if source.application else ""),
        Row("住所", NOT_PRINTED if is_protected else own.address if own else "", is_emphasised=True),
    )


def _person(line: MemberLine) -> tuple[str, ...]:
    return (f"{line.kana}\n{line.name}", line.relation, line.sex, line.born, line.occupation, line.income)


def _with_room(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    blank = ("",) * len(HOUSEHOLD)
    return (*rows, *[blank] * max(0, ROWS_OF_HOUSEHOLD - len(rows)))


def _request(source: Source) -> Iterator[Row]:
    amount, terms = source.yen("amount_yen"), source.terms
    yield Row("資金の種類", f"{terms.fund} {terms.name}", is_emphasised=True)
    yield Row("借入希望額", f"金 {amount}也" if amount else "")
    yield Row("貸付事由", reason_name(terms, source.said("reason")))
    yield Row("据置期間", source.months("grace_months"))
    yield Row("償還期間", source.months("repayment_months"))
    yield Row("借入理由", source.said("reason_text"), is_emphasised=True)
    yield Row("収入の見通し", source.said("outlook"), is_emphasised=True)


def _by_fund(source: Source) -> Iterator[Part]:
    """資金ごとの欄. What this fund's terms ask about beside the amount."""
    terms = source.terms
    if any(each.per is Per.MONTH for each in terms.ceilings):
        yield Pairs("毎月の借入れ", (Row("月額", ""), Row("期間", "　　年　　月から　　　年　　月まで")))
    if any(each.school for each in terms.ceilings):
        yield Pairs(
            "学校", (Row("進学・在学する方", ""), Row("学校名", ""), Row("課程・学年", ""), Row("卒業予定", ""))
        )
    if terms.shares:
        yield Pairs(
            "担保とする不動産", (Row("所在地", "", is_emphasised=True), Row("種類・面積", ""), Row("評価額", ""))
        )
    if terms.purposes:
        marks = tuple(Check(each.name, is_needed=False) for each in terms.purposes)
        yield Checks("資金の使いみち", marks)
    if any(each.code in ("ESTIMATE", "AMOUNT_PROOF") for each in terms.papers):
        yield Table("必要額の内訳と自己資金", COSTS, COST_WIDTHS, ((("",) * len(COSTS)),) * ROWS_OF_COSTS)


def _parties(source: Source) -> Iterator[Part]:
    """申込者とともに返す方."""
    terms = source.terms
    if terms.co_borrower_required:
        yield Pairs("連帯借受人", _person_of_party())
    if terms.guarantor is not GuarantorRule.NOT_REQUIRED:
        yield Pairs("連帯保証人（立てる場合）", _person_of_party())


def _person_of_party() -> tuple[Row, ...]:
    named = _blank("フリガナ", "生年月日", "氏名", "申込者との関係", "職業・年収", "電話番号")
    return (*named, Row("住所", "", is_emphasised=True))


def _blank(*labels: str) -> tuple[Row, ...]:
    return tuple(Row(label, "") for label in labels)


def _signers(source: Source) -> Iterator[str]:
    yield "法定代理人 署名"
    if source.terms.co_borrower_required:
        yield "連帯借受人 署名"
    if source.terms.guarantor is not GuarantorRule.NOT_REQUIRED:
        yield "連帯保証人 署名"


def _account(source: Source) -> tuple[Row, ...]:
    return (
        Row("金融機関", source.said("bank_name")),
        Row("支店", source.said("bank_branch")),
        Row("口座番号", source.said("account_number")),
        Row("名義（カナ）", source.said("account_holder_kana")),
    )


def _statements(source: Source) -> tuple[Check, ...]:
    agreed = source.application.statements if source.application else []
    needed = rules.household_statements(source.terms)
    return tuple(Check(each.text, rules.statement_key(each) in agreed) for each in needed)
