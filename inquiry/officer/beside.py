"""見比べ. The form beside each candidate, differences marked and named, and every other member of the household.

Values, so it lives for one page: a look.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inquiry.matching.compare import Outcome, Verdict, compare
from inquiry.matching.differences import Part, class_of, glyph_classes, parts
from inquiry.matching.findings import Finding, Standing
from inquiry.matching.people import FourItems, Item
from inquiry.officer.also_registered import AlsoRow, also_rows, registered
from inquiry.officer.showing import HIDDEN_ADDRESS, born_words, sex_word
from inquiry.vault.disclosure import Shown
from inquiry.vault.models import Candidate, Person

_CHIPS = {Outcome.MATCH: "good", Outcome.NEEDS_REVIEW: "returned", Outcome.NO_MATCH: "closed"}


@dataclass(frozen=True, slots=True, repr=False)
class ItemRow:
    """項目ごとの見比べ. note names the class of the difference; code is the reason that is on record."""

    label: str
    declared: Sequence[Part]
    found: Sequence[Part]
    chip: str
    standing: str
    note: str
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class MemberRow:
    """ほかの世帯員との突合."""

    name: str
    relation: str
    chip: str
    outcome: str
    agreeing: str
    is_this_one: bool


@dataclass(frozen=True, slots=True, repr=False)
class BesideCandidate:
    """候補者との見比べ."""

    head: str
    chip: str
    outcome: str
    sentence: str
    rows: Sequence[ItemRow]
    also: Sequence[AlsoRow]
    members: Sequence[MemberRow]

    @property
    def is_another_member(self) -> bool:
        return any(member.is_this_one for member in self.members)


def candidates_of(person: Person, shown: Sequence[Shown]) -> list[BesideCandidate]:
    """Each candidate whose items are kept, with what the rule found."""
    others = list(Person.objects.filter(order_id=person.order_id).exclude(pk=person.pk).order_by("position"))
    on_record = {candidate.position: candidate for candidate in person.candidates.all()}
    return [_beside(person, others, on_record.get(each.position), each) for each in shown]


def items_of(person: Person) -> FourItems:
    return FourItems(person.name, person.kana, person.born, person.sex, person.address)


def _beside(person: Person, others: list[Person], candidate: Candidate | None, each: Shown) -> BesideCandidate:
    """The outcome is the one on record: several candidates are weighed together, and were when they were found."""
    of_register = registered(each.content)
    form, found = items_of(person), of_register.items
    verdict = compare(form, found)
    outcome = Outcome[candidate.outcome] if candidate else verdict.outcome
    return BesideCandidate(
        head=f"候補{each.position + 1}",
        chip=_CHIPS[outcome],
        outcome=outcome.value,
        sentence=verdict.sentence,
        rows=[*(_shown(person, _row(finding, form, found)) for finding in verdict.findings), _kana_row(form, found)],
        also=list(also_rows(of_register, verdict, hides_addresses=person.order.is_nondisclosure)),
        members=[_member(other, found, verdict) for other in others],
    )


def _row(finding: Finding, form: FourItems, found: FourItems) -> ItemRow:
    left, right = _texts(finding.item, form, found)
    is_same = finding.standing is Standing.AGREES
    declared, register = ([Part(left, False)], [Part(right, False)]) if is_same else parts(left, right)
    note = class_of(finding, left, right)
    if finding.item is Item.NAME and not is_same:
        note = "、".join([note, *glyph_classes(left, right)])
    return ItemRow(
        label=finding.item.value,
        declared=declared,
        found=register,
        chip="good" if is_same else "returned",
        standing="一致" if is_same else "相違",
        note=note,
        code=finding.reason.name if finding.reason else "",
    )


def _shown(person: Person, row: ItemRow) -> ItemRow:
    """Of a protected household no address is printed: that it agrees, or not, is."""
    if row.label != Item.ADDRESS.value or not person.order.is_nondisclosure:
        return row
    return replace(row, declared=[Part(HIDDEN_ADDRESS, False)], found=[Part(HIDDEN_ADDRESS, False)], note="")


def _texts(item: Item, form: FourItems, found: FourItems) -> tuple[str, str]:
    match item:
        case Item.NAME:
            return form.name, found.name
        case Item.BORN:
            return born_words(form.born), born_words(found.born)
        case Item.SEX:
            return sex_word(form.sex), sex_word(found.sex)
        case _:
            return form.address, found.address


def _kana_row(form: FourItems, found: FourItems) -> ItemRow:
    """フリガナ. Shown, and no part of the decision."""
    declared, register = parts(form.kana, found.kana)
    return ItemRow("フリガナ", declared, register, "neutral", "判定外", "", "")


def _member(other: Person, found: FourItems, own: Verdict) -> MemberRow:
    verdict = compare(items_of(other), found)
    return MemberRow(
        name=other.name,
        relation=other.get_relation_display(),
        chip="bad" if verdict.outcome is Outcome.MATCH else _CHIPS[verdict.outcome],
        outcome=verdict.outcome.value,
        agreeing="・".join(item.value for item in verdict.agreeing) or "なし",
        is_this_one=verdict.outcome is Outcome.MATCH
        or (verdict.outcome is not Outcome.NO_MATCH and len(verdict.agreeing) > len(own.agreeing)),
    )
