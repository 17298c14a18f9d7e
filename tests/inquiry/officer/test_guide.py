"""The officer's help: scenes by the catalogue, questions found by what they say, a source on each."""

import psycopg
import pytest

from inquiry.officer.guide import texts

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def screen(signed_in, officer):
    return signed_in(officer)


def said(answer) -> str:
    return answer.content.decode()


def test_scenes_are_those_of_the_catalogue(screen, logins):
    with psycopg.connect(logins.administrator("vault")) as vault:
        rows = vault.execute("SELECT DISTINCT unnest(papers) FROM inquiry_vault_catalogueline").fetchall()

    page = said(screen.get("/help/"))

    assert rows
    assert all(paper in page for [paper] in rows)
    assert "世帯構成の確認" in page
    assert "今の月収は分かりません" in page


def test_a_kind_that_has_left_the_catalogue_is_not_offered(screen, logins):
    change = "UPDATE inquiry_vault_catalogueline SET valid_until = %s WHERE kind = 'ASBESTOS'"
    with psycopg.connect(logins.administrator("vault")) as vault:
        vault.execute(change, ["2026-01-01"])
        vault.commit()
        page = said(screen.get("/help/"))
        vault.execute(change, [None])

    assert "石綿健康被害救済給付関係情報" not in page


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("値なし", "「値なし」は0円のことですか。"),
        ("ｴﾗｰｺｰﾄﾞ", "エラーコードの意味が分かりません。"),
        ("誤照会", "間違えて別の人を照会してしまいました（誤照会）。"),
        ("緊急閲覧", "案件が終わった後に、回答を見る必要が出ました。"),
        ("ＤＶ", "DV・虐待の被害を受けている人を照会するときは。"),
        ("dv　虐待", "DV・虐待の被害を受けている人を照会するときは。"),
        ("２０２１年", "障害年金の次の診断書は、いつですか。"),
    ],
)
def test_a_question_is_found_by_what_it_says_however_wide_it_is_typed(screen, typed, question):
    page = said(screen.post("/help/questions/", {"words": typed}))

    assert question in page
    assert "公金受取口座の情報がありません。" not in page


def test_what_nobody_asked_says_so_and_leads_back(screen):
    page = said(screen.post("/help/questions/", {"words": "見つからない言葉"}))

    assert "見つかりませんでした" in page
    assert "すべての質問を見る" in page


def test_what_is_typed_is_shown_as_text_alone(screen):
    page = said(screen.post("/help/questions/", {"words": "<script>alert(1)</script>"}))

    assert "<script>alert" not in page


def test_too_long_a_word_is_refused_and_stays_in_its_box(screen):
    answer = screen.post("/help/questions/", {"words": "年" * 61})

    assert answer.status_code == 422
    assert "年" * 61 in said(answer)


def test_every_answer_and_step_names_its_source():
    assert len(texts.questions()) >= 20
    assert all(each.answer and each.source for each in texts.questions())
    assert all(step.why and step.source for role in texts.roles() for step in role.steps)


def test_roles_are_those_who_work_with_inquiries(screen):
    page = said(screen.get("/help/roles/"))

    for role in ("審査担当", "係長", "照会担当", "責任者"):
        assert role in page
