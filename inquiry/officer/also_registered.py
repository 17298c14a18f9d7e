"""通称・旧氏・前住所. What the register carries beside a candidate's four items, and what of it the form has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from councils.era import wareki
from inquiry.matching.compare import Verdict
from inquiry.matching.findings import Reason
from inquiry.matching.people import FourItems, Item
from inquiry.officer.showing import HIDDEN_ADDRESS

_EXACT = (Reason.NAME_REGISTERED_OTHER, Reason.ADDRESS_FORMER)


@dataclass(frozen=True, slots=True, repr=False)
class AlsoRow:
    """登録のある名や前住所の行. standing says whether it is what the form has."""

    label: str
    found: str
    chip: str
    standing: str


@dataclass(frozen=True, slots=True, repr=False)
class Registered:
    """候補者の登録内容, as it was sealed; what was sealed before they were kept has neither names nor addresses."""

    items: FourItems
    until: dict[str, str] = field(default_factory=dict)


def registered(content: dict[str, Any]) -> Registered:
    former = content.get("former", [])
    four = {name: content[name] for name in ("name", "kana", "born", "sex", "address")}
    items = FourItems(
        **four,
        other_names=tuple(content.get("other_names", [])),
        former_addresses=tuple(each["address"] for each in former),
    )
    return Registered(items, {each["address"]: wareki(date.fromisoformat(each["until"])) for each in former})


def also_rows(candidate: Registered, verdict: Verdict, *, hides_addresses: bool) -> Iterator[AlsoRow]:
    for name in candidate.items.other_names:
        yield AlsoRow("通称・旧氏", name, *_mark(name, Item.NAME, verdict))
    for address in candidate.items.former_addresses:
        shown = HIDDEN_ADDRESS if hides_addresses else f"{address}（{candidate.until[address]}まで）"
        yield AlsoRow("前住所", shown, *_mark(address, Item.ADDRESS, verdict))


def _mark(text: str, item: Item, verdict: Verdict) -> tuple[str, str]:
    """The chip and its word."""
    found = next(finding for finding in verdict.findings if finding.item is item)
    if not found.by or found.by != text:
        return "neutral", "参考"
    return ("good", "申告と一致") if found.reason in _EXACT else ("returned", "申告と表記違い")
