"""相談受付票の印刷. As it was recorded; what was not asked is room for a pen. Fields: workflow-and-forms.md §3.1."""

from datetime import date, datetime

from django.utils import timezone

from councils.era import PartialDate, wareki
from councils.household import Relation
from councils.look.words import yen
from councils.models import Council
from councils.papers.form import Checks, Form, Lines, Pairs, Part, Signatures, Table, print_form
from councils.papers.letter import Check, Row
from councils.tenancy import Actor
from loans.consultations.models import Consultation

HOUSEHOLD, WIDTHS, ROWS_OF_HOUSEHOLD = ("氏名", "続柄", "生年月日", "職業・学校", "月収"), (10, 5, 9, 8, 6), 4
# Of a protected household (支援措置) no address is printed: paper travels further than a screen.
NOT_PRINTED = "支援措置のため印字しません"


def consultation_form(consultation: Consultation) -> bytes:
    """相談受付票. Raises CharacterNotInFont."""
    form, stamp = facts_of_consultation(consultation)
    return print_form(form, stamp=stamp)


def blank_consultation_form(by: Actor) -> bytes:
    """相談受付票, to be filled in by pen."""
    return consultation_form(Consultation(municipal_council_id=by.council_id))


def facts_of_consultation(consultation: Consultation) -> tuple[Form, datetime]:
    """相談受付票の中身, and when it was written."""
    now = timezone.localtime()
    name = Council.objects.get(pk=consultation.municipal_council_id).name
    return Form("相談受付票", name, "", wareki(now.date()), _parts(consultation)), now


def _parts(talk: Consultation) -> tuple[Part, ...]:
    topics = Consultation.Topic
    return (
        Pairs("", _talk(talk)),
        Pairs("相談者", _client(talk)),
        Checks("ご相談の内容", tuple(Check(each.label, each.value in talk.topics) for each in topics)),
        Lines("相談の要旨", talk.gist, pen_lines=4),
        Table("いっしょに暮らす方", HOUSEHOLD, WIDTHS, _household(talk)),
        Pairs("暮らしと収入", _living(talk)),
        Pairs("貸付けの希望", _wish(talk)),
        Lines("他制度の確認結果", talk.other_schemes, pen_lines=2),
        Pairs("次回", (Row("予定日", _day(talk.next_on)), Row("確認すること", talk.next_note))),
        Signatures("関係機関と情報を共有することに同意します", ("署名",)),
    )


def _talk(talk: Consultation) -> tuple[Row, ...]:
    return (
        Row("相談日", _day(talk.came_on)),
        Row("相談員", talk.counsellor_name),
        Row("面談方法", talk.get_channel_display()),
        Row("来談経路", talk.get_route_display()),
        Row("来談された方", "　".join(each for each in (talk.get_visitor_display(), talk.visitor_name) if each)),
        Row("その方の電話", talk.visitor_phone),
    )


def _client(talk: Consultation) -> tuple[Row, ...]:
    return (
        Row("フリガナ", talk.client_kana),
        Row("電話番号", talk.client_phone),
        Row("氏名", talk.client_name),
        Row("性別", talk.get_client_sex_display() if talk.client_sex else ""),
        Row("生年月日", _born(talk.client_born)),
        Row("住居", talk.get_housing_display()),
        Row("住所", _address(talk), is_emphasised=True),
    )


def _address(talk: Consultation) -> str:
    if talk.applications.filter(is_nondisclosure=True).exists():
        return NOT_PRINTED
    return f"〒{talk.client_postcode} {talk.client_address}" if talk.client_postcode else talk.client_address


def _household(talk: Consultation) -> tuple[tuple[str, ...], ...]:
    rows = [
        (
            f"{each.get('kana', '')}\n{each.get('name', '')}".strip(),
            dict(Relation.choices).get(each.get("relation", ""), ""),
            _born(each.get("born", "")),
            each.get("occupation", ""),
            _yen(each.get("monthly_income_yen")),
        )
        for each in talk.members
    ]
    return (*rows, *((("",) * len(HOUSEHOLD)),) * max(0, ROWS_OF_HOUSEHOLD - len(rows)))


def _living(talk: Consultation) -> tuple[Row, ...]:
    return (
        Row("仕事", talk.get_work_display()),
        Row("勤務先・職業", talk.occupation),
        Row("ご本人の月収", _yen(talk.monthly_income_yen)),
        Row("世帯の月収", _yen(talk.household_income_yen)),
        Row("健康保険", talk.get_health_insurance_display()),
        Row("年金", talk.get_pension_display()),
        Row("ほかの借入れ", _yen(talk.debts_yen) or talk.get_debts_display()),
        Row("毎月の返済額", _yen(talk.debts_monthly_yen)),
    )


def _wish(talk: Consultation) -> tuple[Row, ...]:
    return (
        Row("希望", talk.get_wish_display()),
        Row("必要な時期", _day(talk.needed_by)),
        Row("希望する金額", _yen(talk.amount_yen)),
        Row("借入れの理由", talk.reason_text, is_emphasised=True),
    )


def _born(born: str) -> str:
    return PartialDate.parse(born).wareki() if born else ""


def _day(day: date | None) -> str:
    return wareki(day) if day else ""


def _yen(amount: int | None) -> str:
    return "" if amount is None else yen(amount)
