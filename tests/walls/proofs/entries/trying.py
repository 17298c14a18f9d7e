"""One form: sent as it would be taken, then with each of its tries."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.walls.proofs.entries.choosing import Try, files, filled
from tests.walls.proofs.entries.desk import Values, turn
from tests.walls.proofs.entries.finding import Found
from tests.walls.proofs.entries.judging import Judge, texts
from tests.walls.proofs.entries.line import Answer
from tests.walls.proofs.entries.pages import Form, Page, read

# Forms that are also sent while somebody types.
SAVE_THEMSELVES = {"loans:consult", "loans:interview"}


@dataclass
class Trier:
    judge: Judge
    facts: dict[str, object]

    def all(self, found: Found, tries: Iterable[Try]) -> None:
        tries = list(tries)
        values, was_taken = self._as_taken(found)
        self.judge.outcome.count("good", int(was_taken))
        for each in tries:
            self._one(each, values, was_taken=was_taken)
            if found.to in SAVE_THEMSELVES:
                self._saved_while_typed(each, values)

    def _as_taken(self, found: Found) -> tuple[Values, bool]:
        """What the form takes, if that is known; else what comes nearest."""
        for is_eager in (False, True):
            values = filled(found, self.facts, is_eager=is_eager)
            found.desk.line.raised.clear()
            with turn() as this:
                answer = found.desk.send(found.form, values, files(found), _button(found.form))
                this.settle()
                is_broken = self.judge.broke(Try(found, {}), answer, found.desk.line.raised, this.broke)
                if not is_broken and _is_taken(answer, found):
                    return values, True
        return filled(found, self.facts, is_eager=False), False

    def _one(self, each: Try, good: Values, *, was_taken: bool) -> None:
        found, desk = each.found, each.found.desk
        sent = {**good, **{name: [text] for name, text in texts(each).items()}}
        desk.line.raised.clear()
        with turn() as this:
            answer = desk.send(found.form, sent, files(found), _button(found.form))
            this.settle()
            self.judge.outcome.count("sent")
            if self.judge.broke(each, answer, desk.line.raised, this.broke):
                return
            if _is_taken(answer, found):
                self.judge.outcome.count("taken")
                self.judge.taken(each, sent, found.form, desk.open(found.at)[1])
                return
            self.judge.outcome.count("refused")
            this.keep = found.form.method == "post"
            self._said_no(each, sent, answer, was_taken=was_taken)

    def _saved_while_typed(self, each: Try, good: Values) -> None:
        """自動保存. What can be read of it is stored, so only a fault is one."""
        desk = each.found.desk
        sent = {**good, **{name: [text] for name, text in texts(each).items()}, "typing": ["1"]}
        desk.line.raised.clear()
        with turn() as this:
            answer = desk.send(each.found.form, sent, {})
            this.settle()
            self.judge.outcome.count("sent")
            self.judge.broke(each, answer, desk.line.raised, this.broke)

    def _said_no(self, each: Try, sent: Values, answer: Answer, *, was_taken: bool) -> None:
        if answer.status in (200, 422):
            self.judge.refused(each, sent, read(answer.text, _sent_to(each.found)), was_taken=was_taken)
        else:
            self.judge.whole_page(each, answer)


def _is_taken(answer: Answer, found: Found) -> bool:
    if answer.status != 200:
        return answer.is_elsewhere or answer.status == 204
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return True
    return not _says_no(read(answer.text, _sent_to(found)))


def _says_no(page: Page) -> bool:
    return bool(page.errors or page.summary)


def _sent_to(found: Found) -> str:
    return found.form.action.split("?")[0]


def _button(form: Form) -> tuple[str, str] | None:
    """The last that is named, where all are: it is what ends the form."""
    return form.buttons[-1] if form.buttons and form.buttons[-1][0] not in _ON_THE_WAY else None


# Buttons that end no form: they ask for a row more, an address, a preview.
_ON_THE_WAY = {"add_row", "fill_address", "preview", "confirm"}
