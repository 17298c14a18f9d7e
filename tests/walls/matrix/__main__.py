"""Prints the access matrix, one screen for an app: `python -m tests.walls.matrix`."""

from collections.abc import Iterator

from config.servers import HOMES, Home
from councils.permissions import PostKind
from tests.walls.matrix.access import PAGES, WHO, Line


def main() -> None:
    for home in HOMES:
        for app, page in PAGES[home].items():
            print("\n".join(_screen(home, app, page)), end="\n\n")


def _screen(home: Home, app: str, page: dict[str, tuple[Line, ...]]) -> Iterator[str]:
    """Visitors that nothing on this page is for are left out."""
    named = [who for who in WHO[home] if any(line.who == who for lines in page.values() for line in lines)]
    table = [["", *named]] + [[name, *(_words(lines, who) for who in named)] for name, lines in page.items()]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    yield f"== {app}, in {home} (S read, I insert, U change, D delete; @ in one's own name, in this column)"
    for line in table:
        yield " | ".join(words.ljust(width) for words, width in zip(line, widths, strict=True)).rstrip()
    for who in named:
        yield f"   {who}: {_meaning(home, who)}"


def _words(lines: tuple[Line, ...], who: str) -> str:
    own = (line for line in lines if line.who == who)
    return "; ".join(f"{line.verbs} {line.whose}{' @' + line.hand if line.hand else ''}" for line in own)


def _meaning(home: Home, who: str) -> str:
    meant = WHO[home][who]
    posts = (
        "any stage of signing in"
        if meant.posts is None
        else "・".join(kind.label for kind in PostKind if kind in meant.posts)
    )
    return f"{posts}, as {', '.join(sorted(meant.roles))}"


if __name__ == "__main__":
    main()
