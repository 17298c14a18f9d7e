"""照会先の状態. The officer's page that stops and resumes a network."""

import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.vault.actions.look import look
from inquiry.vault.models import Stop
from tests.inquiry.vault.conftest import TOKYO

pytestmark = pytest.mark.zone("gate")
STOP = {"line": "information", "decision": "stop:ANNOUNCED"}
RESUME = {"line": "information", "decision": "resume:RESTORED"}


@pytest.fixture
def screen(signed_in, officer):
    return signed_in(officer)


def running() -> list[str]:
    with transaction_for(system_of(TOKYO)):
        return [stop.reason for stop in Stop.objects.filter(resumed_by__isnull=True)]


def test_an_order_says_which_network_it_waits_for(slip, screen):
    order_id = slip.order()
    look(TOKYO)
    screen.post("/lines/", STOP)
    screen.post(f"/orders/{order_id}/ask/")

    shown = screen.get(f"/orders/{order_id}/").content.decode()
    screen.post("/lines/", RESUME)

    assert "情報提供ネットワークシステム：この県の担当者が停止しました。" in shown
    assert "住民基本台帳ネットワーク：" not in shown


def test_an_officer_stops_and_resumes_for_a_reason_and_the_page_says_so(screen):
    before = screen.get("/lines/").content.decode()

    stopped = screen.post("/lines/", STOP)
    meanwhile, kept = screen.get("/lines/").content.decode(), running()
    resumed = screen.post("/lines/", RESUME)

    assert (stopped.status_code, resumed.status_code) == (302, 302)
    assert "この県の担当者が停止しました" not in before
    assert "この県の担当者が停止しました" in meanwhile
    assert "相手方から停止の予告があった" in meanwhile
    assert (kept, running()) == (["ANNOUNCED"], [])


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "理由を選んでください"),
        ({"line": "elsewhere", "decision": "stop:ANNOUNCED"}, "照会先"),
        ({"line": "information", "decision": "stop:because"}, "いまの状態では選べません"),
        (RESUME, "いまの状態では選べません"),
    ],
    ids=["nothing", "no such network", "no such reason", "not stopped"],
)
def test_what_is_not_a_decision_changes_nothing_and_says_why(screen, facts, said):
    answer = screen.post("/lines/", facts)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert running() == []


def test_a_running_network_offers_reasons_to_stop_and_a_stopped_one_reasons_to_resume(screen):
    before = screen.get("/lines/").content.decode()
    screen.post("/lines/", STOP)
    meanwhile = screen.get("/lines/").content.decode()
    again = screen.post("/lines/", STOP)
    screen.post("/lines/", RESUME)

    assert (before.count('value="stop:'), before.count('value="resume:')) == (2 * len(Stop.Reason), 0)
    assert meanwhile.count('value="stop:') == len(Stop.Reason)
    assert meanwhile.count('value="resume:') == len(Stop.Resumption)
    assert again.status_code == 422
