"""窓口. All that loans may know of inquiries: to order, to read progress and findings, and to say that a case ended.

What comes back is codes and their words; a value, a number or free text cannot come through here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from inquiry.codes import (
    ClosingReason,
    FindingCode,
    FindingReason,
    Kind,
    LeftOut,
    LegalBasis,
    MutualAid,
    ProgressCode,
    ProviderType,
    Purpose,
    RepeatReason,
    Scene,
    Scope,
    Verdict,
    WithdrawalReason,
)
from inquiry.desk import repeats, slip
from inquiry.grounds import WITHDRAWN_GROUNDS, ground_of
from inquiry.scenes import SceneTable, by_scene

__all__ = [
    "AskedPerson",
    "CatalogueEntry",
    "ClosingReason",
    "CounterFinding",
    "Finding",
    "FindingCode",
    "Kind",
    "LeftOut",
    "LegalBasis",
    "MutualAid",
    "OrderFacts",
    "PlannedLine",
    "Progress",
    "ProgressCode",
    "ProviderType",
    "Purpose",
    "RepeatReason",
    "Scene",
    "SceneTable",
    "Scope",
    "Verdict",
    "WithdrawalReason",
    "asked_otherwise_lately",
    "catalogue",
    "close",
    "findings",
    "findings_at_counter",
    "has_order",
    "hold",
    "order",
    "progress",
    "protect",
    "scenes",
]


@dataclass(frozen=True)
class PlannedLine:
    """照会計画の行. One kind about one person, for which question and why; left_out says why it is not asked."""

    kind: Kind
    scene: Scene
    why: str
    scope: Scope = Scope.NEWEST
    from_on: date | None = None
    until_on: date | None = None
    left_out: LeftOut | str = ""


@dataclass(frozen=True)
class AskedPerson:
    """照会対象者. The four items as declared, and on whose consent.

    former_addresses and mutual_aids are what the case says of the life history: whom else to ask.
    """

    member_id: UUID
    name: str
    kana: str
    born: str
    sex: str
    address: str
    relation: str
    consent_id: UUID | None
    kinds: Sequence[Kind]
    lines: Sequence[PlannedLine] = ()
    former_addresses: Sequence[str] = ()
    mutual_aids: Sequence[MutualAid] = ()


@dataclass(frozen=True)
class CatalogueEntry:
    """照会できる事項. Of whom it may be asked, which papers it can replace, and what must still be asked on paper."""

    kind: Kind
    provider_type: ProviderType
    scene: Scene
    papers: Sequence[str]
    still_on_paper: str
    source: str


@dataclass(frozen=True)
class OrderFacts:
    """照会依頼. Of which case, why, on what basis, about whom; fund by its code, which chooses the limit of income."""

    case_id: UUID
    reference: str
    purpose: Purpose
    legal_basis: LegalBasis
    is_nondisclosure: bool
    persons: Sequence[AskedPerson]
    repeat_reason: str = ""
    is_urgent: bool = False
    fund: str = ""


@dataclass(frozen=True)
class Progress:
    """照会の進み."""

    code: ProgressCode
    done: int
    total: int
    at: datetime

    @property
    def label(self) -> str:
        count = f"（{self.total}件中{self.done}件）" if self.total else ""
        return f"{self.code.label}{count}"


@dataclass(frozen=True)
class Finding:
    """照会結果. One coarse verdict; member_id None where it is about the household."""

    code: FindingCode
    verdict: Verdict
    member_id: UUID | None
    rule_version: str
    at: datetime
    withdrawn: WithdrawalReason | None = None
    reason: FindingReason | None = None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn is not None

    @property
    def verdict_label(self) -> str:
        """区分. Of what was withdrawn the office reads this alone."""
        return self.withdrawn.label if self.withdrawn else self.verdict.label

    @property
    def label(self) -> str:
        return f"{self.code.label}：{self.verdict_label}"

    @property
    def ground(self) -> str:
        """根拠, in words without values; of what was withdrawn, what happens now."""
        if self.withdrawn:
            return WITHDRAWN_GROUNDS[self.withdrawn]
        return ground_of(self.code, self.verdict, self.reason)


@dataclass(frozen=True)
class CounterFinding:
    """窓口に見せる照会結果. What the prefecture lets a municipal council see of a case of its own."""

    code: FindingCode
    verdict: Verdict | None
    member_id: UUID | None

    @property
    def words(self) -> str:
        """結果の言葉. Whatever a paper must tell reads the same, a provider's refusal (支援措置) among it.

        verdict None: what was told went with a link that was undone.
        """
        if self.verdict is None:
            return WithdrawalReason.UNLINKED.label
        return "追加書類が必要" if self.verdict is Verdict.NEEDS_CHECK else self.verdict.label


def order(facts: OrderFacts) -> UUID:
    """照会依頼. Puts an order on the slip, in the transaction of the caller; the gate is told after the commit."""
    return slip.write_order(facts)


def hold(persons: Sequence[AskedPerson]) -> None:
    """Others who order about the same people wait until the caller's transaction ends."""
    repeats.hold(persons)


def asked_otherwise_lately(persons: Sequence[AskedPerson], purpose: Purpose, legal_basis: LegalBasis) -> list[str]:
    """直近に別の形で照会された人. The names; such an order needs a repeat_reason, or the database refuses it.

    Another household, purpose, basis or kind of information: an income limit could be found out by asking again with
    one member more or less, or by another rule (walls.md §5).
    """
    return repeats.asked_otherwise_lately(persons, purpose, legal_basis)


def catalogue(legal_basis: LegalBasis, purpose: Purpose) -> list[CatalogueEntry]:
    """照会できる事項. What may be asked today, and 「照会で省略できます」: the papers that each kind can replace."""
    return [
        CatalogueEntry(
            Kind(row.kind),
            ProviderType(row.provider_type),
            Scene(row.scene),
            tuple(row.papers),
            row.still_on_paper,
            row.source,
        )
        for row in slip.catalogue(legal_basis, purpose)
    ]


def scenes(entries: Sequence[CatalogueEntry]) -> list[SceneTable]:
    """場面ごとの照会. The catalogue as a person looks for it: scene, kind, papers, what stays on paper."""
    return by_scene(entries)


def has_order(case: OuterRef, prefecture_id: str) -> Exists:
    """照会を依頼した案件か, for a query over cases: the slip stays behind its own walls."""
    return slip.has_order(case, prefecture_id)


def progress(case_id: UUID) -> list[Progress]:
    """照会の進み. What the gate told of this case, oldest first."""
    return [Progress(ProgressCode(row.code), row.done, row.total, row.written_at) for row in slip.progress_of(case_id)]


def findings(case_id: UUID) -> list[Finding]:
    """照会結果. The verdicts on this case, the household's first.

    What was told of somebody who was wrongly asked about, or through a link that was undone, is withdrawn, and the
    household's with it.
    """
    rows = slip.findings_of(case_id)
    withdrawn = slip.withdrawn_of(case_id)
    return [
        Finding(
            FindingCode(row.code),
            Verdict(row.verdict),
            row.member_id,
            row.rule_version,
            row.written_at,
            withdrawn=withdrawn.reason_of(row),
            reason=FindingReason(row.reason) if row.reason else None,
        )
        for row in sorted(rows, key=lambda row: row.member_id is not None)
    ]


def protect(case_id: UUID) -> None:
    """支援措置の連絡. What is not sent yet goes with 不開示コード; what was sent is listed for an officer."""
    slip.write_protection(case_id)


def findings_at_counter(case_id: UUID) -> list[CounterFinding]:
    """窓口に見せる照会結果. Empty unless the prefecture has decided to show something; the database keeps to that."""
    rows = slip.findings_at_counter(case_id)
    return [
        CounterFinding(FindingCode(code), Verdict(verdict) if verdict else None, member_id)
        for code, verdict, member_id in rows
    ]


def close(case_id: UUID, reason: ClosingReason) -> None:
    """案件終了. Once said, said: the gate destroys the numbers of the case."""
    slip.write_closing(case_id, reason)
