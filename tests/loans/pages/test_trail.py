"""記録の画面 in the office: who gets in, what is shown, and that every look leaves its own row."""

import csv
import io

import psycopg
import pytest

from config.demo import TOKYO
from councils.models import TrailRow
from councils.sheets import harmless
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("office")
PERIOD = {"since": "令和8年1月1日", "until": "令和8年1月31日"}


@pytest.fixture
def kansa(screen):
    return screen("kansa")


@pytest.fixture
def number_of(test_bed):
    def look_up(case_id: str) -> str:
        with psycopg.connect(test_bed.admin, dbname="cases") as admin:
            return admin.execute("SELECT receipt_number FROM loans_application WHERE id = %s", [case_id]).fetchone()[0]

    return look_up


@pytest.mark.parametrize("path", ["", "find/case/", "find/person/", "export/", "alerts/", "alerts/1/"])
def test_who_works_on_cases_does_not_read_the_trail(screen, path):
    assert screen("sakura").get(f"/trail/{path}").status_code == 403


@pytest.mark.parametrize(("username", "first"), [("kansa", "/trail/"), ("kanri", "/staff/")])
def test_both_read_the_trail_and_an_auditor_begins_there(screen, username, first):
    who = screen(username)

    assert who.get("/")["Location"] == first
    assert who.get("/trail/").status_code == 200


def test_what_is_opened_is_shown_and_the_look_at_it_too(kansa, screen, forwarded_id):
    screen("sakura").get(f"/cases/{forwarded_id}/")

    page = kansa.get(f"/trail/?case={forwarded_id}")

    assert "開いて見た" in text_of(page)
    assert "桜井 春" in text_of(page)
    row = TrailRow.objects.filter(prefecture_id=TOKYO, verb="read_trail").latest("id")
    assert (str(row.case_id), row.fields) == (forwarded_id, ["case"])


def test_no_page_of_an_auditor_shows_who_the_client_is(kansa, forwarded_id):
    pages = [kansa.get(path) for path in (f"/trail/?case={forwarded_id}", f"/cases/{forwarded_id}/")]

    assert [page.status_code for page in pages] == [200, 403]
    assert all("吉田" not in text_of(page) and "𠮷田" not in text_of(page) for page in pages)


def test_a_number_in_full_width_leads_to_the_case(kansa, forwarded_id, number_of):
    wide = number_of(forwarded_id).translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789-R"})

    answer = kansa.post("/trail/find/case/", {"number": wide})

    assert answer["Location"] == f"/trail/?case={forwarded_id}"


def test_a_number_that_nobody_has_stays_in_its_box(kansa):
    answer = kansa.post("/trail/find/case/", {"number": "13-R8-NONE"})

    assert answer.status_code == 422
    assert "該当する案件がありません" in text_of(answer)
    assert 'value="13-R8-NONE"' in answer.content.decode()


def test_a_person_is_found_by_kana_and_birth_date_and_nothing_else_is_told(kansa, forwarded_id):
    answer = kansa.post("/trail/find/person/", {"kana": "よしだ けんいち", "born": "昭和61年5月14日"})

    assert forwarded_id in answer.content.decode()
    assert "見本町" not in text_of(answer)
    assert kansa.post("/trail/find/person/", {"kana": "よしだ けんいち", "born": "昭和61年5月15日"}).status_code == 422


def test_a_filter_becomes_an_address_of_identifiers_and_days(kansa, staff):
    sakura = staff("sakura").staff_id

    answer = kansa.post("/trail/", {"staff": sakura, "since": "Ｒ８．１１．１", "until": ""})

    assert answer["Location"] == f"/trail/?staff={sakura}&since=2026-11-01"
    assert "令和8年11月1日から" in text_of(kansa.get(answer["Location"]))


@pytest.mark.parametrize(
    "query",
    [
        "case=x",
        "staff=-1",
        "staff=99999999999999999999",
        "since=2026-13-01",
        "after=x~y",
        "after=2026-01-01~1",
        "subject=1",
    ],
)
def test_an_address_that_cannot_be_read_asks_for_less(kansa, query):
    assert kansa.get(f"/trail/?{query}").status_code == 200


def test_a_page_goes_on_where_the_one_before_ended(kansa):
    for _ in range(55):
        kansa.get("/trail/alerts/")

    first = kansa.get("/trail/")
    second = kansa.get("/trail/?" + first.context["next"].removeprefix("?").replace("&amp;", "&"))

    shown = [{line.id for line in page.context["lines"].rows} for page in (first, second)]
    assert len(shown[0]) == 50
    assert max(shown[1]) < min(shown[0])


def test_an_export_is_a_file_for_a_spreadsheet_and_is_recorded(kansa, forwarded_id):
    kansa.get("/trail/")
    answer = kansa.post("/trail/export/", {"since": "令和8年11月1日", "until": "令和8年12月1日", "form": "csv"})

    assert answer.status_code == 200
    text = answer.content.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert rows[0][:3] == ["日時", "職員番号", "職員"]
    row = TrailRow.objects.filter(prefecture_id=TOKYO, verb="export_trail").latest("id")
    assert (row.purpose, row.result, row.fields) == ("csv", str(len(rows) - 1), ["period"])


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ({**PERIOD, "until": "令和8年2月1日"}, "31日分まで"),
        ({**PERIOD, "until": "令和7年12月31日"}, "後の日にしてください"),
        ({**PERIOD, "until": ""}, "終わりの日を入力してください"),
    ],
)
def test_a_period_that_is_too_long_or_upside_down_is_refused(kansa, period, sentence):
    answer = kansa.post("/trail/export/", {**period, "form": "csv"})

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_an_export_for_the_verifier_has_a_head_and_an_end(kansa):
    answer = kansa.post("/trail/export/", {**PERIOD, "form": "jsonl"})

    first, last = answer.content.decode().splitlines()
    assert '"kind":"trail"' in first
    assert last == '{"kind":"end","seals":0,"rows":0}'


def test_an_export_for_the_verifier_is_recorded_as_the_whole_period_that_it_is(kansa, forwarded_id):
    kansa.post(f"/trail/export/?case={forwarded_id}&staff=1", {**PERIOD, "form": "jsonl"})

    row = TrailRow.objects.filter(prefecture_id=TOKYO, verb="export_trail").latest("id")
    assert (row.fields, row.case_id, row.purpose) == (["period"], None, "jsonl")


@pytest.mark.parametrize("query", ["since=0001-01-01", "until=9999-12-31", "since=1800-01-01&until=1800-01-02"])
def test_days_that_no_page_can_say_are_not_asked(kansa, query):
    assert kansa.get(f"/trail/?{query}").status_code == 200


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_an_export_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


def test_an_administrator_sees_alerts_and_confirms_none(screen):
    assert screen("kanri").get("/trail/alerts/").status_code == 200
    assert screen("kanri").get("/trail/alerts/1/").status_code == 403


def test_an_alert_that_is_nobodys_is_not_found(kansa):
    assert kansa.get("/trail/alerts/999999/").status_code == 404
    assert kansa.get(f"/trail/alerts/{10**30}/").status_code == 404
