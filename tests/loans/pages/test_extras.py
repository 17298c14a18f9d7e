"""県独自項目の画面, at the office's administrators."""

import pytest

from loans.extras.models import ExtraField
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("office")
YEARS = {"label": "県内の居住年数", "kind": "number", "is_required": "on", "fund": "", "since": "令和8年4月1日"}


@pytest.fixture
def kanri(screen):
    return screen("kanri")


def test_one_proposes_another_confirms_and_either_ends(screen, kanri):
    assert kanri.post("/extras/new/", YEARS).status_code == 302
    extra = ExtraField.objects.get()
    nodoka = screen("nodoka")

    assert kanri.post(f"/extras/{extra.pk}/confirm/").status_code == 409
    assert "確認待ち" in text_of(nodoka.get("/extras/"))
    assert nodoka.post(f"/extras/{extra.pk}/confirm/").status_code == 302
    assert "使用中" in text_of(kanri.get("/extras/"))
    assert kanri.post(f"/extras/{extra.pk}/end/", {"until": "令和99年3月31日"}).status_code == 302
    assert "令和99年3月31日まで" in text_of(kanri.get("/extras/"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"label": ""}, "項目名を入力してください"),
        ({"kind": ""}, "種類を選んでください"),
        ({"kind": "picture"}, "種類を一覧から"),
        ({"kind": "choice", "choices": "持家"}, "選択肢を二つ以上"),
        ({"kind": "choice", "choices": "\n".join(map(str, range(21)))}, "20個まで"),
        ({"kind": "choice", "choices": "あ" * 41 + "\nい"}, "一つ40文字以内"),
        ({"since": "昭和99年1月1日"}, "開始日："),
        ({"fund": "NO_SUCH"}, "資金を一覧から"),
    ],
)
def test_bad_input_is_a_sentence_and_stays(kanri, changed, words):
    answer = kanri.post("/extras/new/", YEARS | changed)

    assert refused(answer, words)
    assert typed_in(answer)["label"] == (YEARS | changed)["label"]
    assert not ExtraField.objects.exists()


def test_a_last_day_in_the_past_is_asked_again(kanri):
    kanri.post("/extras/new/", YEARS)
    extra = ExtraField.objects.get()

    assert refused(kanri.post(f"/extras/{extra.pk}/end/", {"until": "令和8年4月1日"}), "今日以降")


@pytest.mark.parametrize("who", ["sakura", "momiji", "kansa"])
def test_nobody_else_of_the_office_sees_them(screen, who):
    assert screen(who).get("/extras/").status_code == 403


def test_what_another_prefecture_asks_is_not_found(kanri):
    assert kanri.get("/extras/00000000-0000-4000-8000-000000000000/end/").status_code == 404
