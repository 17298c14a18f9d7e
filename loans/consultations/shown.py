"""相談の画面の中身. Finished strings for the pages of a talk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from councils.era import PartialDate, wareki
from councils.household import Relation
from councils.look.words import yen
from loans.consultations import rules
from loans.consultations.models import Consultation, words
from loans.consultations.panel import names
from loans.consultations.steps import STEPS, Step, is_begun

Fact = dict[str, str]
RESULT = dict(rules.RESULTS)
# The same to the client, who sees no list of four words to choose from.
FOR_CLIENT = {
    rules.USING: "利用されています",
    rules.CHECKED: "確認しました",
    rules.NOT_APPLICABLE: "今回は対象になりません",
    rules.REFER: "窓口におつなぎします",
}


@dataclass(frozen=True)
class Part:
    """聞き取りの一段のまとめ. url: where it is mended; empty where nothing may be changed."""

    title: str
    facts: list[Fact]
    url: str

    @property
    def told(self) -> list[Fact]:
        """伺ったこと."""
        return [each for each in self.facts if each["value"]]

    @property
    def untold(self) -> str:
        """まだのこと, in one line: twenty rows of 未入力 hide the three things that were said."""
        return "、".join(each["label"] for each in self.facts if not each["value"])


def step_links(talk: Consultation, current: Step) -> list[Fact]:
    """段の並び. A talk that is not stored yet has no address of its own."""
    return [
        {
            "label": step.label,
            "state": "current" if step is current else "done" if is_begun(talk, step) else "todo",
            "url": "" if talk._state.adding else url_of(talk, step),
        }
        for step in STEPS.values()
    ]


def url_of(talk: Consultation, step: Step) -> str:
    return reverse("loans:interview", args=[talk.pk, step.code])


def after(step: Step) -> Step:
    codes = list(STEPS)
    return STEPS[codes[min(codes.index(step.code) + 1, len(codes) - 1)]]


def parts_of(talk: Consultation, *, is_open: bool) -> list[Part]:
    """相談受付票の中身, step by step."""
    facts = {"start": start_facts, "household": household_facts, "troubles": trouble_facts, "schemes": scheme_facts}
    return [
        Part(STEPS[code].label, told(talk), url_of(talk, STEPS[code]) if is_open else "")
        for code, told in facts.items()
    ]


def for_client(talk: Consultation) -> list[Part]:
    """ご本人と確かめること. Neither who else came, nor what staff make of it."""
    own = [
        _fact("お名前", " ".join(filter(None, (talk.client_name, talk.client_kana)))),
        _fact("お電話", talk.client_phone),
        *household_facts(talk),
    ]
    return [
        Part("あなたのこと", own, ""),
        Part("お困りのこと", [*_topics_in_words(talk), *trouble_facts(talk)[1:]], ""),
        Part("これから", [*_scheme_facts(talk, FOR_CLIENT), next_fact(talk)], ""),
    ]


def start_facts(talk: Consultation) -> list[Fact]:
    return [
        _fact("相談日", wareki(talk.came_on) if talk.came_on else ""),
        _fact("面談方法", talk.get_channel_display()),
        _fact("来談経路", talk.get_route_display()),
        _fact("来談された方", _visitor(talk)),
        _fact("電話番号", talk.client_phone),
    ]


def household_facts(talk: Consultation) -> list[Fact]:
    return [
        _fact("生年月日", born_words(talk.client_born)),
        _fact("性別", talk.get_client_sex_display() if talk.client_sex else ""),
        _fact("住所", " ".join(filter(None, (talk.client_postcode, talk.client_address)))),
        _fact("住居", talk.get_housing_display()),
        _fact("いっしょに暮らす方", "\n".join(member_line(each) for each in talk.members)),
        _fact("仕事", "　".join(filter(None, (talk.get_work_display(), talk.occupation)))),
        _fact("ご本人の月収", yen_words(talk.monthly_income_yen)),
        _fact("世帯の月収", yen_words(talk.household_income_yen)),
        _fact("今後の見通し", talk.outlook),
    ]


def trouble_facts(talk: Consultation) -> list[Fact]:
    return [
        _fact("ご相談の内容", topic_words(talk)),
        _fact("相談の要旨", talk.gist),
        _fact("ほかの借入れ", _debts(talk)),
        _fact("貸付けの希望", talk.get_wish_display()),
        _fact("希望する資金", names().get(talk.fund, talk.fund)),
        _fact("希望する金額", yen_words(talk.amount_yen)),
        _fact("必要な時期", wareki(talk.needed_by) if talk.needed_by else ""),
        _fact("借入れの理由", talk.reason_text),
    ]


def scheme_facts(talk: Consultation) -> list[Fact]:
    return _scheme_facts(talk, RESULT)


def _scheme_facts(talk: Consultation, results: dict[str, str]) -> list[Fact]:
    return [
        _fact("健康保険", talk.get_health_insurance_display()),
        _fact("年金", talk.get_pension_display()),
        _fact("他制度", "\n".join(scheme_lines(talk, results))),
        _fact("その他の制度", talk.other_schemes),
        _fact("情報の共有", _sharing(talk)),
    ]


def scheme_lines(talk: Consultation, results: dict[str, str] | None = None) -> list[str]:
    results = RESULT if results is None else results
    known = {each.code: each.name for each in rules.schemes_on(timezone.localdate())}
    return [
        f"{known.get(code, code)}：{results.get(each['result'], '')}" + (f"（{each['note']}）" if each["note"] else "")
        for code, each in talk.schemes.items()
    ]


def topic_words(talk: Consultation) -> str:
    """◎ is what troubles most, ○ what else does."""
    return "、".join(f"{'◎' if each == talk.main_topic else '○'}{words.Topic(each).label}" for each in talk.all_topics)


def _topics_in_words(talk: Consultation) -> list[Fact]:
    """For the client, to whom nobody has explained the marks."""
    others = [words.Topic(each).label for each in talk.all_topics if each != talk.main_topic]
    return [
        _fact("いちばん", talk.get_main_topic_display() if talk.main_topic else ""),
        _fact("ほかに" if talk.main_topic else "ご相談の内容", "、".join(map(str, others))),
    ]


def relation_word(code: str) -> str:
    return str(Relation(code).label) if code else ""


def member_line(row: dict[str, Any]) -> str:
    parts = (
        relation_word(row.get("relation", "")),
        row.get("name", ""),
        born_words(row.get("born", "")),
        row.get("occupation", ""),
    )
    return "　".join(filter(None, (*parts, yen_words(row.get("monthly_income_yen") or None))))


def born_words(born: str) -> str:
    if not born:
        return ""
    day = PartialDate.parse(born)
    age = day.age_on(timezone.localdate())
    return day.wareki() + (f"（{age}歳）" if age is not None else "")


def yen_words(amount: int | None) -> str:
    return "" if amount is None else yen(amount)


def clock(talk: Consultation) -> str:
    """保存した時刻, to the second: by it somebody sees that it moves."""
    return timezone.localtime(talk.saved_at).strftime("%H時%M分%S秒") if talk.saved_at else ""


def _visitor(talk: Consultation) -> str:
    return "　".join(filter(None, (talk.get_visitor_display(), talk.visitor_name, talk.visitor_phone)))


def next_fact(talk: Consultation) -> Fact:
    when = wareki(talk.next_on) if talk.next_on else ""
    return _fact("次回の予定", "　".join(filter(None, (when, talk.next_note))))


def _debts(talk: Consultation) -> str:
    rest, monthly = yen_words(talk.debts_yen), yen_words(talk.debts_monthly_yen)
    told = {"yes": "あり", "no": "なし"}.get(talk.debts, "")
    return "　".join(filter(None, (told, rest and f"残高 {rest}", monthly and f"毎月 {monthly}")))


def _sharing(talk: Consultation) -> str:
    return f"{talk.get_sharing_display()}（{wareki(talk.sharing_on)} 確認）" if talk.sharing_on else ""


def _fact(label: str, value: str) -> Fact:
    return {"label": label, "value": value}
