"""What is wrong with an answer: each fault once for its place, with no value of anybody."""

import re
from html import unescape
from urllib.parse import unquote

from tests.walls.proofs import Outcome
from tests.walls.proofs.urls.asking import ELSEWHERE, Answer
from tests.walls.proofs.urls.declared import ANYBODY, Opens
from tests.walls.proofs.urls.tenant import Made
from tests.walls.proofs.urls.visitors import Visitor

_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LINKS = re.compile(r'(?:href|action|src|hx-get|hx-post)="([^"]*)"')
NOT_IN, FORBIDDEN, ABSENT, NOT_ALLOWED = 302, 403, 404, 405


class Judge:
    def __init__(self, outcome: Outcome, made: Made) -> None:
        self.outcome = outcome
        self.made = made
        # a refusal leaves a row with what was asked for: the one who asked knew it
        asked = {str(id_) for things in made.things.values() for ids in things.values() for id_ in ids.values()}
        self.in_trail = made.in_trail | asked
        self._told: set[str] = set()

    def fault(self, place: str, kind: str) -> None:
        line = f"{place}: {kind}"
        if line not in self._told:
            self._told.add(line)
            self.outcome.faults.append(line)

    def answer(self, place: str, answer: Answer) -> None:
        """What holds for every answer, whoever asked for whatever."""
        self.outcome.count("requests")
        if answer.status >= 500:
            self.fault(place, f"status {answer.status}")
        self._headers(place, answer)
        self._leaks(place, answer)

    def expect(self, place: str, opens: Opens, visitor: Visitor, method: str, whose: str, answer: Answer) -> None:
        """The status that the declaration says; 403 by post alone, 404 whoever's it is."""
        wanted = expected(opens, visitor, method, whose)
        if opens.to == ANYBODY and whose != "malformed":
            return
        if wanted is None:
            if answer.status in (FORBIDDEN, ABSENT, NOT_ALLOWED):
                self.fault(place, f"is the own one, and answered {answer.status}")
        elif answer.status != wanted:
            self.fault(place, f"answered {answer.status}, not {wanted}")
        elif wanted == NOT_IN and not answer.headers["Location"].startswith("/signin/"):
            self.fault(place, "sends who is not in somewhere else than to sign in")

    def same(self, place: str, answers: dict[str, Answer]) -> None:
        """Forbidden and absent are one answer; to who may not, an own one too."""
        absent = answers["absent"]
        for whose, answer in answers.items():
            is_compared = answer.status == absent.status if whose in ("own", "malformed") else True
            if is_compared and answer.said != absent.said:
                self.fault(f"{place} {whose}", "is told apart from an absent one")

    def changed(self, place: str, before: dict[str, str], after: dict[str, str]) -> None:
        for table in sorted(name for name in before if before[name] != after.get(name)):
            self.fault(place, f"changed {table}")

    def _headers(self, place: str, answer: Answer) -> None:
        policy = answer.headers.get("Content-Security-Policy", "")
        if answer.headers.get("Cache-Control") != "no-store":
            self.fault(place, "may be cached")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            self.fault(place, "has no content security policy")
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            self.fault(place, "may be sniffed")
        if answer.headers.get("Location", "").startswith(("//", "http", ELSEWHERE)):
            self.fault(place, "sends to another site")

    def _leaks(self, place: str, answer: Answer) -> None:
        text = unescape(answer.everything())
        leaked = [word for word in self.made.words if word in text]
        hidden = self.made.hidden - self.in_trail if "trail:" in place else self.made.hidden
        if leaked or hidden & set(_IDS.findall(text)):
            self.outcome.count("leaked")
            self.fault(place, "shows what is another's")
        links = [unescape(link) for link in _LINKS.findall(answer.body.decode(errors="replace"))]
        addresses = [unquote(link) for link in links if not link.startswith("tel:")]  # dialled, sent to no server
        kept = [unquote(answer.headers.get("Location", "")), *map(unquote, answer.cookies), *addresses]
        if any(word in each for word in self.made.every_word for each in kept):
            self.outcome.count("leaked")
            self.fault(place, "has personal data in an address or a cookie")


def expected(opens: Opens, visitor: Visitor, method: str, whose: str) -> int | None:
    """None: it opens, and answers by what it finds."""
    if whose == "malformed":
        return ABSENT
    if visitor.turned_away:
        return visitor.turned_away
    if method not in opens.methods and not (method == "HEAD" and "GET" in opens.methods):
        return NOT_ALLOWED
    if visitor.post is None:
        return NOT_IN
    if visitor.post not in opens.to:
        return FORBIDDEN
    return None if whose == "own" else ABSENT
