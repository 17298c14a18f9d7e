"""Every address of the zone, asked by somebody who has come so far in signing in."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from tests.signin.visitor import Visitor

VALUES = {"uuid": str(UUID(int=7)), "slug": "decision-notice", "int": "7", "str": "x"}
# pages of the sign-in itself
OPEN = ("/signin/", "/signout/", "/health")
Answers = Iterable[tuple[str, Any]]


def addresses() -> list[str]:
    """Each with values in it that nobody has."""
    return sorted(set(_under(get_resolver().url_patterns, "/")))


def answers(browser: Callable[[], Visitor]) -> Iterator[tuple[str, Any]]:
    """GET and POST of each address. A new browser each time: some addresses end a session."""
    for path in addresses():
        yield f"GET {path}", browser().get(path)
        yield f"POST {path}", browser().post(path)


def faults(given: Answers) -> dict[str, int]:
    return {name: answer.status_code for name, answer in given if answer.status_code >= 500}


def shown_too_early(given: Answers) -> list[str]:
    """What opens, or is given a context, to somebody who is not in."""
    return [
        name
        for name, answer in given
        if getattr(answer.wsgi_request, "actor", None) or (answer.status_code == 200 and not _is_open(name))
    ]


def _is_open(name: str) -> bool:
    return name.split()[1].startswith(OPEN)


def _under(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        path = before + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from _under(pattern.url_patterns, path)
        else:
            yield path


def _filled(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        text = text.replace(f"<{kind}:{name}>", VALUES[kind]).replace(f"<{name}>", VALUES["str"])
    return text
