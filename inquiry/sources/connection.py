"""接続の設定. What one network calls things: kinds, layouts, codes, providers; a folder of data per connection.

What is not public is in such a folder and nowhere else; the one that comes with us is that of our stand-in.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from inquiry.codes import Kind
from inquiry.sources.codes import CodeBook, read_codes
from inquiry.sources.layouts.book import BadLayout, LayoutBook, read_book

STANDIN = Path(__file__).parent / "connections" / "standin"


@dataclass(frozen=True, slots=True)
class Provider:
    """情報提供者 that is no municipality, and the kinds it holds."""

    code: str
    name: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """接続."""

    kind_names: Mapping[Kind, str]
    layouts: LayoutBook
    codes: CodeBook
    providers: Sequence[Provider]

    def kind_of(self, name: str) -> Kind | None:
        """None where this connection has no kind of that name."""
        return next((kind for kind, each in self.kind_names.items() if each == name), None)

    def providers_of(self, kind: Kind) -> list[Provider]:
        """In the order in which they are asked; empty where the municipality of the address is asked."""
        return [provider for provider in self.providers if kind in provider.kinds]


def configured() -> Connection:
    """The connection of this deployment. Raises BadLayout."""
    return read_connection(Path(settings.INQUIRY_CONNECTION_DIR or STANDIN))


@cache
def read_connection(folder: Path) -> Connection:
    """Raises BadLayout."""
    return Connection(
        kind_names=_kind_names(folder / "kinds.json"),
        layouts=read_book(folder / "layouts"),
        codes=read_codes(folder / "codes.json"),
        providers=_providers(folder / "providers.json"),
    )


def _kind_names(path: Path) -> dict[Kind, str]:
    try:
        named = json.loads(path.read_text(encoding="utf-8"))["names"]
        names = {kind: str(named[kind.value]) for kind in Kind}
    except (OSError, ValueError, KeyError, TypeError) as unreadable:
        raise BadLayout(f"{path.name}: {unreadable}") from None
    if len(set(names.values())) < len(names):
        raise BadLayout(f"{path.name}: a name twice")
    return names


def _providers(path: Path) -> tuple[Provider, ...]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["providers"]
        return tuple(Provider(row["code"], row["name"], tuple(map(Kind, row["kinds"]))) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as unreadable:
        raise BadLayout(f"{path.name}: {unreadable}") from None
