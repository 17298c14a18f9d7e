"""What the resolver of the zone knows, as routes with places for ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

NOT_A_UUID, NOT_A_NUMBER = "not-an-id", "9x"


@dataclass(frozen=True)
class Address:
    """name as in `{% url %}`; route with <uuid:name> as in path(); ids: the converter of each."""

    name: str
    route: str
    ids: Mapping[str, str]

    def filled(self, facts: Mapping[str, object]) -> str:
        path = self.route
        for name, kind in self.ids.items():
            path = path.replace(f"<{kind}:{name}>", str(facts[name])).replace(f"<{name}>", str(facts[name]))
        return path

    def malformed(self, facts: Mapping[str, object]) -> str:
        """The same with ids that are none: no address at all."""
        wrong = {
            name: {"uuid": NOT_A_UUID, "int": NOT_A_NUMBER}.get(kind, facts[name]) for name, kind in self.ids.items()
        }
        return self.filled(wrong)


def of_the_zone() -> list[Address]:
    return list(_under(get_resolver().url_patterns, "/", ""))


def undeclared(found: list[Address], declared: Mapping[str, object]) -> list[str]:
    """Addresses without a declaration, and declarations without an address."""
    return sorted({address.name for address in found} ^ set(declared))


def _under(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _under(pattern.url_patterns, route, inner)
        else:
            kinds = {name: _kind(converter) for name, converter in pattern.pattern.converters.items()}
            yield Address(f"{space}{pattern.name}", route, kinds)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower()
