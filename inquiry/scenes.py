"""場面ごとの照会. Which inquiry helps when: the catalogue's rows as a person looks for them, in finished words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from inquiry.codes import Kind, ProviderType, Scene


class Entry(Protocol):
    """照会できる事項, from the slip or from the vault."""

    @property
    def kind(self) -> str: ...
    @property
    def provider_type(self) -> str: ...
    @property
    def scene(self) -> str: ...
    @property
    def papers(self) -> Sequence[str]: ...
    @property
    def still_on_paper(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SceneLine:
    """一つの情報. Of whom it is asked, which papers it replaces, and what a paper must still tell."""

    kind: Kind
    providers: str
    papers: Sequence[str]
    still_on_paper: str

    @property
    def label(self) -> str:
        return self.kind.label


@dataclass(frozen=True, slots=True)
class SceneTable:
    scene: Scene
    lines: Sequence[SceneLine]

    @property
    def label(self) -> str:
        return self.scene.label


def by_scene(entries: Iterable[Entry]) -> list[SceneTable]:
    """Scenes and kinds in the order of the lists; a scene without a row is not there."""
    rows = list(entries)
    tables = [SceneTable(scene, _lines([row for row in rows if row.scene == scene])) for scene in Scene]
    return [table for table in tables if table.lines]


def sources_of(entries: Iterable[Entry]) -> list[str]:
    """根拠資料, each once."""
    return list(dict.fromkeys(entry.source for entry in entries))


def _lines(rows: Sequence[Entry]) -> list[SceneLine]:
    asked = {row.kind for row in rows}
    return [_line(kind, [row for row in rows if row.kind == kind]) for kind in Kind if kind in asked]


def _line(kind: Kind, rows: Sequence[Entry]) -> SceneLine:
    providers = dict.fromkeys(ProviderType(row.provider_type).label for row in rows)
    papers = dict.fromkeys(paper for row in rows for paper in row.papers)
    still = dict.fromkeys(row.still_on_paper for row in rows if row.still_on_paper)
    return SceneLine(kind, "、".join(providers), tuple(papers), "".join(still))
