"""The office's figures of a month, the nudge on a case, and the table of scenes, as real logins see them."""

import re

import pytest

from councils.months import Month
from loans.applications.models import Application
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("office")
USE, SCENES = "/inquiries/use/", "/inquiries/scenes/"
INSTEAD = "この書類は照会で確認できます（住民票関係情報）"


def row(answer, head):
    """The cells of the first row with this head."""
    found = re.search(rf'<th scope="row">{re.escape(head)}</th>(.*?)</tr>', answer.content.decode(), re.DOTALL)
    return re.findall(r">([^<>]+)</td>", found[1]) if found else []


def test_a_case_counts_in_its_month_and_an_order_raises_the_rate(sakura, received):
    month = Month.now()

    before = row(sakura.get(USE), month.label)
    sakura.post(received + "order/", {"is_nondisclosure": "no"})
    after = row(sakura.get(USE), month.label)

    assert before[:3] == ["1件", "0件", "0.0％"]
    assert after[:3] == ["1件", "1件", "100.0％"]


def test_the_month_is_told_by_council_and_by_fund(sakura, received):
    application = Application.objects.get()

    answer = sakura.get(USE)

    assert row(answer, application.municipal_council.name)[:2] == ["1件", "0件"]
    assert "緊急小口資金" in text_of(answer)


def test_a_case_that_was_not_received_is_not_counted(sakura, case):
    assert row(sakura.get(USE), Month.now().label)[:3] == ["0件", "0件", "－"]


@pytest.mark.parametrize("month", ["2026-13", "x", "9999-12", "１９００-01", "2026-11-01", "' OR 1=1"])
def test_a_month_that_is_none_is_the_present_one(sakura, received, month):
    answer = sakura.get(USE, month=month)

    assert row(answer, Month.now().label)[0] == "1件"


def test_an_earlier_month_is_its_own(sakura, received):
    earlier = Month.now().before

    answer = sakura.get(USE, month=str(earlier))

    assert row(answer, earlier.label)[0] == "0件"
    assert "この月に受け付けた案件はありません" in text_of(answer)


@pytest.mark.parametrize("username", ["kanri", "kansa"])
def test_figures_of_cases_open_to_nobody_who_reads_no_case(screen, username):
    assert screen(username).get(USE).status_code == 403


def test_the_case_names_the_papers_that_an_inquiry_answers(sakura, received):
    words = text_of(sakura.get(received))

    assert INSTEAD in words
    assert "この書類は照会で確認できます（地方税関係情報）" in words
    assert "今の月収は分かりません" in words


def test_scenes_are_those_of_the_catalogue_and_the_plans_those_of_the_funds(sakura):
    words = text_of(sakura.get(SCENES))

    assert "世帯構成の確認" in words
    assert "住民票の写し（続柄）" in words
    assert "少額で急ぐ貸付けのため照会しません" in words
    assert "003 図表3-16" in words
