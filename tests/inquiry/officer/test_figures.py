"""The month's figures and the training of officers: what is counted, who sees it, and what the database refuses."""

import re
from datetime import date, timedelta

import psycopg
import pytest
from django.db import DatabaseError
from django.utils import timezone

from councils.months import Month
from councils.permissions import PostKind
from councils.tenancy import Actor, transaction_for
from inquiry.officer.actions.training import record_training
from inquiry.officer.refusals import EndsBeforeItBegins, NoSuchOfficer, NotTrained, OwnTraining
from inquiry.vault.actions.look import look
from inquiry.vault.models import Training
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import KANAGAWA, TOKYO

pytestmark = pytest.mark.zone("gate")
DAY = timedelta(days=1)
REQUIRED = (
    "INSERT INTO councils_setting (prefecture_id, name, kind, value, since, reason, proposed_by_id, confirmed_by_id,"
    " confirmed_at) VALUES (%s, 'inquiry.training_required', 'flag', %s, '2026-01-01', '見本', %s, %s, now())"
)


@pytest.fixture
def chief(logins):
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    return Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)


@pytest.fixture
def record(logins, chief, officer):
    """研修の記録 by 責任者, committed."""

    def act(until: date, course="BASIC", who=None, passed_on=date(2026, 4, 1)):
        with logins.pages(), transaction_for(chief):
            return record_training(officer.staff_id if who is None else who, course, passed_on, until, by=chief)

    return act


@pytest.fixture
def required(logins, chief):
    """The prefecture stops whoever has no training in force, while the test lasts."""
    [other] = steps.past_the_walls(logins, "SELECT id FROM councils_staff WHERE username = 'subaru'")
    steps.past_the_walls(logins, REQUIRED, TOKYO, "true", chief.staff_id, *other)
    yield
    steps.past_the_walls(logins, "DELETE FROM councils_setting WHERE name = 'inquiry.training_required'")


@pytest.fixture(autouse=True)
def without_training(logins):
    yield
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_training")


def cells(answer, head):
    """The figures of the first row with this head."""
    found = re.search(rf'<th scope="row">{re.escape(head)}</th>(.*?)</tr>', answer.content.decode(), re.DOTALL)
    return re.findall(r">([^<>]+)</td>", found[1]) if found else []


def counts(row):
    return [int(cell.removesuffix("件").replace(",", "")) for cell in row if cell.endswith("件")]


def test_figures_grow_by_what_was_asked_and_answered(slip, logins, officer, signed_in, chief):
    month = Month.now()
    before = cells(signed_in(officer).get("/figures/"), month.label)

    order_id = slip.order()
    look(TOKYO)
    taken = cells(signed_in(officer).get("/figures/"), month.label)
    steps.click(logins, officer, order_id)
    look(TOKYO)
    answered, as_chief = (cells(signed_in(who).get("/figures/"), month.label) for who in (officer, chief))

    numbers = [counts(row) for row in (before, taken, answered)]
    assert [b - a for a, b in zip(numbers[0], numbers[1], strict=True)] == [1, 0, 0, 0, 0]
    assert [b - a for a, b in zip(numbers[0], numbers[2], strict=True)] == [1, 1, 9, 9, 0]
    assert answered == as_chief
    assert answered[-2] == "1分未満"


def test_another_prefecture_counts_nothing_of_it(slip, stranger, signed_in):
    slip.order()
    look(TOKYO)

    row = cells(signed_in(stranger).get("/figures/"), Month.now().label)

    assert row == ["0件", "0件", "－", "0件", "0件", "－", "0件"]


def test_an_earlier_month_is_its_own(officer, signed_in):
    earlier = Month.now().before

    answer = signed_in(officer).get(f"/figures/?month={earlier}")

    assert cells(answer, earlier.label)[0] == "0件"
    assert "この月に受け付けた依頼はありません" in answer.content.decode()


def test_training_that_is_over_is_shown_and_warned_of_and_stops_nobody(record, slip, logins, officer, signed_in):
    record(timezone.localdate() - DAY)

    order_id = slip.order()
    look(TOKYO)
    steps.click(logins, officer, order_id)

    assert steps.inquiries(order_id)
    assert "あなたの研修の期限が切れています" in signed_in(officer).get("/").content.decode()
    assert "期限切れ" in signed_in(officer).get("/figures/").content.decode()


def test_where_the_prefecture_says_so_nobody_asks_without_training(required, record, slip, logins, officer):
    order_id = slip.order()
    look(TOKYO)
    with pytest.raises(NotTrained):
        steps.click(logins, officer, order_id)

    record(timezone.localdate())
    steps.click(logins, officer, order_id)

    assert steps.inquiries(order_id)


def test_database_refuses_too_what_the_page_would_have_refused(required, slip, logins, officer, monkeypatch):
    order_id = slip.order()
    look(TOKYO)
    monkeypatch.setattr("inquiry.officer.actions.ask.check_trained", lambda by: None)

    with pytest.raises(DatabaseError, match="no training in force"):
        steps.click(logins, officer, order_id)

    assert not steps.inquiries(order_id)


def test_of_a_course_the_row_recorded_last_counts(record, signed_in, officer):
    record(timezone.localdate() + DAY)
    record(timezone.localdate() - DAY)

    page = signed_in(officer).get("/").content.decode()

    assert "あなたの研修の期限が切れています" in page


def test_one_course_in_force_suffices(record, signed_in, officer):
    record(timezone.localdate() - DAY, course="OLD")
    record(timezone.localdate() + DAY, course="NEW")

    assert "あなたの研修" not in signed_in(officer).get("/").content.decode()


def test_officers_read_of_training_the_own_alone(record, logins, officer, colleague):
    record(timezone.localdate(), who=officer.staff_id)

    with logins.pages():
        with transaction_for(officer):
            own = Training.objects.count()
        with transaction_for(colleague):
            others = Training.objects.count()

    assert (own, others) == (1, 0)


def test_officers_record_no_training(logins, officer, colleague):
    with logins.pages(), pytest.raises(DatabaseError), transaction_for(officer):
        Training.objects.create(
            prefecture_id=TOKYO,
            staff_id=colleague.staff_id,
            course="BASIC",
            passed_on=date(2026, 4, 1),
            valid_until=date(2027, 3, 31),
            recorded_by=officer.staff_id,
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"recorded_by": 1},
        {"prefecture_id": KANAGAWA},
        {"staff_id": 999_999},
        {"course": "か"},
        {"valid_until": date(2026, 3, 31)},
    ],
)
def test_chiefs_record_in_the_own_name_of_the_own_people_alone(logins, chief, officer, changes):
    facts = {
        "prefecture_id": TOKYO,
        "staff_id": officer.staff_id,
        "course": "BASIC",
        "passed_on": date(2026, 4, 1),
        "valid_until": date(2027, 3, 31),
        "recorded_by": chief.staff_id,
    }

    with logins.pages(), pytest.raises(DatabaseError), transaction_for(chief):
        Training.objects.create(**facts | changes)


def test_chiefs_record_nobody_of_another_prefecture_nor_themselves(record, chief, stranger, logins):
    with pytest.raises(NoSuchOfficer):
        record(date(2027, 3, 31), who=stranger.staff_id)
    with logins.pages(), pytest.raises(DatabaseError), transaction_for(chief):
        Training.objects.create(
            prefecture_id=TOKYO,
            staff_id=chief.staff_id,
            course="BASIC",
            passed_on=date(2026, 4, 1),
            valid_until=date(2027, 3, 31),
            recorded_by=chief.staff_id,
        )


def test_who_is_both_has_the_own_training_recorded_by_another(record, chief, logins):
    both = (
        "INSERT INTO councils_post (staff_id, kind, council_id, prefecture_id, since)"
        f" VALUES (%s, 'inquiry_officer', '{TOKYO}', '{TOKYO}', '2026-01-01')"
    )
    with psycopg.connect(logins.administrator("vault")) as vault:
        vault.execute("SET session_replication_role = replica")
        vault.execute(both, [chief.staff_id])

    with pytest.raises(OwnTraining):
        record(date(2027, 3, 31), who=chief.staff_id)


def test_training_does_not_end_before_it_begins(record):
    with pytest.raises(EndsBeforeItBegins):
        record(date(2026, 3, 31))


def test_what_is_typed_wide_is_taken_and_what_is_wrong_stays_in_its_box(chief, officer, signed_in):
    page = signed_in(chief)
    days = {"passed_on": "令和８年４月１日", "valid_until": "Ｒ９．３．３１"}
    facts = {"staff_id": str(officer.staff_id), "course": "ｂａｓｉｃ－１", **days}

    taken = page.post("/training/", facts)
    wrong = page.post("/training/", facts | {"course": "きほん"})
    strange = page.post("/training/", facts | {"staff_id": "0"})

    assert taken.status_code == 302
    assert "BASIC-1" in page.get("/training/").content.decode()
    assert (wrong.status_code, strange.status_code) == (422, 422)
    assert "きほん" in wrong.content.decode()


def test_setting_is_decided_in_the_gate_where_it_holds(chief, signed_in):
    page = signed_in(chief).get("/staff/settings/").content.decode()

    assert "研修の有効期限が切れた照会担当の照会を止める" in page
    assert "すべての職員に二つめの確認を求める" not in page
