"""What is sent: the form as it stands filled in so that it would be taken, and in it the hostile texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from config.walk.papers import paper as one_page
from tests.hostile import HOSTILE
from tests.hostile.figures import DATES, FIGURES
from tests.walls.proofs.entries.desk import Files
from tests.walls.proofs.entries.finding import Found
from tests.walls.proofs.entries.pages import Box
from tests.walls.proofs.urls.asking import FACTS, OF_ADDRESS

TITLES = list(HOSTILE)
PAPER = one_page("IDENTITY")
# Coprime with how many texts there are, so that every one has its turn before any comes again.
STEP = 37
# What stands in a box of its kind, so that a form is taken.
_USUAL = {
    "date": "令和8年11月1日",
    "yen": "10,000",
    "digits": "1",
    "phone": "090-0000-9999",
    "postcode": "100-0000",
    "kana": "ミホン",
}
_MORE = {name: {"until": "令和8年11月2日"} for name in ("loans:desk", "loans:queue", "trail:rows")}
# No text of the list: as many letters as the box takes, which its column must hold.
LONGEST = "as long as it may be"
OF_FIGURES = {"yen", "digits"}


@dataclass(frozen=True)
class Try:
    """hostile: by box, the title of the text in it."""

    found: Found
    hostile: dict[str, str]
    is_chosen: bool = False

    @property
    def is_alone(self) -> bool:
        return len(self.hostile) == 1 and not self.is_chosen

    @property
    def words(self) -> str:
        boxes = ", ".join(f"{box} = {title}" for box, title in list(self.hostile.items())[:3])
        return f"{self.found.place} ({boxes}{' …' if len(self.hostile) > 3 else ''})"


def filled(found: Found, facts: dict[str, object], *, is_eager: bool) -> dict[str, list[str]]:
    """As it stands, with what the walk knows in its blank boxes. is_eager: and something wherever nothing is known."""
    known = {**FACTS, **facts, **OF_ADDRESS.get(found.to, {}), **_MORE.get(found.to, {})}
    values = found.form.values()
    for name, box in found.form.boxes.items():
        if box.kind in ("hidden", "file") or any(values[name]):
            continue
        if name.endswith("-DELETE"):
            continue
        wanted = str(known.get(_last(name), ""))
        if box.is_typed:
            values[name] = [wanted or (_usual(box) if is_eager else "")]
        elif wanted and wanted in box.offered:
            values[name] = [wanted]
        elif is_eager and (offered := [each for each in box.offered if each]):
            values[name] = [offered[0]]
    return values


def _usual(box: Box) -> str:
    return _USUAL["kana"] if box.name.endswith("kana") else _USUAL.get(box.reads, "見本")


def _last(name: str) -> str:
    """A row's box is known by its own name."""
    return name.rsplit("-", 1)[-1]


def files(found: Found) -> Files:
    """A paper wherever one can be given."""
    return {name: ("x.pdf", PAPER) for name, box in found.form.boxes.items() if box.kind == "file"}


class Chooser:
    """Deals the texts out in turn, over all forms."""

    def __init__(self) -> None:
        self.turns = count()

    def few(self, found: Found) -> Iterator[Try]:
        """Every box at once, each with another text; one or two boxes alone; once what nobody can choose."""
        typed, chosen = found.form.typed, found.form.chosen
        if typed:
            yield Try(found, {name: self._next(None) for name in typed})
        for place in sorted({0, len(typed) // 2, len(typed) - 1} if typed else ()):
            box = found.form.boxes[typed[place]]
            yield Try(found, {box.name: self._next(box)})
        if longest := [name for name in typed if found.form.boxes[name].longest and not found.form.boxes[name].reads]:
            yield Try(found, dict.fromkeys(longest, LONGEST))
        if chosen:
            yield Try(found, {name: self._next(None) for name in chosen}, is_chosen=True)

    def _next(self, box: Box | None) -> str:
        """Of days and figures mostly those that are meant for them."""
        turn = next(self.turns)
        titles = _of_its_kind(box) if box and turn % 3 else TITLES
        return titles[turn * STEP % len(titles)]

    def every(self, found: Found, boxes: set[str], each: int) -> Iterator[Try]:
        """Every text in every box, all at once; each alone with one of `each` texts, days and figures with theirs."""
        typed = [name for name in found.form.typed if name in boxes]
        yield from (each for each in Chooser().few(found) if LONGEST in each.hostile.values())
        for first in range(len(TITLES)) if typed else ():
            yield Try(found, {name: TITLES[(first + place * STEP) % len(TITLES)] for place, name in enumerate(typed)})
        for place, name in enumerate(typed):
            its_own = list(_of_its_kind(found.form.boxes[name]))
            titles = its_own if len(its_own) < len(TITLES) else TITLES[place % each :: each]
            yield from (Try(found, {name: title}) for title in titles)
        if chosen := [name for name in found.form.chosen if name in boxes]:
            for first in range(0, len(TITLES), each):
                yield Try(
                    found,
                    {name: TITLES[(first + place) % len(TITLES)] for place, name in enumerate(chosen)},
                    is_chosen=True,
                )


def _of_its_kind(box: Box) -> list[str]:
    if box.reads == "date":
        return list(DATES)
    return list(FIGURES) if box.reads in OF_FIGURES else TITLES
