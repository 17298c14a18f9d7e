import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.inquiry.standin.running import Running, running

DECISION = {"case": "2026-0001", "amount_yen": 100_000}


@pytest.fixture(scope="module")
def legacy_process() -> Iterator[Running]:
    with running("loans.legacy.standin") as standin:
        yield standin


@pytest.fixture
def legacy(legacy_process: Running) -> Running:
    legacy_process.settle(latency_ms=0, error_rate=0, fail_next=[])
    return legacy_process


def send(legacy: Running, key: str, decision: object = DECISION) -> httpx.Response:
    return legacy.post("/decisions", decision, **{"Idempotency-Key": key})


def rows(legacy: Running, key: str) -> list[dict[str, object]]:
    return legacy.get("/rows", key=key).json()["rows"]


def test_decision_is_entered_under_a_number(legacy):
    answer = send(legacy, "first")

    assert answer.status_code == 201
    (row,) = rows(legacy, "first")
    assert (row["number"], row["body"]) == (answer.json()["number"], DECISION)


def test_same_decision_again_gets_the_same_number_and_no_second_row(legacy):
    first = send(legacy, "again")

    second = send(legacy, "again", dict(reversed(DECISION.items())))

    assert (second.status_code, second.json()) == (200, first.json())
    assert len(rows(legacy, "again")) == 1


def test_one_key_for_two_decisions_is_refused(legacy):
    send(legacy, "other")

    answer = send(legacy, "other", DECISION | {"amount_yen": 90_000})

    assert (answer.status_code, answer.json()["code"]) == (409, "L201")
    assert rows(legacy, "other")[0]["body"] == DECISION


def test_one_key_sent_at_once_makes_one_row(legacy):
    with ThreadPoolExecutor(10) as pool:
        numbers = {answer.json()["number"] for answer in pool.map(lambda _: send(legacy, "race"), range(30))}

    assert len(numbers) == len(rows(legacy, "race")) == 1


@pytest.mark.parametrize(
    ("key", "decision", "code"),
    [
        ("", DECISION, "L101"),
        ("k" * 201, DECISION, "L101"),
        ("list", [], "L102"),
        ("none", {}, "L103"),
        ("minus", {"amount_yen": -1}, "L103"),
        ("text", {"amount_yen": "100000"}, "L103"),
        ("true", {"amount_yen": True}, "L103"),
        ("much", {"amount_yen": 100_000_000}, "L103"),
    ],
)
def test_bad_decision_is_refused_by_code_and_in_words(legacy, key, decision, code):
    answer = send(legacy, key, decision)

    assert 400 <= answer.status_code < 500
    assert answer.json()["code"] == code
    assert answer.json()["message"].endswith("。")
    assert not key or rows(legacy, key) == []


def test_busy_system_enters_nothing(legacy):
    legacy.settle(fail_next=["busy"])

    answer = send(legacy, "busy")

    assert (answer.status_code, answer.json()["code"]) == (503, "L901")
    assert rows(legacy, "busy") == []


def test_cut_connection_leaves_the_decision_entered_and_sending_again_is_safe(legacy):
    legacy.settle(fail_next=["cut"])
    with pytest.raises(httpx.RemoteProtocolError):
        send(legacy, "cut")

    again = send(legacy, "cut")

    assert again.status_code == 200
    assert [row["number"] for row in rows(legacy, "cut")] == [again.json()["number"]]


def test_bad_setting_is_refused(legacy):
    answer = legacy.post("/settings", {"latency_ms": 3, "error_rate": 7})

    assert (answer.status_code, answer.json()["code"]) == (422, "L002")
    assert legacy.get("/settings").json()["latency_ms"] == 0


def test_unknown_address_and_endless_body_are_refused(legacy):
    assert legacy.get("/nowhere").json()["code"] == "L001"
    assert legacy.client.post("/decisions", content=b"x" * 1_000_001).status_code == 413
    assert legacy.get("/health").json() == {"status": "ok"}


def test_killed_system_remembers_what_was_entered(tmp_path: Path):
    journal = str(tmp_path / "journal")
    with running("loans.legacy.standin", "--journal", journal) as legacy:
        number = send(legacy, "kept").json()["number"]
        legacy.process.kill()
        legacy.process.wait()
    with Path(journal).open("a") as torn:
        torn.write('{"number": "K00')

    with running("loans.legacy.standin", "--journal", journal) as legacy:
        again, other = send(legacy, "kept"), send(legacy, "new")
        entered = legacy.get("/rows").json()["rows"]

    assert (again.status_code, again.json()["number"]) == (200, number)
    assert other.json()["number"] != number
    assert len(entered) == 2


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_system_ends_cleanly_while_a_connection_is_open(name: signal.Signals):
    with running("loans.legacy.standin") as legacy:
        legacy.get("/health")

        legacy.process.send_signal(name)

        assert legacy.process.wait(5) == 0
        assert legacy.process.stderr.read() == ""
