"""The whole search, in the order in which a case walks: in the middle, where the numbers are, and at the end."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.journeys import demo as demos
from tests.journeys.demo import take
from tests.walls.proofs import Outcome
from tests.walls.proofs.canaries import faults, leftovers, pages, stores
from tests.walls.proofs.canaries.deployment import Deployment
from tests.walls.proofs.canaries.marks import Marked, marked_people
from tests.walls.proofs.canaries.places import Places
from tests.walls.proofs.canaries.walking import WatchedWalk, as_marked, watched

LOOKED = "回答を閲覧（閲覧の記録が先）"
PEOPLE, PEOPLE_IN_FULL = 2, 5
PAGES, PAGES_IN_FULL = 10, 60


def searched(*, is_full: bool) -> Outcome:
    people = marked_people()[: PEOPLE_IN_FULL if is_full else PEOPLE]
    places = Places(people)
    with _temporary() as temporary, demos.running() as demo:
        deployment = Deployment(demo)

        def pressed(zone: str, answer: httpx.Response) -> None:
            places.look("redis: between a press and its page", deployment.redis(zone), at=answer.request.url.path)

        *walkers, last = people
        for marked in walkers:
            walked = watched(demo, demo.screens, pressed)
            _walk(deployment, places, walked, marked, most=PAGES_IN_FULL if is_full else PAGES)
            demo.screens.update(walked.screens)
        with as_marked(last):
            faults.provoke(deployment, places, walked, watched(demo, demo.screens, pressed))
        _look_at_the_end(deployment, places, temporary)
    return places.judged()


def _walk(deployment: Deployment, places: Places, walk: WatchedWalk, marked: Marked, *, most: int) -> None:
    with as_marked(marked):
        take(walk, until=LOOKED)
        pages.look_at_the_look(walk.screen("shirabe"), places)
        faults.refuse_a_look(deployment, places, walk)
        stores.look_at_databases(deployment, places)
        stores.look_at_redis(deployment, places)
        stores.look_at_seals(deployment, places)
        take(walk, after=LOOKED)
    pages.look_at_own(walk, places, most=most)
    pages.look_at_letters(walk, places)
    pages.look_as_strangers(walk, places, most=most)
    pages.look_as_nobody(walk, places)
    for row in deployment.demo.rows_of(walk):
        places.look("neighbours: legacy system", json.dumps(row, ensure_ascii=False, default=str))


def _look_at_the_end(deployment: Deployment, places: Places, temporary: Path) -> None:
    stores.look_at_databases(deployment, places)
    stores.look_at_redis(deployment, places)
    leftovers.look_at_files(deployment, places, temporary)
    leftovers.look_at_mails(places)
    leftovers.look_at_processes(deployment, places)


@contextmanager
def _temporary() -> Iterator[Path]:
    """The temporary folder of every process of the demo; who runs as nobody writes there too."""
    before = os.environ.get("TMPDIR")
    with tempfile.TemporaryDirectory(prefix="yorisoi-canaries-") as name:
        Path(name).chmod(0o1777)
        os.environ["TMPDIR"] = name
        try:
            yield Path(name)
        finally:
            os.environ.pop("TMPDIR")
            if before:
                os.environ["TMPDIR"] = before
