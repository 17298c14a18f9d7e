"""Afterwards: the stand-in's count, the vault's rows, and every stored answer held against the population."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import connections

from config.demo import TOKYO
from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.desk.models import Progress
from inquiry.reading import record
from inquiry.sources.answers import HouseholdAnswer, TaxAnswer
from inquiry.vault.book import needs_decision
from inquiry.vault.models import Inquiry, Person
from inquiry.vault.seals import Answers
from tests.walls.proofs import Outcome
from tests.walls.proofs.chaos.world import KINDS, World, again

_State = Inquiry.State
_UNDER_WAY = (_State.WAITING, _State.SENT, _State.ASKED)
_TOLD = ("DONE", "OUTCOME_UNKNOWN")


def open_count(world: World) -> int:
    """Inquiries under way, and orders of which the office was not told how they ended."""

    def counted() -> int:
        with transaction_for(system_of(TOKYO)):
            under_way = Inquiry.objects.filter(state__in=_UNDER_WAY).count()
        return under_way + len(list(_untold(world)))

    return again(counted)


def judged(world: World, kills: Sequence[str], recovered: float) -> Outcome:
    connections.close_all()
    ledger = world.network.ledger()
    with transaction_for(system_of(TOKYO)):
        rows = list(Inquiry.objects.select_related("person", "order"))
        wrong = list(_wrong_answers(world, rows))
    found = Outcome({"orders": world.clicked, "inquiries": len(rows), "kills": len(kills)})
    found.counts |= dict(Counter(kills)) | {"recovered": round(recovered), "open": open_count(world)}
    found.counts["answered"] = sum(row.state in (_State.ANSWERED, _State.NO_RECORD) for row in rows)
    found.counts["undecided"] = sum(needs_decision(row) for row in rows)
    found.counts["refused"] = len(rows) - found.counts["answered"] - found.counts["undecided"]
    found.counts["lost"] = world.clicked * len(KINDS) - len(rows)
    found.counts["asked_twice"] = sum(times - 1 for times in ledger.values())
    found.counts["wrong_person"] = len(wrong)
    found.faults += wrong
    strays = set(ledger) - {str(row.pk) for row in rows}
    found.faults += [f"{found.counts[name]} {name}" for name in ("lost", "asked_twice", "open") if found.counts[name]]
    found.faults += [f"{len(strays)} at the stand-in that nobody asked"] if strays else []
    if found.counts["answered"] < len(rows) / 4:
        found.faults.append("hardly anything was answered: the drill is void")
    return found


def _untold(world: World) -> Iterator[object]:
    with transaction_for(system_of(TOKYO), using="cases"):
        newest = Progress.objects.filter(order_id__in=world.asked).order_by("order_id", "-number").distinct("order_id")
        last = dict(newest.values_list("order_id", "code"))
    yield from (order_id for order_id in world.asked if last.get(order_id) not in _TOLD)


def _wrong_answers(world: World, rows: Sequence[Inquiry]) -> Iterator[str]:
    """An answered inquiry has an answer of its kind, and it is that of its person."""
    persons = list(Person.objects.all())
    answers = Answers(persons, KINDS, {})
    answered = [row for row in rows if row.state == _State.ANSWERED]
    for row in answered:
        contents = answers.every(row.person, Kind(row.kind))
        if len(contents) != 1:
            yield f"{len(contents)} answers are sealed for one inquiry"
        for content in contents:
            if not _is_of(world, row, record.read(Kind(row.kind), content).answer):
                yield "an answer is stored that is not of its person"


def _is_of(world: World, row: Inquiry, answer: object) -> bool:
    household, person = world.asked[row.order_id]
    match answer:
        case TaxAnswer():
            said = getattr(answer.total_income_yen, "value", None)
            return person.tax.total_income_yen is None or said == person.tax.total_income_yen
        case HouseholdAnswer():
            return getattr(answer.household_key, "value", None) == household.key
        case _:
            return False
