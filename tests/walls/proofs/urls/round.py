"""The three rounds: looking, pressing what is not one's own, pressing what is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.walls.proofs.urls.addresses import Address
from tests.walls.proofs.urls.asking import SAFE, UNUSUAL, Answer, Asker
from tests.walls.proofs.urls.declared import ANYBODY, Opens
from tests.walls.proofs.urls.digests import Digests
from tests.walls.proofs.urls.judging import ABSENT, FORBIDDEN, Judge
from tests.walls.proofs.urls.tenant import Made
from tests.walls.proofs.urls.visitors import Visitor

METHODS = (*SAFE, "POST", *UNUSUAL)
# of what is shut or answers anybody, in the small version; coprime with the methods, so that all of these come in turn
EACH_POST, EACH_NOT_IN = 4, 7


@dataclass
class Round:
    """Everything that is asked, and whom the answers go to."""

    addresses: Sequence[Address]
    declared: dict[str, Opens]
    visitors: Sequence[Visitor]
    made: Made
    asker: Asker
    judge: Judge
    is_full: bool
    seed: int  # where the turns begin: another day asks other things of the same kinds
    opened: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.turns = {each.name: number + self.seed for number, each in enumerate(self.addresses)}
        self.without_token: set[str] = set()

    def looked(self, digests: Digests) -> None:
        """GET, HEAD and OPTIONS of everything, own rows too: nothing changes."""
        before = digests.whole()
        for visitor in self.visitors:
            for address, opens in self._asked_by(visitor):
                for method in self._methods(address, opens, visitor, SAFE):
                    self._ask_for_each(
                        visitor,
                        address,
                        opens,
                        method,
                        self._kept(opens, visitor, self._whose(visitor, address, opens)),
                    )
            before = self._unchanged(f"{visitor.name}: looking", before, digests)

    def refused(self, digests: Digests) -> None:
        """Every other method of what is somebody else's, absent or not for this post: nothing changes."""
        before = digests.whole()
        for visitor in self.visitors:
            for address, opens in self._asked_by(visitor):
                if opens.to == ANYBODY or (visitor.post in opens.to and not opens.of):
                    continue
                whose = self._kept(opens, visitor, self._whose(visitor, address, opens))
                for method in self._methods(address, opens, visitor, ("POST", *UNUSUAL)):
                    may_press = method in opens.methods and visitor.post in opens.to
                    wanted = {name: path for name, path in whose.items() if not (may_press and name == "own")}
                    self._ask_for_each(visitor, address, opens, method, wanted)
            before = self._unchanged(f"{visitor.name}: pressing what is not theirs", before, digests)

    def pressed(self, digests: Digests) -> None:
        """What opens is pressed: the rows of other tenants stay as they were. Last, since own rows change."""
        before = digests.of_others()
        for visitor in self.visitors:
            for address, opens in self._asked_by(visitor):
                if visitor.post not in opens.to and opens.to != ANYBODY:
                    continue
                path = self._whose(visitor, address, opens)["own"]
                self._press_without_token(visitor, address, path)
                if "POST" in opens.methods:
                    self._ask_for_each(visitor, address, opens, "POST", {"own": path})
        self.judge.changed("pressing one's own", before, digests.of_others())

    def _press_without_token(self, visitor: Visitor, address: Address, path: str) -> None:
        """Each address by everybody to whom it opens; in the small version by one, since no view is asked by then."""
        if not self.is_full and address.name in self.without_token:
            return
        self.without_token.add(address.name)
        if self.asker.ask_without_token(visitor, path, address.name) not in (FORBIDDEN, 405, 302):
            self.judge.fault(f"{visitor.name}: POST {address.name}", "is taken without a token")

    def nothing_opened(self) -> None:
        """A deny that has no yes beside it proves nothing."""
        for address, opens in self._asked_for():
            for post in {str(each.post) for each in self.visitors if each.post in opens.to} if opens.of else ():
                if (address.name, post) not in self.opened:
                    self.judge.fault(f"{post}: {address.name}", "never opened")

    def _unchanged(self, place: str, before: dict[str, str], digests: Digests) -> dict[str, str]:
        after = digests.whole()
        self.judge.changed(place, before, after)
        return after

    def _asked_for(self) -> Iterator[tuple[Address, Opens]]:
        return ((each, self.declared[each.name]) for each in self.addresses if each.name in self.declared)

    def _asked_by(self, visitor: Visitor) -> Iterator[tuple[Address, Opens]]:
        """All; in the small version what opens to the post, and of the rest one in turn."""
        for address, opens in self._asked_for():
            turn = self.turns[address.name] + self.visitors.index(visitor)
            is_opened = visitor.post in opens.to and opens.to != ANYBODY
            each = 1 if self.is_full or is_opened else EACH_POST if visitor.post else EACH_NOT_IN
            if turn % each == 0:
                yield address, opens

    def _whose(self, visitor: Visitor, address: Address, opens: Opens) -> dict[str, str]:
        """The paths, by whose the row is."""
        if not opens.of:
            return {"own": address.filled({})}
        things = dict(self.made.things[opens.of])
        things["own"] = self.made.of_visitor.get(opens.of, {}).get(visitor.name, things["own"])
        paths = {whose: address.filled(ids) for whose, ids in things.items()}
        malformed = address.malformed(things["own"])  # no other address where the ids are names
        return paths if malformed == paths["own"] else {**paths, "malformed": malformed}

    def _methods(self, address: Address, opens: Opens, visitor: Visitor, among: Sequence[str]) -> list[str]:
        """All; in the small version one in turn, and what opens is always opened and pressed."""
        if self.is_full:
            return list(among)
        turn = self.turns[address.name] + self.visitors.index(visitor)
        chosen = {METHODS[turn % len(METHODS)]}
        if visitor.post in opens.to:
            chosen |= {"GET", "POST"} & set(opens.methods)
        return [method for method in among if method in chosen]

    def _kept(self, opens: Opens, visitor: Visitor, paths: dict[str, str]) -> dict[str, str]:
        """All; in the small version an own row and an absent one, and of the others those whose turn it is.

        Each is asked for by at least two of the posts to whom it opens, or by the one or two that there are.
        """
        if self.is_full:
            return paths
        posts = [each for each in self.visitors if each.post in opens.to]
        step = max(1, len(posts) // 2)
        turn = self.seed + posts.index(visitor) if visitor in posts else None
        return {
            whose: path
            for number, (whose, path) in enumerate(paths.items())
            if whose in ("own", "absent") or (turn is not None and (turn + number) % step == 0)
        }

    def _ask_for_each(
        self, visitor: Visitor, address: Address, opens: Opens, method: str, paths: dict[str, str]
    ) -> None:
        answers: dict[str, Answer] = {}
        place = f"{visitor.name}: {method} {address.name}"
        for whose, path in paths.items():
            answers[whose] = answer = self.asker.ask(visitor, method, path, address.name)
            self.judge.answer(f"{place} {whose}", answer)
            self.judge.expect(f"{place} {whose}", opens, visitor, method, whose, answer)
        if "own" in answers and answers["own"].status not in (FORBIDDEN, ABSENT, 405) and visitor.post:
            self.opened.add((address.name, str(visitor.post)))
        if "absent" in answers:
            self.judge.same(place, answers)
