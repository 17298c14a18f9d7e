"""What each of them gets to see: their own lists and whatever they link to, and the pages of the marked case."""

import re
import subprocess
from collections.abc import Iterable, Iterator

import httpx

from config.walk.browser import Screen
from config.walk.walk import Walk, case_page, order_page
from tests.walls.proofs.canaries.places import Places

_LINKS = re.compile(r'href="(/[^"#]*)"')
# who does something by being followed
_ENDS = ("/signout/", "/static/")
OWN = {"aoba": "pages: own counter", "sakura": "pages: own office", "shirabe": "pages: officer of the order"}
STRANGERS = {
    "kozue": "pages: sibling municipality",
    "minato": "pages: other prefecture's municipality",
    "ajisai": "pages: other prefecture's office",
    "kanri": "pages: administrator",
    "kansa": "pages: auditor",
}
LETTERS = ("notice", "plan")


def look_at_own(walk: Walk, places: Places, *, most: int) -> None:
    case = case_page(walk)
    seeds = {
        "aoba": ("/", case, case + "application/", f"/consultations/{walk.consultation_id}/"),
        "sakura": ("/", case),
        "shirabe": ("/", order_page(walk)),
    }
    for username, place in OWN.items():
        for path, answer in crawled(walk.screen(username), seeds[username], most=most):
            places.look(place, written(answer), at=path)


def look_as_strangers(walk: Walk, places: Places, *, most: int) -> None:
    """They know every address of the case."""
    case = case_page(walk)
    known = (case, case + "application/", f"/consultations/{walk.consultation_id}/", *_letters(walk), *_papers(walk))
    for username, place in STRANGERS.items():
        screen = walk.screen(username)
        for path, answer in crawled(screen, ("/", *known), most=most):
            places.look(place, written(answer), at=path)
        for path in _letters(walk):
            places.look("letters: asked for by others", read(screen.client.get(path)), at=path)


def look_as_nobody(walk: Walk, places: Places) -> None:
    paths = ("/", "/signin/", case_page(walk), order_page(walk), *_letters(walk))
    for zone in ("counter", "office", "gate"):
        with httpx.Client(base_url=walk.ready[zone]) as nobody:
            for path in paths:
                places.look("pages: nobody signed in", written(nobody.get(path)), at=f"{zone} {path}")
            places.look("pages: health", written(nobody.get("/health")), at=zone)


def look_at_letters(walk: Walk, places: Places) -> None:
    for username, place in (("aoba", "letters: own counter"), ("sakura", "letters: own office")):
        for path in _letters(walk):
            places.look(place, read(walk.screen(username).client.get(path)), at=path)


def look_at_the_look(screen: Screen, places: Places) -> None:
    """What the officer has open: the answers of one person, for sixty seconds."""
    places.look("pages: officer who looks", screen.page, at="the look")


def crawled(screen: Screen, seeds: Iterable[str], *, most: int) -> Iterator[tuple[str, httpx.Response]]:
    waiting, seen = list(seeds), set(seeds)
    while waiting and most:
        most -= 1
        path = waiting.pop(0)
        answer = screen.client.get(path, follow_redirects=True)
        yield path, answer
        found = dict.fromkeys(each for each in _LINKS.findall(answer.text) if not each.startswith(_ENDS))
        waiting += [each for each in found if each not in seen]
        seen |= set(found)


def written(answer: httpx.Response) -> bytes:
    """Body, headers and cookies of an answer, and of what it was sent on by."""
    parts = [f"{name}: {value}" for each in (*answer.history, answer) for name, value in each.headers.items()]
    addresses = [str(each.url) for each in (*answer.history, answer)]
    return "\n".join([*addresses, *parts]).encode() + b"\n\n" + answer.content


def read(answer: httpx.Response) -> bytes:
    """The words of a PDF; of another answer everything."""
    if not answer.content.startswith(b"%PDF-"):
        return written(answer)
    words = ["pdftotext", "-", "-"]
    told = subprocess.run(words, input=answer.content, stdout=subprocess.PIPE, check=True).stdout
    return written(answer) + told.replace(b"\n", b"")


def _letters(walk: Walk) -> list[str]:
    return [f"{case_page(walk)}letters/{name}.pdf" for name in LETTERS]


def _papers(walk: Walk) -> list[str]:
    page = walk.screen("aoba").open(case_page(walk))
    return list(dict.fromkeys(re.findall(rf'href="({case_page(walk)}papers/[0-9a-f-]{{36}}/)"', page)))
