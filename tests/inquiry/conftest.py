from collections.abc import Iterator

import pytest

from tests.inquiry.standin.running import Running, running

UNTROUBLED = {"latency_ms": 0, "error_rate": 0, "fail_next": [], "answer_after_ms": 0}
WILLING = {"stopped_providers": [], "forbidden_kinds": []}


@pytest.fixture(scope="module")
def resident_process() -> Iterator[Running]:
    with running("inquiry.standin", "resident") as standin:
        yield standin


@pytest.fixture(scope="module")
def network_process() -> Iterator[Running]:
    with running("inquiry.standin", "network") as standin:
        yield standin


@pytest.fixture
def resident(resident_process: Running) -> Running:
    resident_process.settle(**UNTROUBLED, **WILLING)
    return resident_process


@pytest.fixture
def network(network_process: Running) -> Running:
    network_process.settle(**UNTROUBLED, **WILLING)
    return network_process
