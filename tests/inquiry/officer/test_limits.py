"""所得基準: who enters it, what the page and the database refuse, and that nothing entered is ever lost."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from councils.permissions import PostKind
from councils.tenancy import Actor, system_of, transaction_for
from inquiry.vault.models import IncomeLimit
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import KANAGAWA, TOKYO

pytestmark = pytest.mark.zone("gate")
DAY = timedelta(days=1)
TYPED = {
    "fund": "FUKUSHI",
    "household_size": "３人",
    "yearly_yen": "２，４００，０００",
    "near_percent": "１０％",
    "valid_from": "令和９０年４月１日",
    "source": "見本県要綱（令和8年3月1日）",
}
INSERT = (
    "INSERT INTO inquiry_vault_incomelimit"
    " (prefecture_id, fund, household_size, yearly_yen, near_percent, valid_from, source, entered_by, created_at)"
    " VALUES (%(where)s, %(fund)s, 1, 1, 0, %(since)s, %(source)s, %(by)s, %(at)s)"
)


@pytest.fixture
def chief(logins):
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    return Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)


@pytest.fixture(autouse=True)
def as_delivered(logins):
    yield
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_incomelimit")


@pytest.fixture
def screen(signed_in, chief):
    return signed_in(chief)


@pytest.fixture
def sql(logins, chief):
    """A statement as the session of 責任者 runs it."""

    def run(acting=chief, **facts):
        since = timezone.localdate() + DAY
        row = {"where": TOKYO, "fund": "", "since": since, "source": "x", "by": chief.staff_id, "at": timezone.now()}
        with logins.pages(), transaction_for(acting), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERT, row | facts)

    return run


def stored() -> list[IncomeLimit]:
    with transaction_for(system_of(TOKYO)):
        return list(IncomeLimit.objects.order_by("pk"))


def trail(logins) -> list[tuple]:
    return steps.past_the_walls(logins, "SELECT verb, fields FROM councils_trailrow WHERE verb = 'register_limit'")


def text(answer) -> str:
    return answer.content.decode()


def test_without_a_limit_the_page_says_what_follows(screen):
    assert "基準額が登録されていません" in text(screen.get("/limits/"))


def test_a_limit_is_entered_with_full_width_digits_and_leaves_a_trail_row(screen, chief, logins):
    before = len(trail(logins))

    sent = screen.post("/limits/", TYPED)

    [row] = stored()
    assert sent["Location"] == "/limits/"
    assert (row.fund, row.household_size, row.yearly_yen, row.near_percent) == ("FUKUSHI", 3, 2_400_000, 10)
    assert (row.valid_from, row.entered_by) == (date(2108, 4, 1), chief.staff_id)
    assert trail(logins)[before:] == [("register_limit", ["INCOME_LIMIT"])]
    assert "これから" in text(screen.get("/limits/"))


def test_an_earlier_limit_stays_to_be_read(screen):
    today = f"{timezone.localdate():%Y-%m-%d}"
    for amount in ("1,000,000", "1,200,000"):
        screen.post("/limits/", TYPED | {"valid_from": today, "yearly_yen": amount})

    shown = text(screen.get("/limits/"))

    assert [row.yearly_yen for row in stored()] == [1_000_000, 1_200_000]
    assert shown.index("適用中") < shown.index("1,200,000円") < shown.index("以前の額") < shown.index("1,000,000円")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": ""}, "根拠資料を入力してください"),
        ({"household_size": "0"}, "世帯の人数は1人以上"),
        ({"household_size": "三、四人"}, "数字だけで"),
        ({"yearly_yen": "-1"}, "0以上"),
        ({"yearly_yen": "9" * 30}, "以下で入力"),
        ({"near_percent": "51"}, "50％以下"),
        ({"valid_from": "2020-04-01"}, "さかのぼって"),
        ({"valid_from": "きのう"}, "適用開始日"),
        ({"fund": "NO_SUCH"}, "資金の種類を一覧から選び直してください"),
        ({"source": "123456789018"}, "マイナンバー"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(screen, wrong, said):
    answer = screen.post("/limits/", TYPED | wrong)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "見本県要綱" in text(answer) or "source" in wrong
    assert not stored()


def test_the_country_and_other_prefectures_are_not_entered_here(sql):
    for where in ("", KANAGAWA):
        with pytest.raises(DatabaseError, match="row-level security"):
            sql(where=where)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"by": 1}, "own_hand"),
        ({"by": None}, "own_hand"),
        ({"fund": "NO_SUCH"}, "own_hand"),
        ({"source": ""}, "income_limit_has_a_source"),
        ({"since": date(2020, 4, 1)}, "income_limit_not_in_the_past"),
        ({"since": date(2020, 4, 1), "at": "2020-01-01T00:00:00Z"}, "income_limit_not_in_the_past"),
    ],
    ids=str,
)
def test_the_database_refuses_what_the_page_would_have(sql, facts, said):
    with pytest.raises(DatabaseError, match=said):
        sql(**facts)


def test_an_officer_enters_none_and_nobody_changes_one(sql, officer, logins, chief, signed_in):
    sql()

    assert signed_in(officer).get("/limits/").status_code == 403
    with pytest.raises(DatabaseError, match="row-level security"):
        sql(acting=officer, by=officer.staff_id)
    for change in ("UPDATE inquiry_vault_incomelimit SET yearly_yen = 2", "DELETE FROM inquiry_vault_incomelimit"):
        with pytest.raises(DatabaseError, match="permission denied"):
            run(logins, chief, change)


def run(logins, by, statement):
    with logins.pages(), transaction_for(by), connection.cursor() as cursor:
        cursor.execute(statement)
