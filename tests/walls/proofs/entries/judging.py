"""What is demanded of an answer: a sentence at the box and nothing lost, or what was typed, stored as it reads."""

import re
from collections.abc import Iterator

from tests.hostile import HOSTILE
from tests.walls.proofs import Outcome
from tests.walls.proofs.entries.allowed import ASKS_ANOTHER_BOX, SHOWN_OTHERWISE
from tests.walls.proofs.entries.choosing import LONGEST, Try
from tests.walls.proofs.entries.desk import Values
from tests.walls.proofs.entries.line import Answer
from tests.walls.proofs.entries.pages import Box, Form, Page
from tests.walls.proofs.entries.readings import as_received, flat, reads_alike

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_ENDS = re.compile(r"(。|。(例：|\().+)$", re.DOTALL)

# An address that is too long is ended by the server that stands before the application, whatever it is.
_TOO_LONG = 414


class Judge:
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._told: set[str] = set()

    def fault(self, count: str, each: Try, words: str) -> None:
        """Counted always, told once for each form and kind."""
        self.outcome.count(count)
        line = f"{each.found.to}: {words}"
        if line not in self._told:
            self._told.add(line)
            self.outcome.faults.append(f"{each.words}: {words}")

    def broke(self, each: Try, answer: Answer, raised: list[str], at_commit: str) -> bool:
        """Whether the answer is a fault of ours."""
        if answer.status >= 500 or raised or at_commit:
            self.fault("status500", each, f"answered {answer.status}: {(raised or [at_commit])[-1]}")
            return True
        if "<script>alert(1)" in answer.text:
            self.fault("lost", each, "is shown as a script")
        return False

    def refused(self, each: Try, sent: Values, page: Page, *, was_taken: bool) -> None:
        """was_taken: the same form without the hostile text was, so the text alone is why."""
        form = page.form_like(each.found.form)
        if form is None:
            self.fault("lost", each, "the page that says no has not this form")
            return
        for words in _unsaid(each, form, page, was_taken=was_taken):
            self.fault("unsaid", each, words)
        for name in _lost(form, sent):
            self.fault("lost", each, f"what was in {name} is not on the page")

    def whole_page(self, each: Try, answer: Answer) -> None:
        """A page of its own that says no: it has no boxes."""
        if not _JAPANESE.search(answer.text) and answer.status != _TOO_LONG:
            self.fault("unsaid", each, f"answered {answer.status} without a sentence")
        elif not each.is_chosen and answer.status != _TOO_LONG:
            self.fault("lost", each, f"answered {answer.status}: no page with what was typed")

    def taken(self, each: Try, sent: Values, before: Form, again: Page | None) -> None:
        """Opened once more, the boxes hold what was typed, as it is read; those of a new thing are blank again."""
        form = again.form_like(before) if again else None
        for name in each.hostile if form and not each.is_chosen else ():
            box = form.boxes.get(name) if form else None
            if box is None or name in SHOWN_OTHERWISE.get(each.found.to, ()):
                continue
            typed, shown, was = sent[name][0], flat(_first(box)), flat(_first(before.boxes[name]))
            if reads_alike(box, typed, shown):
                self.outcome.count("shown")
            elif shown != was or was:
                self.fault("lost", each, f"{name} was taken and shows something else")


def _first(box: Box) -> str:
    return box.values[0] if box.values else ""


def _unsaid(each: Try, form: Form, page: Page, *, was_taken: bool) -> Iterator[str]:
    for name, box in form.boxes.items():
        places = [place for place in box.said_at if place.endswith("_error")]
        if places and not page.said_of(box):
            yield f"the sentence of {name} is not at its box"
    said = [*page.errors.values(), *page.summary, *page.wrong]
    if not said:
        yield "says no without a word"
    for sentence in said:
        if not (_JAPANESE.search(sentence) and _ENDS.search(sentence)):
            yield f"says {sentence[:60]!r}"
    if was_taken and not each.is_chosen and not _is_said_at_one(each, form, page):
        yield f"no sentence at {', '.join(list(each.hostile)[:3])}, but {said[:1]}"


def _is_said_at_one(each: Try, form: Form, page: Page) -> bool:
    names = {*each.hostile, *ASKS_ANOTHER_BOX.get(each.found.to, ())}
    return any(page.said_of(form.boxes[name]) for name in names if name in form.boxes)


def _lost(form: Form, sent: Values) -> Iterator[str]:
    """What was typed is in its box, what was chosen is chosen, as far as a browser can show it."""
    for name, values in sent.items():
        box = form.boxes.get(name)
        if box is None:
            yield name
        elif box.is_typed:
            if flat(_first(box)) != flat(as_received(values[0] if values else "")):
                yield name
        elif box.kind in ("select", "radio", "checkbox"):
            wanted = {value for value in values if value in box.offered and value}
            if not wanted <= set(box.values):
                yield name


def texts(each: Try) -> dict[str, str]:
    boxes = each.found.form.boxes
    return {
        name: "見" * boxes[name].longest if title == LONGEST else HOSTILE[title] for name, title in each.hostile.items()
    }
