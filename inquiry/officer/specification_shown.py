"""接続仕様の表示. What the network's codes and layouts are taken for here, and which of it rests on nothing public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from councils.era import wareki
from inquiry.sources.codes import Meaning
from inquiry.sources.specification import configured
from inquiry.vault.words import RESULTS

_MEANINGS = {
    Meaning.PENDING: "回答待ち",
    Meaning.ANSWERED: "回答あり",
    Meaning.NOT_TAKEN: "不受理",
}


@dataclass(frozen=True, slots=True)
class CodeRow:
    """応答コードの一行."""

    code: str
    meaning: str
    words: str
    since: str
    source: str


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """様式の一行."""

    kind: str
    version: str
    since: str
    is_public: bool
    source: str


def code_rows(on: date) -> list[CodeRow]:
    """応答コード表 in force on that day; a code that is not in it waits for a person."""
    return [
        CodeRow(code.code, _meaning(code.means), code.words, wareki(code.since), code.source)
        for code in configured().codes.in_force(on)
    ]


def layout_rows() -> Iterator[LayoutRow]:
    """回答の様式. Every version that can be read, by kind."""
    for kind, layouts in configured().layouts.layouts.items():
        for each in layouts:
            yield LayoutRow(kind.label, each.version, wareki(each.since), each.is_public, each.source)


def _meaning(means: Meaning) -> str:
    return _MEANINGS.get(means) or str(RESULTS[means.value])
