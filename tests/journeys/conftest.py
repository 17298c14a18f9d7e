import pytest

from config.walk.walk import order_page, wait
from tests.journeys import demo as demos


@pytest.fixture(scope="session")
def demo():
    """One demo for all journeys; each walks cases of its own."""
    with demos.running() as running:
        yield running


@pytest.fixture(scope="session")
def cut_off(demo):
    """照会の途中で落ちた案件: the gate's worker is killed between sending and hearing."""
    walk = demos.take(demo.walk(), until="本人特定")
    before = demo.ledger()["requests"]
    demo.settle("network", latency_ms=2_500)
    screen = walk.screen("shirabe")
    screen.open(order_page(walk))
    screen.fill({}, action=order_page(walk) + "ask/")
    wait(lambda: ">送信<" in screen.open(order_page(walk)), "the inquiries on their way")
    killed = demo.kill("gate-worker")
    demo.settle("network", latency_ms=0)
    assert demo.runs_again("gate-worker", killed)
    return walk, before
