"""接続仕様. What one network calls things: kinds, layouts, response codes, institutions; a folder of data for each.

What is not public is in such a folder and nowhere else; the one that comes with us is that of our stand-in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from inquiry.codes import Kind
from inquiry.sources.codes import CodeBook, read_codes
from inquiry.sources.layouts.book import BadLayout, LayoutBook, read_book

STANDIN = Path(__file__).parent / "specifications" / "standin"


@dataclass(frozen=True, slots=True)
class Specification:
    """接続仕様. institutions: 機関コード for our codes of providers, where the network has others."""

    kind_names: Mapping[Kind, str]
    layouts: LayoutBook
    codes: CodeBook
    institutions: Mapping[str, str]

    def kind_of(self, name: str) -> Kind | None:
        """None where this network has no kind of that name."""
        return next((kind for kind, each in self.kind_names.items() if each == name), None)

    def institution(self, provider: str) -> str:
        """機関コード of a provider."""
        return self.institutions.get(provider, provider)


def configured() -> Specification:
    """That of this deployment. Raises BadLayout."""
    return _specification_in(settings.INQUIRY_SPECIFICATION_DIR or str(STANDIN))


@cache
def _specification_in(folder: str) -> Specification:
    """By the setting as it is: asked for with every inquiry, and a path is slow to make."""
    return read_specification(Path(folder))


@cache
def read_specification(folder: Path) -> Specification:
    """Raises BadLayout."""
    names = _texts(folder / "kinds.json", "names")
    if set(names) != set(Kind.values) or len(set(names.values())) < len(names):
        raise BadLayout("kinds.json: a kind missing, or a name twice")
    return Specification(
        kind_names={Kind(kind): name for kind, name in names.items()},
        layouts=read_book(folder / "layouts"),
        codes=read_codes(folder / "codes.json"),
        institutions=_texts(folder / "institutions.json", "codes"),
    )


def _texts(path: Path, key: str) -> dict[str, str]:
    try:
        return {str(name): str(text) for name, text in json.loads(path.read_text(encoding="utf-8"))[key].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as unreadable:
        raise BadLayout(f"{path.name}: {unreadable}") from None
