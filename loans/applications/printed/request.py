"""借入申込書. Source of the fields: workflow-and-forms.md §3.2, §3.3."""

from collections.abc import Iterator

from django.utils import timezone

from councils.look.words import yen
from councils.models import Council
from councils.papers.form import Checks, Opening, Pairs, Part, Signatures, Table, pens
from councils.papers.letter import Check, Row
from loans.applications import rules
from loans.applications.models import Application, Party
from loans.applications.parties import parties_of
from loans.applications.printed.source import Source, day
from loans.applications.request_shown import PROPERTY_PLACE, lines_of_request
from loans.applications.shown import MemberLine, reason_name, repayment_line
from loans.extras.in_force import extras_for
from loans.extras.models import ExtraField
from loans.protection import printed_address
from loans.terms.facts import Ask, GuarantorRule

# One line a person; room for as many only where nobody was named yet, so that the signatures stay with the rest.
ROWS_OF_HOUSEHOLD = 6
HOUSEHOLD = ("氏名", "続柄", "性別", "生年月日", "職業・学校", "月収")
WIDTHS = (9, 4, 4, 10, 8, 6)
COSTS, COST_WIDTHS, ROWS_OF_COSTS = ("必要なもの", "金額", "内容・支払先"), (8, 5, 8), 4
# The costs have a table of their own; what is longer than this takes a whole line.
COSTS_LINE, SHORT = "必要額内訳", 14


def application_form(source: Source) -> tuple[Part, ...]:
    """借入申込書."""
    return (
        Opening(f"{_lender(source)}　会長　様", "次のとおり、生活福祉資金の借入れを申し込みます。"),
        Pairs("申込者", _applicant(source)),
        Table("世帯の状況", HOUSEHOLD, WIDTHS, _with_room([_person(each) for each in source.members])),
        Pairs("申込内容", tuple(_request(source))),
        *_by_fund(source),
        *_parties(source),
        Pairs("振込先", _account(source)),
        Checks("申告・同意事項", _statements(source)),
        Signatures("", pens("申込者 署名", *_signers(source))),
    )


def _lender(source: Source) -> str:
    """宛先. The prefecture's council lends."""
    return Council.objects.get(pk=source.prefecture_id).name


def _applicant(source: Source) -> tuple[Row, ...]:
    own = next((each for each in source.members if each.is_applicant), None)
    return (
        Row("フリガナ", source.said("applicant_kana")),
        Row("電話番号", source.said("applicant_phone")),
        Row("氏名", source.said("applicant_name")),
        Row("性別", own.sex if own else ""),
        Row("生年月日", own.born if own else ""),
        Row("申込日", day(source.application.submitted_at) if source.application else ""),
        Row("住所", printed_address(source.application, own.address if own else "").line, is_emphasised=True),
    )


def _person(line: MemberLine) -> tuple[str, ...]:
    return (f"{line.kana}\n{line.name}", line.relation, line.sex, line.born, line.occupation, line.income)


def _with_room(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    blank = ("",) * len(HOUSEHOLD)
    return tuple(rows) or (blank,) * ROWS_OF_HOUSEHOLD


def _request(source: Source) -> Iterator[Row]:
    terms, asked = source.terms, source.application
    yield Row("資金の種類", f"{terms.fund} {terms.name}", is_emphasised=True)
    yield Row("借入希望額", f"金 {source.yen('amount_yen')}也" if source.yen("amount_yen") else "")
    yield Row("貸付事由", reason_name(terms, source.said("reason")))
    yield Row("据置期間", source.months("grace_months"))
    yield Row("償還期間", repayment_line(asked, terms) if asked else "")
    yield Row("借入理由", source.said("reason_text"), is_emphasised=True)
    yield Row("収入の見通し", source.said("outlook"), is_emphasised=True)


def _by_fund(source: Source) -> Iterator[Part]:
    """資金ごとの欄. What this fund's terms ask about beside the amount; without a case, the same as room for a pen."""
    asked = source.application or _nobodys(source)
    lines = [
        (label, printed_address(asked, said).line if label == PROPERTY_PLACE else said)
        for label, said in lines_of_request(asked, source.terms)
        if label != COSTS_LINE
    ]
    lines += [(each.label, "") for each in _own_questions(source) if str(each.id) not in asked.answers]
    if lines:
        yield Pairs("資金に応じた内容", tuple(Row(label, said, len(said) > SHORT) for label, said in lines))
    if Ask.COSTS in source.terms.asks:
        yield Table("必要額の内訳", COSTS, COST_WIDTHS, _costs(asked))


def _nobodys(source: Source) -> Application:
    """A request of nobody: every text blank, where the database alone would say so."""
    blank = {each.name: "" for each in Application._meta.concrete_fields if getattr(each, "db_default", None) == ""}
    return Application(prefecture_id=source.prefecture_id, **blank)


def _own_questions(source: Source) -> list[ExtraField]:
    """県独自項目."""
    return extras_for(source.terms.code, prefecture_id=source.prefecture_id, on=timezone.localdate())


def _costs(asked: Application) -> tuple[tuple[str, ...], ...]:
    rows = [(str(each["what"]), yen(each["yen"]), "") for each in asked.costs]
    return (*rows, *((("",) * len(COSTS)),) * max(0, ROWS_OF_COSTS - len(rows)))


def _parties(source: Source) -> Iterator[Part]:
    """申込者とともに返す方. Those who are there; else room for one whom the terms ask for."""
    there = parties_of(source.application) if source.application else []
    for each in there:
        yield Pairs(each.get_role_display(), _party(each, source))
    roles = {each.role for each in there}
    if source.terms.co_borrower_required and Party.Role.CO_BORROWER not in roles:
        yield Pairs("連帯借受人", _nobody())
    if source.terms.guarantor is not GuarantorRule.NOT_REQUIRED and Party.Role.GUARANTOR not in roles:
        yield Pairs("連帯保証人（立てる場合）", _nobody())


def _party(each: Party, source: Source) -> tuple[Row, ...]:
    income = f"年収{yen(each.yearly_income_yen)}" if each.yearly_income_yen is not None else ""
    place = printed_address(source.application, each.address, each.postcode)
    return (
        Row("フリガナ", each.kana),
        Row("生年月日", each.born_on.wareki()),
        Row("氏名", each.name),
        Row("申込者との関係", each.relation),
        Row("職業・年収", "　".join(part for part in (each.occupation, income) if part)),
        Row("電話番号", each.phone),
        Row("住所", place.line, is_emphasised=True),
    )


def _nobody() -> tuple[Row, ...]:
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
        Row("預金種目", source.label("account_kind")),
        Row("口座番号", source.said("account_number")),
        Row("名義（カナ）", source.said("account_holder_kana")),
    )


def _statements(source: Source) -> tuple[Check, ...]:
    agreed = source.application.statements if source.application else []
    needed = rules.household_statements(source.terms)
    return tuple(Check(each.text, rules.statement_key(each) in agreed) for each in needed)
