"""様式の印刷. 借入申込書, 同意書, 市区町村社協意見書 of a case as it stands, with room for a pen."""

from collections.abc import Callable, Mapping

from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from councils.models import Council
from councils.papers.form import Checks, Form, Lines, Pairs, Part, Signatures, Table, print_form
from councils.papers.letter import Check, Row
from loans.applications import rules
from loans.applications.models import Application, Opinion
from loans.applications.shown import MemberLine, member_lines, reason_name
from loans.terms.facts import Terms
from loans.terms.in_force import facts_of

# One line a person, and room for those who are named when the form lies on the table.
ROWS_OF_HOUSEHOLD = 6
HOUSEHOLD = ("氏名", "続柄", "性別", "生年月日", "職業・学校", "月収")
WIDTHS = (10, 4, 3, 10, 8, 6)
# Of a protected household (支援措置) no address is printed: paper travels further than a screen.
NOT_PRINTED = "支援措置のため印字しません"


def printed(application: Application, form: str) -> bytes:
    """様式. form is one of FORMS. Raises CharacterNotInFont."""
    title, parts = FORMS[form]
    now = timezone.localtime()
    facts = Form(
        title=title,
        council=Council.objects.get(pk=application.municipal_council_id).name,
        number=application.receipt_number,
        printed=wareki(now.date()),
        parts=parts(application),
    )
    return print_form(facts, stamp=now)


def application_form(application: Application) -> tuple[Part, ...]:
    """借入申込書. Source of the fields: workflow-and-forms.md §3.2."""
    terms, members = facts_of(application.terms), member_lines(application)
    return (
        Pairs("申込者", _applicant(application, members)),
        Table("世帯の状況", HOUSEHOLD, WIDTHS, _with_room([_person(each) for each in members])),
        Pairs("申込内容", _request(application, terms)),
        Pairs("振込先", _account(application)),
        Checks("申告・同意事項", _statements(application, terms)),
        Signatures("", ("申込者 署名", "法定代理人 署名")),
    )


def consent_form(application: Application) -> tuple[Part, ...]:
    """同意書. The words that every adult of the household is asked to agree to; each signs alone."""
    adults = [each.name for each in member_lines(application) if each.must_consent]
    return (
        Lines("同意していただくこと", rules.consent_text().text),
        Signatures("世帯の成年の方の署名", tuple(adults) or ("",)),
        Lines("備考（署名をいただけなかった方と、その理由）", ""),
    )


def opinion_form(application: Application) -> tuple[Part, ...]:
    """市区町村社協意見書. The latest opinion; before there is one, to be written by hand."""
    opinion = application.opinions.order_by("-created_at").first()
    given = opinion.verdict if opinion else ""
    return (
        Pairs(
            "案件",
            (
                Row("氏名", f"{application.applicant_name}　様"),
                Row("資金", facts_of(application.terms).name),
                Row("希望額", _yen(application.amount_yen)),
                Row("相談員", application.counsellor_name),
            ),
        ),
        Checks("意見", tuple(Check(each.label, each.value == given) for each in Opinion.Verdict)),
        Lines("意見の内容", opinion.text if opinion else ""),
        Pairs("", _written(opinion)),
        Signatures("", ("責任者 確認",)),
    )


FORMS: Mapping[str, tuple[str, Callable[[Application], tuple[Part, ...]]]] = {
    "application": ("借入申込書", application_form),
    "consent": ("情報照会についての同意書", consent_form),
    "opinion": ("市区町村社協意見書", opinion_form),
}


def _applicant(application: Application, members: list[MemberLine]) -> tuple[Row, ...]:
    own = members[0] if members else None
    address = NOT_PRINTED if application.is_nondisclosure else own.address if own else ""
    return (
        Row("フリガナ", application.applicant_kana),
        Row("電話番号", application.applicant_phone),
        Row("氏名", application.applicant_name),
        Row("性別", own.sex if own else ""),
        Row("生年月日", own.born if own else ""),
        Row("申込日", wareki(timezone.localdate(application.submitted_at)) if application.submitted_at else ""),
        Row("住所", address, is_emphasised=True),
    )


def _person(line: MemberLine) -> tuple[str, ...]:
    return (f"{line.kana}\n{line.name}", line.relation, line.sex, line.born, line.occupation, line.income)


def _with_room(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    blank = ("",) * len(HOUSEHOLD)
    return (*rows, *[blank] * max(0, ROWS_OF_HOUSEHOLD - len(rows)))


def _request(application: Application, terms: Terms) -> tuple[Row, ...]:
    return (
        Row("資金の種類", f"{terms.fund} {terms.name}", is_emphasised=True),
        Row("借入希望額", f"金 {_yen(application.amount_yen)}也" if application.amount_yen else ""),
        Row("貸付事由", reason_name(terms, application.reason)),
        Row("据置期間", _months(application.grace_months)),
        Row("償還期間", _months(application.repayment_months)),
        Row("借入理由", application.reason_text, is_emphasised=True),
        Row("収入の見通し", application.outlook, is_emphasised=True),
    )


def _account(application: Application) -> tuple[Row, ...]:
    return (
        Row("金融機関", application.bank_name),
        Row("支店", application.bank_branch),
        Row("口座番号", application.account_number),
        Row("名義（カナ）", application.account_holder_kana),
    )


def _statements(application: Application, terms: Terms) -> tuple[Check, ...]:
    needed = rules.household_statements(terms)
    return tuple(Check(each.text, rules.statement_key(each) in application.statements) for each in needed)


def _yen(amount: int | None) -> str:
    return "" if amount is None else yen(amount)


def _months(months: int | None) -> str:
    return "" if months is None else f"{months}か月"


def _written(opinion: Opinion | None) -> tuple[Row, ...]:
    if opinion is None:
        return (Row("作成者", ""), Row("作成日", ""))
    return (Row("作成者", opinion.written_name), Row("作成日", wareki(timezone.localdate(opinion.created_at))))
