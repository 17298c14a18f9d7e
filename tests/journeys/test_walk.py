import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from config.walk.steps import Walk
from config.walk.walk import case_page
from tests.journeys.demo import take

pytestmark = pytest.mark.zone("journeys")
SECONDS = 40  # a bound against waits that nobody meant; how long a walk takes is printed by `make run ONCE=1`
TWICE = (
    ("市区町村社協の意見", "進達", "wakaba", "forward", "進達済"),
    ("進達", "県社協が受付", "sakura", "receive", "県受付"),
    ("決裁（係長）", "決裁（課長）・決定", "kaede", "sign", "貸付決定"),
)


@pytest.fixture(scope="module")
def walked(demo):
    began = time.monotonic()
    walk = take(demo.walk())
    return walk, time.monotonic() - began


def test_a_case_walks_from_the_counter_to_the_legacy_system_in_time(walked):
    walk, seconds = walked

    assert walk.legacy_number
    assert seconds < SECONDS


def test_the_legacy_system_holds_the_decided_amount_once(demo, walked):
    walk, _ = walked

    [row] = demo.rows_of(walk)

    assert (row["number"], row["body"]["amount_yen"]) == (walk.legacy_number, walk.amount_yen)
    assert row["body"]["borrower_name"] == walk.household.applicant["name"]


def test_sending_it_twice_makes_one_row(demo, walked):
    walk, _ = walked
    [row] = demo.rows_of(walk)
    address = demo.ready["standins"]["legacy"] + "/decisions"

    again = httpx.post(address, json=row["body"], headers={"Idempotency-Key": row["key"]})

    assert (again.status_code, again.json()["number"]) == (200, walk.legacy_number)
    assert len(demo.rows_of(walk)) == 1


def test_no_number_and_no_answer_reaches_the_legacy_system(demo, walked):
    walk, _ = walked
    [row] = demo.rows_of(walk)

    assert set(row["body"]) & {"number", "my_number", "findings", "answers"} == set()


def test_pressed_twice_in_the_same_moment_each_is_done_once(demo):
    walk, after = demo.walk(), ""
    for until, step, who, verb, done in TWICE:
        take(walk, after=after, until=until)

        statuses = pressed_twice(walk, who, verb)

        assert (statuses[0], statuses[1] in (409, 422)) == (302, True), (verb, statuses)
        assert done in walk.screen(who).open(case_page(walk)), verb
        after = step
    take(walk, after=after, until="業務システムの番号が届く")
    assert len(demo.rows_of(walk)) == 1


def pressed_twice(walk: Walk, who: str, verb: str) -> list[int]:
    """What two presses of one button are answered, the one that was taken first."""
    screen = walk.screen(who)
    screen.open(case_page(walk) + ("sign/" if verb == "sign" else ""))
    if "/confirm/" in screen.address:
        screen.confirm()
    values = {"csrfmiddlewaretoken": screen._token(), "comment": ""}
    with ThreadPoolExecutor(2) as both:
        answers = both.map(lambda _: _pressed(walk, who, f"{case_page(walk)}{verb}/", values), range(2))
        return sorted(answer.status_code for answer in answers)


def _pressed(walk: Walk, who: str, address: str, values: dict[str, str]) -> httpx.Response:
    client = walk.screen(who).client
    return httpx.post(
        f"{str(client.base_url).rstrip('/')}{address}",
        data=values,
        cookies=dict(client.cookies),
        headers={"Referer": str(client.base_url)},
    )
