"""結果区分. Each class of result has its own piece of the screen with one next step; words are data."""

import pytest
from django.template.loader import get_template

from inquiry.codes import Kind
from inquiry.officer.results import results
from inquiry.sources.outcomes import ResultClass
from tests.inquiry.officer.test_kinds import answered
from tests.inquiry.vault import steps

__all__ = ["answered"]
pytestmark = pytest.mark.zone("gate")
DECISION = "判断を記録する"


@pytest.mark.parametrize(
    ("given", "title", "step", "has_decision"),
    [
        ("提供", "回答がありました", '<button type="submit">回答を見る', False),
        ("空欄", "値のない回答です", "ゼロという意味ではありません", False),
        ("該当無", "この提供元に記録はありません", "ほかに照会できる提供元はありません", False),
        ("未申告", "未申告です", "収入の分かる書類を受け取ってください", False),
        ("符号無", "符号が未取得です", "符号の取得を、システムの担当者に頼んでください", True),
        ("不許可", "許可されていない照会です", "「照会に使う番号」の画面", True),
        ("重複", "照会の番号が重複しています", "同じ番号では送らず", True),
        ("拒否", "提供元は自動では回答しません", "文書で問い合わせてください", False),
        ("停止", "提供元が停止しています", "照会先の状態を見る", True),
        ("時間切", "提供元が時間内に回答しませんでした", "照会先の状態を見る", True),
        ("人違", "人違いの疑いがあります", "本人特定を確かめる", True),
        ("未知", "意味の分からない応答です", "応答コード表を確かめてください", True),
        ("新様式", "回答を読み取れません", "自動では繰り返しません", True),
    ],
)
def test_each_class_has_its_own_screen_and_next_step(answered, signed_in, officer, given, title, step, has_decision):
    order_id = answered(given, Kind.TAX)

    page = signed_in(officer).get(f"/inquiries/{steps.inquiries(order_id)[0].pk}/").content.decode()

    assert title in page
    assert step in page
    assert (DECISION in page) is has_decision


def test_after_no_record_the_next_provider_is_one_button(answered, signed_in, officer, slip):
    order_id = answered("該当無", Kind.PENSION)

    page = signed_in(officer).get(f"/inquiries/{steps.inquiries(order_id)[0].pk}/").content.decode()

    assert "この提供元に記録はありません" in page
    assert "ほかに照会できる提供元はありません" in page


def test_the_order_leads_to_each_inquiry(answered, signed_in, officer):
    order_id = answered("拒否", Kind.TAX)

    page = signed_in(officer).get(f"/orders/{order_id}/").content.decode()

    assert f"/inquiries/{steps.inquiries(order_id)[0].pk}/" in page
    assert "くわしく" in page


def test_the_answers_are_read_with_help_beside_them(answered, signed_in, officer):
    order_id = answered("年金子", Kind.PENSION)
    screen = signed_in(officer)
    opened = screen.post(f"/persons/{steps.inquiries(order_id)[0].person_id}/answers/")

    page = screen.get(opened["Location"]).content.decode()

    assert "次の診断書の提出は2021年（令和3年）です" in page
    assert "コード 06（意味は登録されていません）" in page


@pytest.mark.parametrize("result_class", ResultClass)
def test_every_class_has_words_and_a_piece_of_the_screen(result_class):
    words = results()[result_class.value]

    assert words.title
    assert words.next
    assert get_template(words.template)
