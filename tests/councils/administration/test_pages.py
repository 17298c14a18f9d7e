"""職員の画面. As administrators press and read them, over HTTP as the office's login."""

import re
from contextlib import contextmanager

import psycopg
import pytest

from config.demo import CHIYODA, TOKYO
from councils.administration import roster
from tests.councils.administration.pages import typed
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("office")
CODE = re.compile(r"(?:[0-9A-F]{4}-){5}[0-9A-F]{4}")
ENTRY = re.compile(r"/staff/([0-9a-f-]{36})/\"")
PROPOSAL = re.compile(r"/staff/waiting/([0-9a-f-]{36})/confirm/")


@pytest.fixture
def kanri(screen):
    return screen("kanri")


@pytest.fixture
def nodoka(screen):
    return screen("nodoka")


@pytest.fixture
def invited(kanri):
    """The address of somebody just invited."""
    answer = kanri.post("/staff/new/", typed())
    assert answer.status_code == 200, text_of(answer)
    return f"/staff/{ENTRY.search(answer.content.decode())[1]}/"


@contextmanager
def minutes_later(who):
    """The factor was given six minutes ago; afterwards the browser is as it was, for the tests after this."""
    session = who.client.session
    given = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**each, "at": each["at"] - 360} for each in given]
    session.save()
    yield
    session["account_authentication_methods"] = given
    session.save()


def proposal_on(page):
    return PROPOSAL.search(page.content.decode())[1]


def test_the_slip_shows_the_code_once(kanri):
    answer = kanri.post("/staff/new/", typed())

    assert CODE.search(text_of(answer))
    assert "wakana" in text_of(answer)
    assert answer["Cache-Control"] == "no-store"


def test_what_was_typed_stays_where_a_rule_says_no(kanri, invited):
    answer = kanri.post("/staff/new/", typed(name="別の 人"))

    assert answer.status_code == 422
    assert "すでに使われています" in text_of(answer)
    assert typed_in(answer)["name"] == "別の 人"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"username": "わかな"}, "半角の英小文字"),
        ({"username": ""}, "利用者名を入力してください"),
        ({"name": ""}, "氏名を入力してください"),
        ({"council": "140007"}, "所属を一覧から選び直してください"),
        ({"post_kind": "reviewer"}, "この方の所属では、この職に就けません"),
        ({"post_kind": "inquiry_officer"}, "職を一覧から選び直してください"),
        ({"since": "あした"}, "開始日"),
        ({"until": "令和2年1月1日"}, "終了日は、開始日以降"),
        ({"name": "\x00"}, "氏名"),
    ],
)
def test_a_form_that_cannot_be_says_why(kanri, changed, words):
    answer = kanri.post("/staff/new/", typed(**changed))

    assert answer.status_code == 422
    assert words in text_of(answer)


def test_an_own_proposal_shows_the_reason_in_the_place_of_the_button(kanri, nodoka, invited):
    own, others = kanri.get("/staff/waiting/"), nodoka.get("/staff/waiting/")

    assert "ご自身の提案は、ご自身では確認できません" in text_of(own)
    assert "確認して有効にする" not in text_of(own)
    assert "確認して有効にする" in text_of(others)


def test_the_badge_counts_what_waits(nodoka, invited):
    assert "確認待ち 1 件" in text_of(nodoka.get("/staff/"))


def test_another_confirms_and_the_seals_say_who(kanri, nodoka, invited):
    nodoka.post(f"/staff/waiting/{proposal_on(nodoka.get('/staff/waiting/'))}/confirm/")

    page = text_of(kanri.get(invited))
    assert "管野 理" in page
    assert "長閑 司" in page
    assert "確認を待っているものはありません" in text_of(kanri.get("/staff/waiting/"))


def test_who_presses_for_an_own_proposal_is_refused_and_it_is_recorded(kanri, nodoka, invited):
    address = f"/staff/waiting/{proposal_on(nodoka.get('/staff/waiting/'))}/confirm/"

    answer = kanri.post(address)

    assert answer.status_code == 409
    assert "別の管理者にお願いしてください" in text_of(answer)


def test_a_proposal_is_taken_back(kanri, invited):
    page = kanri.get("/staff/waiting/").content.decode()
    [proposal] = re.findall(r"/staff/waiting/([0-9a-f-]{36})/withdraw/", page)

    kanri.post(f"/staff/waiting/{proposal}/withdraw/")

    assert "確認を待っているものはありません" in text_of(kanri.get("/staff/waiting/"))


@pytest.mark.parametrize("query", ["", "?council=131016", "?post=counsellor", "?ending=1", "?suspended=1"])
@pytest.mark.parametrize("more", ["", "after=x", "after=00000000-0000-4000-8000-000000000000"])
def test_every_filter_shows_a_list(kanri, query, more):
    assert kanri.get(f"/staff/{query}{'&' if query else '?'}{more}").status_code == 200


def test_the_filters_filter(kanri, invited):
    everybody, counter = text_of(kanri.get("/staff/")), text_of(kanri.get("/staff/", council="131016"))
    suspended, auditors = text_of(kanri.get("/staff/", suspended="1")), text_of(kanri.get("/staff/", post="auditor"))

    assert "桜井 春" in everybody
    assert "紫陽 藍" not in everybody  # 神奈川県
    assert "青葉 みどり" in counter
    assert "桜井 春" not in counter
    assert "この条件の職員はいません" in suspended
    assert "監物 正" in auditors
    assert "桜井 春" not in auditors


@pytest.mark.parametrize("act", ["post", "move", "factor", "leave", "suspend", "invitation", "resume"])
def test_each_act_has_its_page(kanri, invited, act):
    assert kanri.get(f"{invited}{act}/").status_code == 200


def test_a_suspension_and_its_end(kanri, nodoka, invited):
    assert kanri.post(f"{invited}suspend/", {}).status_code == 302
    assert "停止中" in text_of(kanri.get(invited))
    nodoka.post(f"/staff/waiting/{proposal_on(nodoka.get('/staff/waiting/'))}/withdraw/")

    assert kanri.post(f"{invited}resume/", {"reason": "復職のため"}).status_code == 302
    nodoka.post(f"/staff/waiting/{proposal_on(nodoka.get('/staff/waiting/'))}/confirm/")

    assert "停止中" not in text_of(kanri.get(invited))


def test_a_new_slip_for_who_forgot_the_password(kanri, invited):
    assert CODE.search(text_of(kanri.post(f"{invited}invitation/", {})))


def test_a_setting_is_proposed_and_confirmed(kanri, nodoka):
    address = "/staff/settings/signin-second_factor_for_all/"
    facts = {"value": "yes", "since": "令和8年4月1日", "reason": "全職員の準備が整ったため"}

    assert kanri.post(address, facts).status_code == 302
    assert "確認待ち" in text_of(kanri.get("/staff/settings/"))
    nodoka.post(f"/staff/waiting/{proposal_on(nodoka.get('/staff/waiting/'))}/confirm/")

    assert "いまの値： する" in text_of(kanri.get("/staff/settings/"))


@pytest.mark.parametrize("name", ["x", "signin.second_factor_for_all"])
def test_a_setting_that_nobody_has_written_down_is_not_there(kanri, name):
    assert kanri.get(f"/staff/settings/{name}/").status_code == 404


@pytest.mark.parametrize("who", ["sakura", "momiji", "kansa"])
@pytest.mark.parametrize("place", ["", "new/", "waiting/", "settings/"])
def test_other_posts_are_refused(screen, who, place):
    assert screen(who).get(f"/staff/{place}").status_code == 403


def test_staff_of_another_prefecture_and_nobody_are_one_answer(kanri, test_bed):
    with psycopg.connect(test_bed.admin, dbname="cases") as admin:
        [other] = admin.execute("SELECT id FROM councils_rosterentry WHERE username = 'ajisai'").fetchone()

    pages = [kanri.get(f"/staff/{each}/") for each in (other, "00000000-0000-4000-8000-000000000000")]

    assert [page.status_code for page in pages] == [404, 404]
    assert text_of(pages[0]) == text_of(pages[1])


@pytest.mark.parametrize("address", ["/queue/", "/sign/", "/cases/00000000-0000-4000-8000-000000000000/"])
def test_no_case_opens_in_this_post(kanri, address):
    assert kanri.get(address).status_code == 403


def test_a_chief_sees_and_confirms_a_lost_factor_of_the_own_council_alone(kanri, screen):
    [kaede, sakura] = screen("kaede"), screen("sakura")
    assert "サインインのやり直し" not in text_of(kaede.get("/sign/"))
    page = kanri.get("/staff/", post="subsection_chief").content.decode()
    momiji = ENTRY.search(page)[1]
    kanri.post(f"/staff/{momiji}/factor/", {"reason": "機器を紛失"})

    listed = kaede.get("/staff/factors/")
    assert "椛島 秋" in text_of(listed)
    assert sakura.get("/staff/factors/").status_code == 403
    proposal = re.search(r"/staff/factors/([0-9a-f-]{36})/confirm/", listed.content.decode())[1]

    assert kaede.post(f"/staff/factors/{proposal}/confirm/").status_code == 302
    assert "未登録" in text_of(kanri.get(f"/staff/{momiji}/"))


def test_a_new_code_is_not_shown_to_whoever_finds_the_page_open(kanri, invited):
    with minutes_later(kanri):
        opened, pressed = kanri.get(f"{invited}invitation/"), kanri.post(f"{invited}invitation/")

    assert [answer.status_code for answer in (opened, pressed)] == [302, 302]
    assert all("/signin/code/again/" in answer["Location"] for answer in (opened, pressed))
    assert CODE.search(text_of(kanri.post(f"{invited}invitation/")))


def test_a_chiefs_second_hand_gives_the_factor_anew(screen):
    kaede, nobodys = screen("kaede"), "/staff/factors/00000000-0000-4000-8000-000000000000/confirm/"

    with minutes_later(kaede):
        asked = kaede.post(nobodys)

    assert "/signin/code/again/" in asked["Location"]
    assert kaede.post(nobodys).status_code == 404


def test_where_a_second_factor_is_named_a_passkey_counts_too(kanri):
    entry = ENTRY.search(kanri.get("/staff/", post="subsection_chief").content.decode())[1]

    pages = [kanri.get(f"/staff/{path}") for path in ("", f"{entry}/", f"{entry}/factor/", f"{entry}/invitation/")]

    sentences = [each for page in pages for each in re.split("[。\n]", text_of(page)) if "確認アプリ" in each]
    assert all(page.status_code == 200 for page in pages)
    assert sentences != []
    assert [each for each in sentences if "パスキー" not in each] == []


@pytest.mark.parametrize(("zone", "is_offered"), [("office", True), ("gate", False)])
def test_the_gate_offers_no_council_whose_staff_do_not_work_there(staff, settings, zone, is_offered):
    settings.ZONE = zone

    codes = [code for code, _ in roster.councils_of(staff("kanri"))]

    assert codes[0] == TOKYO
    assert (CHIYODA in codes) is is_offered
