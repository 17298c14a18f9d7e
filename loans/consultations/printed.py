"""相談受付票の印刷. As it was recorded; what was not asked is room for a pen. Fields: workflow-and-forms.md §3.1."""

from datetime import datetime

from django.utils import timezone

from councils.era import wareki
from councils.models import Council
from councils.papers.form import Checks, Form, Lines, Pairs, Part, Signatures, Table, pens, print_form
from councils.papers.letter import Check, Row
from councils.tenancy import Actor
from loans.consultations import rules, shown
from loans.consultations.models import Consultation, words
from loans.protection import printed_address

# A line for everybody who was named, and room for those who are named when the form lies on the table.
ROWS_OF_HOUSEHOLD = 4
_HOUSEHOLD = ("氏名", "続柄", "性別", "生年月日", "職業・学校", "月収")
_WIDTHS = (10, 4, 3, 10, 8, 6)


def consultation_form(talk: Consultation) -> bytes:
    """相談受付票. Raises CharacterNotInFont."""
    form, stamp = facts_of_consultation(talk)
    return print_form(form, stamp=stamp)


def blank_consultation_form(by: Actor) -> bytes:
    """相談受付票, to be filled in by pen."""
    return consultation_form(Consultation(municipal_council_id=by.council_id))


def facts_of_consultation(talk: Consultation) -> tuple[Form, datetime]:
    """相談受付票の中身, and when it was written."""
    now = timezone.localtime()
    form = Form(
        title="相談受付票",
        council=Council.objects.get(pk=talk.municipal_council_id).name,
        number="",
        printed=wareki(now.date()),
        parts=(*_client(talk), *_living(talk), *_troubles(talk), *_schemes(talk), *_onward(talk)),
    )
    return form, now


def _client(talk: Consultation) -> tuple[Part, ...]:
    facts = {each["label"]: each["value"] for each in shown.start_facts(talk)}
    rows = (
        Row("フリガナ", talk.client_kana),
        Row("相談日", facts["相談日"]),
        Row("氏名", talk.client_name),
        Row("電話番号", talk.client_phone),
        Row("生年月日", shown.born_words(talk.client_born)),
        Row("性別", talk.get_client_sex_display() if talk.client_sex else ""),
        Row("住所", printed_address(talk, talk.client_address, talk.client_postcode).line, is_emphasised=True),
        Row("来談経路", facts["来談経路"]),
        Row("面談方法", facts["面談方法"]),
        Row("来談された方", facts["来談された方"]),
        Row("相談員", talk.counsellor_name),
    )
    return (Pairs("", rows),)


def _living(talk: Consultation) -> tuple[Part, ...]:
    people = [_person(each) for each in talk.members]
    blank = ("",) * len(_HOUSEHOLD)
    rows = (*people, *[blank] * max(0, ROWS_OF_HOUSEHOLD - len(people)))
    facts = {each["label"]: each["value"] for each in shown.household_facts(talk)}
    income = (
        Row("仕事", facts["仕事"]),
        Row("住居", facts["住居"]),
        Row("ご本人の月収", facts["ご本人の月収"]),
        Row("世帯の月収", facts["世帯の月収"]),
        Row("健康保険", talk.get_health_insurance_display()),
        Row("年金", talk.get_pension_display()),
        Row("今後の見通し", talk.outlook, is_emphasised=True),
    )
    return (Table("いっしょに暮らす方", _HOUSEHOLD, _WIDTHS, rows), Pairs("仕事と収入", income))


def _person(row: dict[str, object]) -> tuple[str, ...]:
    text = {name: str(row.get(name) or "") for name in ("name", "kana", "relation", "sex", "occupation", "born")}
    income = row.get("monthly_income_yen")
    return (
        "\n".join(filter(None, (text["kana"], text["name"]))),
        shown.relation_word(text["relation"]),
        dict(words.Sex.choices).get(text["sex"], "") if text["sex"] else "",
        shown.born_words(text["born"]),
        text["occupation"],
        shown.yen_words(income) if isinstance(income, int) else "",
    )


def _troubles(talk: Consultation) -> tuple[Part, ...]:
    topics = {talk.main_topic, *talk.topics}
    labels = [(each, f"{each.label}（◎）" if each == talk.main_topic else each.label) for each in words.Topic]
    facts = {each["label"]: each["value"] for each in shown.trouble_facts(talk)}
    wish = (
        Row("貸付けの希望", facts["貸付けの希望"]),
        Row("希望する資金", facts["希望する資金"]),
        Row("希望する金額", facts["希望する金額"]),
        Row("必要な時期", facts["必要な時期"]),
        Row("ほかの借入れ", facts["ほかの借入れ"], is_emphasised=True),
        Row("借入れの理由", talk.reason_text, is_emphasised=True),
    )
    return (
        Checks("ご相談の内容", tuple(Check(label, each in topics) for each, label in labels)),
        Lines("相談の要旨", talk.gist),
        Pairs("貸付けの希望", wish),
    )


def _schemes(talk: Consultation) -> tuple[Part, ...]:
    known = {each.code: talk.schemes.get(each.code, {}) for each in rules.schemes_on(timezone.localdate())}
    rows = tuple(
        (each.name, shown.RESULT.get(known[each.code].get("result", ""), ""), known[each.code].get("note", ""))
        for each in rules.schemes_on(timezone.localdate())
    )
    return (
        Table("他制度の確認（利用中・確認した・対象外・つなぐ）", ("制度", "結果", "メモ"), (10, 4, 12), rows),
        Lines("その他の制度・確認した結果", talk.other_schemes),
    )


def _onward(talk: Consultation) -> tuple[Part, ...]:
    rows = (
        Row("次回の予定", wareki(talk.next_on) if talk.next_on else ""),
        Row("情報の共有", shown.scheme_facts(talk)[-1]["value"]),
        Row("次回の確認", talk.next_note, is_emphasised=True),
    )
    return (
        Pairs("これから", rows),
        Lines("備考", ""),
        Signatures("関係機関と情報を共有することに同意します", pens("署名")),
    )
