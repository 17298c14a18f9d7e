"""Lists that go on: refused answers, mishaps and emergencies, 50 a page, what is open first; who sees what of them."""

import re
from uuid import uuid4

import pytest

from councils.months import Month
from councils.permissions import PostKind
from councils.tenancy import Actor
from inquiry.codes import Kind
from inquiry.officer.paging import PAGE
from inquiry.vault.actions.look import look
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
MANY = 2 * PAGE + 7
REFUSED = (
    "INSERT INTO inquiry_vault_refusedanswer (id, prefecture_id, inquiry_id, reason, size, digest, created_at)"
    " SELECT gen_random_uuid(), prefecture_id, id, %s, 1234, encode(sha256(n::text::bytea), 'hex'),"
    " now() - interval '1 minute' * n FROM inquiry_vault_inquiry, generate_series(1, %s) n WHERE order_id = %s"
)
UNKNOWN = "UPDATE inquiry_vault_inquiry SET state = 'unknown', result_class = %s WHERE order_id = %s"
# exposed ones, each of an order of its own; every third is still open
MISHAPS = """
WITH copies AS (INSERT INTO inquiry_vault_takenorder (id, prefecture_id, case_id, reference, purpose, legal_basis,
    is_nondisclosure, ordered_name, ordered_at, is_urgent, progress, progress_done, progress_total, told_count)
  SELECT gen_random_uuid(), prefecture_id, gen_random_uuid(), 'L' || lpad(n::text, 4, '0'), purpose, legal_basis,
    is_nondisclosure, ordered_name, ordered_at, is_urgent, progress, 0, 0, 0
  FROM inquiry_vault_takenorder, generate_series(1, %s) n WHERE id = %s RETURNING id, prefecture_id, reference)
INSERT INTO inquiry_vault_mishap (id, prefecture_id, order_id, what, cause, known_on, told_count, leak, created_at,
    judged_by, judged_at, ended_by, ended_at)
  SELECT gen_random_uuid(), prefecture_id, id, 'EXPOSED', 'FLAG_LATE', '2026-11-01', 0,
    CASE WHEN over THEN 'NO' ELSE '' END, now() - interval '1 minute' * n,
    CASE WHEN over THEN 1 END, CASE WHEN over THEN now() END,
    CASE WHEN over THEN 1 END, CASE WHEN over THEN now() END
  FROM (SELECT *, substr(reference, 2)::int AS n, substr(reference, 2)::int %% 3 <> 0 AS over FROM copies) c
"""
EMERGENCIES = (
    "INSERT INTO inquiry_vault_emergency (id, prefecture_id, order_id, purpose, asked_by, allowed_by, allowed_at,"
    " review, reviewed_by, reviewed_at, created_at) SELECT gen_random_uuid(), prefecture_id, id, 'COMPLAINT', 1,"
    " 2, now() - interval '40 minutes', CASE WHEN n %% 3 <> 0 THEN 'PROPER' ELSE '' END,"
    " CASE WHEN n %% 3 <> 0 THEN 3 END,"
    " CASE WHEN n %% 3 <> 0 THEN now() END, now() - interval '1 minute' * (40 + n)"
    " FROM inquiry_vault_takenorder, generate_series(1, %s) n WHERE id = %s"
)


@pytest.fixture
def order_id(slip, logins, officer):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    return steps.identified_and_clicked(logins, officer, order_id)


@pytest.fixture
def chief(logins):
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    return Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)


@pytest.fixture(autouse=True)
def as_delivered(logins):
    """What was put in past the walls goes again: other tests count."""
    yield
    for table in ("refusedanswer", "mishap", "emergency"):
        steps.past_the_walls(logins, f"DELETE FROM inquiry_vault_{table}")
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_takenorder WHERE reference ~ '^L[0-9]{4}$'")


def text(answer) -> str:
    return answer.content.decode()


def pages(screen, path):
    """Every page, each reached from the one before."""
    found = [text(screen.get(path))]
    while link := re.search(r'class="button button-line" href="(\?[^"]*after=[^"]+)"', found[-1]):
        found.append(text(screen.get(path.partition("?")[0] + link[1].replace("&amp;", "&"))))
    return found


def rows(shown) -> int:
    return len(re.findall(r"<tr>\s*<th scope=\"row\">", shown))


def test_refused_answers_go_on_over_every_page_and_each_look_leaves_a_row(order_id, logins, signed_in, officer):
    steps.past_the_walls(logins, REFUSED, "not_json", MANY, order_id)
    steps.past_the_walls(logins, UNKNOWN, "not_understood", order_id)

    shown = pages(signed_in(officer), "/refused/")

    assert [rows(each) for each in shown] == [PAGE, PAGE, MANY - 2 * PAGE]
    assert "途中で切れているか" in shown[0]
    looks = steps.past_the_walls(
        logins, "SELECT result FROM councils_trailrow WHERE purpose = 'officer:refused' ORDER BY id DESC LIMIT 3"
    )
    assert [row[0] for row in looks] == ["7", "50", "50"]


@pytest.mark.parametrize(
    ("reason", "result", "why", "then"),
    [
        ("receipt", "somebody_else", "別の方、または別の照会の回答", "照会先へ連絡してください"),
        ("layout", "not_understood", "登録されていない様式の版", "再照会"),
        ("item", "not_understood", "決められた形と違います", "照会先へ連絡"),
        ("total_income", "not_understood", "決められた形と違います", "照会先へ連絡"),
        ("too_large", "not_understood", "回答が大きすぎます", "照会先へ連絡"),
    ],
)
def test_a_refused_answer_says_why_and_what_is_next_in_plain_words(
    order_id, logins, signed_in, officer, reason, result, why, then
):
    steps.past_the_walls(logins, REFUSED, reason, 1, order_id)
    steps.past_the_walls(logins, UNKNOWN, result, order_id)

    shown = text(signed_in(officer).get(f"/refused/?order={order_id}"))

    assert why in shown
    assert then in shown
    assert "千代田区" in shown
    assert "地方税" in shown
    assert str(steps.inquiries(order_id)[0].pk) in shown


def test_order_and_first_page_lead_to_the_refused_answers(order_id, logins, signed_in, officer):
    screen = signed_in(officer)
    before = text(screen.get("/"))
    steps.past_the_walls(logins, REFUSED, "layout", 2, order_id)
    steps.past_the_walls(logins, UNKNOWN, "not_understood", order_id)

    assert "受け取らなかった回答：判断待ち" not in before
    assert "受け取らなかった回答：判断待ち2件" in text(screen.get("/"))
    assert f"/refused/?order={order_id}" in text(screen.get(f"/orders/{order_id}/"))
    assert rows(text(screen.get(f"/refused/?order={uuid4()}"))) == 0


def test_the_responsible_see_no_order_and_another_prefecture_sees_nothing(order_id, logins, signed_in, chief, stranger):
    steps.past_the_walls(logins, REFUSED, "layout", 1, order_id)
    [[reference]] = steps.past_the_walls(
        logins, "SELECT reference FROM inquiry_vault_takenorder WHERE id = %s", order_id
    )

    as_chief = text(signed_in(chief).get("/refused/"))

    assert rows(as_chief) == 1
    assert reference not in as_chief
    assert "𠮷田" not in as_chief
    assert rows(text(signed_in(stranger).get("/refused/"))) == 0


@pytest.mark.parametrize("mark", ["x", "~", "0~2026-01-01~x", "9~2026-01-01T00:00:00Z~" + str(uuid4()), "-1~~", "\0"])
@pytest.mark.parametrize("path", ["/refused/", "/mishaps/", "/emergencies/"])
def test_a_mark_that_cannot_be_read_begins_anew(signed_in, officer, path, mark):
    answer = signed_in(officer).get(f"{path}?after={mark.replace(chr(0), '%00')}")

    assert answer.status_code == 200


def test_mishaps_go_on_and_open_ones_stand_first_whatever_their_age(order_id, logins, signed_in, officer):
    steps.past_the_walls(logins, MISHAPS, MANY, order_id)

    shown = pages(signed_in(officer), "/mishaps/")

    open_count = MANY // 3
    found = [number for each in shown for number in re.findall(r"L(\d{4})</a>", each)]
    assert len(set(found)) == len(found) == MANY
    assert [int(number) % 3 for number in found] == [0] * open_count + [
        int(number) % 3 for number in found[open_count:]
    ]
    assert all(int(number) % 3 for number in found[open_count:])
    assert [rows(each) for each in shown] == [PAGE, PAGE, MANY - 2 * PAGE]


def test_emergencies_go_on_for_officer_and_reviewer_and_unreviewed_ones_stand_first(
    order_id, logins, signed_in, officer, chief
):
    steps.past_the_walls(logins, EMERGENCIES, MANY, order_id)

    for_officer, for_chief = (
        pages(signed_in(officer), "/emergencies/"),
        pages(signed_in(chief), "/emergencies/reviews/"),
    )

    assert [rows(each) for each in for_officer] == [PAGE, PAGE, MANY - 2 * PAGE]
    assert [rows(each) for each in for_chief] == [PAGE, PAGE, MANY - 2 * PAGE]
    assert f"待っている緊急閲覧：{MANY // 3}件" in for_chief[0]
    assert for_chief[0].count("review/") == 2 * (MANY // 3)


@pytest.mark.parametrize("lifted", [False, True])
def test_wrong_persons_are_counted_by_the_month_of_their_proposal(order_id, logins, signed_in, officer, lifted):
    look(TOKYO)
    screen, month = signed_in(officer), Month.now()

    def count() -> list[int]:
        cells = re.findall(r"(\d+)件</td></tr>", text(screen.get("/figures/")))
        return [int(each) for each in cells[:2]]

    before = count()
    steps.past_the_walls(
        logins,
        "INSERT INTO inquiry_vault_mishap (id, prefecture_id, order_id, person_id, what, cause, known_on, told_count,"
        " leak, proposed_by, lifted_by, lifted_at, created_at) SELECT gen_random_uuid(), prefecture_id, order_id, id,"
        " 'WRONG_PERSON', 'WRONG_LINK', %s, 0, '', 1, %s, %s, %s FROM inquiry_vault_person WHERE order_id = %s",
        month.before.first,
        2 if lifted else None,
        month.span[0] if lifted else None,
        month.before.span[0],
        order_id,
    )

    assert count() == [before[0], before[1] + (not lifted)]
