"""Everybody who may come to a database: each login role, in every post and at every stage of signing in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from config.demo import CHIYODA, KANAGAWA, TOKYO, YOKOHAMA
from config.secrets import OWNERS, VISITORS
from config.servers import Home
from councils.permissions import PostKind
from tests.walls.cells.there import There
from tests.walls.contexts import Who
from tests.walls.matrix.access import WHO, Line, Visitors

NOBODY = Who("", "", "", None)
# in the small version one post stands for those that the matrix treats alike in this login; the last signer decides
SIGNS_LAST = PostKind.SECTION_CHIEF
PLACES = ((CHIYODA, TOKYO), (YOKOHAMA, KANAGAWA))


@dataclass(frozen=True)
class Visitor:
    """has_context: whether the transaction carries one at all."""

    home: Home
    role: str
    who: Who
    stage: str
    has_context: bool = True

    def __str__(self) -> str:
        return f"{self.role} ({self.stage}{', ' + self.who.council if self.who.council else ''})"

    def is_meant(self, line: Line) -> bool:
        meant = WHO[self.home][line.who]
        return self.role in meant.roles and (meant.posts is None or self.who.post in meant.posts)

    def has_privilege(self, lines: tuple[Line, ...], verb: str) -> bool:
        """Whether the role, in some post, may do this with some row: then policies decide, else there is no grant."""
        return any(verb in line.verbs and self.role in WHO[self.home][line.who].roles for line in lines)


def visitors(there: There, *, is_full: bool) -> list[Visitor]:
    """A login that the matrix gives nothing to comes without a context only, in the small version."""
    places = PLACES if is_full else PLACES[:1]
    named = {role for meant in WHO[there.home].values() if meant.posts for role in meant.roles}
    return [
        visitor
        for role in VISITORS[there.home]
        for visitor in (
            Visitor(there.home, role, NOBODY, "no context", has_context=False),
            *(
                each
                for place in (places if is_full or role in named else ())
                for each in _of_place(there, role, place, tuple(PostKind) if is_full else _few(there.home, role))
            ),
        )
    ]


def _few(home: Home, role: str) -> tuple[PostKind, ...]:
    alike = defaultdict(list)
    for post in PostKind:
        alike[tuple(who for who, meant in WHO[home].items() if _is_of(meant, role, post))].append(post)
    first = {posts[0] for posts in alike.values()}
    return tuple(post for post in PostKind if post in first or (post is SIGNS_LAST and role == "office"))


def _is_of(meant: Visitors, role: str, post: PostKind) -> bool:
    return role in meant.roles and (meant.posts is None or post in meant.posts)


def owner(home: Home) -> Visitor:
    return Visitor(home, OWNERS[home], NOBODY, "owner", has_context=False)


def _of_place(there: There, role: str, place: tuple[str, str], posts: tuple[PostKind, ...]) -> Iterator[Visitor]:
    """Typed a name, gave a password, sits in a post."""
    municipal, prefecture = place
    council = municipal if role == "counter" else prefecture
    staff, username = _somebody(there, council, "")
    yield Visitor(there.home, role, Who("", "", "", None, username), "name typed")
    yield Visitor(there.home, role, Who("", "", "", staff), "password given")
    for post in posts:
        staff = None if post == PostKind.SYSTEM else _somebody(there, council, str(post))[0]
        yield Visitor(there.home, role, Who(council, prefecture, str(post), staff), str(post))


def _somebody(there: There, council: str, post: str) -> tuple[int, str]:
    """Who holds the post there, or else anybody of that council: the last who came."""
    held = {row.staff_id for row in there.rows["councils_post"] if row.facts["kind"] == post}
    people = [row for row in there.rows["councils_staff"] if row.facts["council_id"] == council]
    found = max(people, key=lambda row: (row.staff_id in held, row.staff_id))
    return found.facts["id"], found.facts["username"]
