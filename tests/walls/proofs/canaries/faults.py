"""Faults in every zone, with values in hand: each process meets a row that its database will not take.

PostgreSQL then names the whole row in the error, and a neighbour is cut off in the middle of an answer.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from config.servers import Home
from config.walk.browser import Screen
from config.walk.steps import Walk
from config.walk.walk import case_page, order_page
from tests.config.living import eventually
from tests.journeys.demo import take
from tests.walls.proofs.canaries.deployment import Deployment
from tests.walls.proofs.canaries.marks import TYPED
from tests.walls.proofs.canaries.pages import written
from tests.walls.proofs.canaries.places import Places

RECEIVED = "県社協が受付"
NOT_FAULTS = "answered {status}, where a fault was wanted: nothing was proved"


def provoke(deployment: Deployment, places: Places, walked: Walk, walk: Walk) -> None:
    """walked has gone all the way; walk is a new one, of other people."""
    with _refused(deployment, "cases", "loans_consultation"):
        name = walked.household.applicant
        facts = {"client_name": name["name"], "client_kana": name["kana"], "memo": TYPED["gist"]}
        facts |= {"came_on": "令和8年11月2日", "client_phone": TYPED["client_phone"]}
        _press(walk.screen("aoba"), "/consultations/new/", facts, places)
    take(walk, until=RECEIVED)
    with _refused(deployment, "cases", "loans_return"):
        page = case_page(walk) + "return/"
        facts = {
            "items-0-reason": "OTHER",
            "items-0-asked": walk.household.applicant["name"],
            "due_on": "令和80年1月31日",
        }
        _press(walk.screen("sakura"), page, facts, places)
    _worker_faults(deployment, walk)


def refuse_a_look(deployment: Deployment, places: Places, walk: Walk) -> None:
    """While the case is open: after its closing nobody may look, and no intent is written."""
    page = order_page(walk)
    [person, *_] = _persons(walk.screen("shirabe").open(page))
    with _refused(deployment, "vault", "inquiry_vault_intent"):
        _press(walk.screen("shirabe"), page, {}, places, to=f"/persons/{person}/candidates/")


def _worker_faults(deployment: Deployment, walk: Walk) -> None:
    """The gate's worker cannot take the order up; then the resident network is cut off while it answers."""
    log = deployment.folder / "logs" / "gate-worker.log"
    before = log.stat().st_size
    with _refused(deployment, "vault", "inquiry_vault_person"):
        take(walk, after=RECEIVED, until="情報照会を依頼")
        assert eventually(lambda: log.stat().st_size > before, 20), "the worker met no fault"
    deployment.demo.settle("resident", fail_next=["cut"])
    screen = walk.screen("shirabe")
    assert eventually(lambda: "結果不明" in screen.client.get("/").text or _is_there(screen, walk), 30)


def _is_there(screen: Screen, walk: Walk) -> bool:
    return walk.household.applicant["name"] in screen.client.get("/").text


def _press(screen: Screen, page: str, facts: dict[str, object], places: Places, *, to: str = "") -> None:
    screen.open(page)
    token = {"csrfmiddlewaretoken": screen._token()}
    answer = screen.client.post(to or page, data=facts | token)
    places.look("pages: faults", written(answer), at=page)
    if answer.status_code < 500:
        places.found["pages: faults"].setdefault(NOT_FAULTS.format(status=answer.status_code), to or page)


def _persons(page: str) -> list[str]:
    return re.findall(r'action="/persons/([0-9a-f-]{36})/answers/"', page)


@contextmanager
def _refused(deployment: Deployment, home: Home, table: str) -> Iterator[None]:
    """Inside, the table takes no new row, and the error says which."""
    with deployment.administrator(home) as admin:
        admin.execute(f"ALTER TABLE {table} ADD CONSTRAINT canary CHECK (id IS NULL) NOT VALID")
        try:
            yield
        finally:
            admin.execute(f"ALTER TABLE {table} DROP CONSTRAINT canary")
