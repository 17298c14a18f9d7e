import socket
import time

import httpx
import pytest

from tests.inquiry.standin.running import Running, running


def answer_to(standin: Running, raw: bytes) -> bytes:
    host, port = standin.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(raw)
        return connection.recv(4_096)


def test_server_listens_on_the_loopback_and_is_well(resident):
    assert resident.url.startswith("http://127.0.0.1:")
    assert resident.get("/health").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000, b"400"),
        (b"POST /query HTTP/1.1\r\nContent-Length: many\r\n\r\n", b"400"),
        (b"POST /query HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET /nowhere HTTP/1.1\r\n\r\n", b"404"),
        (b"POST /query HTTP/1.1\r\nContent-Length: 3\r\n\r\n[1]", b"422"),
    ],
    ids=["no request", "endless head", "no length", "too long", "no address", "no object"],
)
def test_server_refuses_what_it_cannot_read_and_goes_on(resident, raw: bytes, status: bytes):
    answer = answer_to(resident, raw)

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert resident.get("/health").status_code == 200


@pytest.mark.parametrize(
    "wanted", [{"latency_ms": -1}, {"error_rate": 2}, {"fail_next": ["explode"]}, {"colour": 1}, {"error_rate": True}]
)
def test_bad_setting_is_refused_and_nothing_changes(resident, wanted):
    before = resident.get("/settings").json()

    answer = resident.post("/settings", {"latency_ms": 5} | wanted)

    assert answer.status_code == 422
    assert resident.get("/settings").json() == before


def test_latency_holds_back_the_network_and_not_its_health(resident):
    resident.settle(latency_ms=120)

    began = time.monotonic()
    resident.get("/health")
    healthy = time.monotonic() - began
    resident.post("/query", {})
    asked = time.monotonic() - began - healthy

    assert healthy < 0.1 < asked


def test_environment_gives_the_settings_to_start_with(monkeypatch):
    monkeypatch.setenv("STANDIN_LATENCY_MS", "7")
    monkeypatch.setenv("STANDIN_ERROR_RATE", "0.25")

    with running("inquiry.standin", "resident", "--error-rate", "0.5") as standin:
        settings = standin.get("/settings").json()

    assert (settings["latency_ms"], settings["error_rate"]) == (7, 0.5)


def test_error_rate_of_one_lets_nothing_through_and_is_of_both_sorts(resident):
    resident.settle(error_rate=1)

    ends = {how_it_ends(resident) for _ in range(12)}

    assert ends == {"503", "cut"}


def how_it_ends(standin: Running) -> str:
    try:
        return str(standin.post("/query", {}).status_code)
    except httpx.RemoteProtocolError:
        return "cut"
