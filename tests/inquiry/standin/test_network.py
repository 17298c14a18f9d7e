import signal
import time
from pathlib import Path

import httpx
import pytest

from inquiry.standin.kinds import KINDS
from inquiry.standin.population import population
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.standin.running import Running, running

FATHER = WELL_KNOWN.members[0]
NETWORK = ("inquiry.standin", "network", "--answer-after-ms", "0")


def code_for(network: Running, number: str = FATHER.number) -> str:
    return network.post("/codes", {"number": number}).json()["code"]


def asked(network: Running, request_id: str, **changes: object) -> dict[str, object]:
    inquiry = {"request_id": request_id, "code": code_for(network), "kind": "local_tax", "provider": "131016"}
    return inquiry | {"is_nondisclosure": False} | changes


def outcome(network: Running, request_id: str, **changes: object) -> dict[str, object]:
    receipt = network.post("/inquiries", asked(network, request_id, **changes)).json()["receipt"]
    return network.get("/inquiries", receipt=receipt).json()


def member_of(kind: str):
    household = next(each for each in population().households if KINDS[kind](each))
    return household, household.members[0]


def test_answer_names_what_was_asked(network):
    said = outcome(network, "names")

    assert said["state"] == "answered"
    assert said["request_id"] == "names"
    assert (said["code"], said["kind"], said["provider"]) == (code_for(network), "local_tax", "131016")


def test_answer_is_pending_until_its_time(network):
    network.settle(answer_after_ms=150)
    receipt = network.post("/inquiries", asked(network, "later")).json()["receipt"]

    at_once = network.get("/inquiries", receipt=receipt).json()["state"]
    time.sleep(0.2)
    afterwards = network.get("/inquiries", receipt=receipt).json()["state"]

    assert (at_once, afterwards) == ("pending", "answered")


def test_empty_item_has_a_reason_and_no_value(network):
    household, person = member_of("undeclared")
    assert not person.tax.is_declared

    said = outcome(network, "empty", code=code_for(network, person.number), provider=household.tax_provider)

    levy = next(item for item in said["items"] if item["name"] == "市町村民税所得割額")
    assert levy == {"name": "市町村民税所得割額", "null_reason": "NotAcceptable"}


def test_second_request_of_an_id_is_a_duplicate_record_and_counts(network):
    network.post("/inquiries", asked(network, "twice"))

    again = network.post("/inquiries", asked(network, "twice"))

    assert (again.status_code, again.json()) == (409, {"error": "duplicate_record"})
    ledger = network.get("/ledger").json()
    assert ledger["requests"]["twice"] == 2
    assert ledger["duplicate_count"] >= 1


def test_busy_network_takes_nothing_in(network):
    inquiry = asked(network, "busy")
    network.settle(fail_next=["busy"])

    answer = network.post("/inquiries", inquiry)

    assert answer.status_code == 503
    assert "busy" not in network.get("/ledger").json()["requests"]


def test_cut_connection_leaves_the_inquiry_taken_in(network):
    inquiry = asked(network, "cut")
    network.settle(fail_next=["cut"])

    with pytest.raises(httpx.RemoteProtocolError):
        network.post("/inquiries", inquiry)

    assert network.get("/ledger").json()["requests"]["cut"] == 1


def test_nondisclosure_is_kept_with_the_inquiry(network):
    outcome(network, "hidden", is_nondisclosure=True)

    assert "hidden" in network.get("/ledger").json()["nondisclosure"]


def test_stopped_provider_stays_stopped_for_that_receipt(network):
    network.settle(stopped_providers=["131016"])
    receipt = network.post("/inquiries", asked(network, "stopped")).json()["receipt"]
    first = network.get("/inquiries", receipt=receipt).json()["state"]

    network.settle(stopped_providers=[])

    assert first == "stopped"
    assert network.get("/inquiries", receipt=receipt).json()["state"] == "stopped"


def test_forbidden_and_unknown_kinds_are_not_permitted(network):
    network.settle(forbidden_kinds=["local_tax"])

    assert outcome(network, "forbidden")["state"] == "not_permitted"
    assert outcome(network, "unknown kind", kind="criminal_record")["state"] == "not_permitted"


def test_other_provider_has_no_record(network):
    assert outcome(network, "elsewhere", provider="131121")["state"] == "no_record"


def test_tax_of_somebody_who_moved_in_is_with_the_former_municipality(network):
    household, person = member_of("moved_in")
    code = code_for(network, person.number)

    here = outcome(network, "moved here", code=code, provider=household.place.provider)
    there = outcome(network, "moved there", code=code, provider=household.tax_provider)

    assert (here["state"], there["state"]) == ("no_record", "answered")


def test_provider_refuses_to_answer_by_machine(network):
    household, person = member_of("refuses")

    said = outcome(network, "refused", code=code_for(network, person.number), provider=household.place.provider)

    assert said["state"] == "refused"


def test_person_without_code(network):
    _, person = member_of("no_code")

    answer = network.post("/codes", {"number": person.number})

    assert (answer.status_code, answer.json()) == (404, {"error": "code_not_issued"})
    assert outcome(network, "no code", code="S0")["state"] == "code_not_issued"


@pytest.mark.parametrize("changes", [{"request_id": ""}, {"is_nondisclosure": "no"}, {"provider": 131016}], ids=str)
def test_malformed_inquiry_is_refused_and_not_counted(network, changes):
    before = network.get("/ledger").json()

    answer = network.post("/inquiries", asked(network, "malformed") | changes)

    assert (answer.status_code, answer.json()) == (422, {"error": "malformed"})
    assert network.get("/ledger").json() == before


def test_killed_network_remembers_what_it_took_in(tmp_path: Path):
    journal = str(tmp_path / "journal")
    with running(*NETWORK, "--journal", journal) as network:
        receipt = network.post("/inquiries", asked(network, "kept")).json()["receipt"]
        network.post("/inquiries", asked(network, "kept"))
        network.process.kill()
        network.process.wait()
    with Path(journal).open("a") as torn:
        torn.write('{"request_id": "to')

    with running(*NETWORK, "--journal", journal) as network:
        said = network.get("/inquiries", receipt=receipt).json()
        ledger = network.get("/ledger").json()
        outcome(network, "after")

    assert (said["state"], said["request_id"]) == ("answered", "kept")
    assert ledger["requests"] == {"kept": 2}
    assert len(Path(journal).read_text().splitlines()) == 3


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_network_ends_cleanly_while_a_connection_is_open(name: signal.Signals):
    with running(*NETWORK) as network:
        network.get("/health")

        network.process.send_signal(name)

        assert network.process.wait(5) == 0
        assert network.process.stderr.read() == ""
