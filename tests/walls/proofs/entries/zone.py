"""All forms of one zone."""

from collections.abc import Sequence

from django.conf import settings

from tests.bed import Bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.entries import rows
from tests.walls.proofs.entries.allowed import NOT_SHOWN
from tests.walls.proofs.entries.choosing import LONGEST, Chooser
from tests.walls.proofs.entries.desk import Desk
from tests.walls.proofs.entries.finding import Finder, Found
from tests.walls.proofs.entries.judging import Judge
from tests.walls.proofs.entries.line import line
from tests.walls.proofs.entries.mutants import unnoticed
from tests.walls.proofs.entries.trying import Trier
from tests.walls.proofs.urls import addresses, things, visitors
from tests.walls.proofs.urls.asking import Asker
from tests.walls.proofs.urls.declared import ANYBODY, DECLARED
from tests.walls.proofs.urls.digests import Digests
from tests.walls.proofs.urls.tenant import Made
from tests.walls.proofs.urls.visitors import Visitor

COUNTS = ("sent", "forms", "fields", "texts", "refused", "taken", "status500", "unsaid", "lost", "half_written")
# of a box alone, in the full version: every so manieth text
EACH_ALONE = 8


def tried(bed: Bed, *, is_full: bool) -> Outcome:
    people = [each for each in visitors.of_the_zone(bed) if each.actor]
    with (
        things.made(bed, {each.name: each.actor for each in people if each.actor}) as made,
        Digests(bed, made.tenant) as digests,
    ):
        return within(bed, made, people, digests, is_full=is_full)


def within(bed: Bed, made: Made, people: Sequence[Visitor], digests: Digests, *, is_full: bool) -> Outcome:
    """Among rows that are there already, of which it leaves every one as it was."""
    outcome = Outcome(dict.fromkeys(COUNTS, 0))
    more = rows.more(bed, made)
    with line() as server:
        asker = Asker(made)
        desks = [Desk(server, asker, each) for each in people if each.actor]
        finder = Finder(desks, DECLARED[settings.ZONE], made, more)
        found = list(finder.forms(addresses.of_the_zone()))
        outcome.faults += _not_reached(finder)
        _try(outcome, found, made.facts, digests, is_full=is_full)
        outcome.faults += unnoticed(found, made.facts)
    outcome.faults = [f"{settings.ZONE}: {fault}" for fault in outcome.faults]
    return outcome


def _try(outcome: Outcome, found: list[Found], facts: dict[str, object], digests: Digests, *, is_full: bool) -> None:
    chooser, trier, used, known = Chooser(), Trier(Judge(outcome), facts), set[str](), set[tuple[str, str]]()
    before = digests.whole()
    for each in found:
        names = {name for name, box in each.form.boxes.items() if (each.to, name) not in known and box.kind != "hidden"}
        known |= {(each.to, name) for name in names}
        tries = list(chooser.every(each, names, EACH_ALONE) if is_full else chooser.few(each))
        used |= {title for every in tries for title in every.hostile.values()} - {LONGEST}
        outcome.count("forms")
        outcome.count("fields", len(names))
        trier.all(each, tries)
        if is_full:
            before = _compared(outcome, each.place, before, digests)
    _compared(outcome, "all forms", before, digests)
    outcome.count("texts", len(used))


def _compared(outcome: Outcome, place: str, before: dict[str, str], digests: Digests) -> dict[str, str]:
    after = digests.whole()
    for table in sorted(name for name in before if before[name] != after.get(name)):
        outcome.count("half_written")
        outcome.faults.append(f"{place}: a refusal left something in {table}")
    return after


def _not_reached(finder: Finder) -> list[str]:
    """Addresses that take a form and show it, where none was seen."""
    asked = {
        name for name, opens in finder.declared.items() if {"GET", "POST"} <= set(opens.methods) and opens.to != ANYBODY
    }
    return [f"no form was found: {name}" for name in sorted(asked - finder.reached - set(NOT_SHOWN))]
