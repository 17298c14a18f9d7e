"""What the judge must notice: our own pages with a sentence swallowed, an entry dropped, a fault in the view."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from django.forms import BoundField
from django.utils.safestring import mark_safe

from tests.walls.proofs import Outcome
from tests.walls.proofs.entries.choosing import Try
from tests.walls.proofs.entries.finding import Found
from tests.walls.proofs.entries.judging import Judge
from tests.walls.proofs.entries.trying import Trier

# Drawn by hand, so that a mutant of our fields is none of theirs.
BY_HAND = {"loans:search"}
# A text that every box refuses.
REFUSED = "turned around"
FAULTS = ("status500", "unsaid", "lost")


def _without_its_sentence(box: BoundField) -> str:
    return mark_safe(str(box))


def _broken(box: BoundField) -> str:
    raise RuntimeError(box.name)


def _as_at_first(box: BoundField) -> Any:
    return box.initial


def mutants() -> dict[str, AbstractContextManager[Any]]:
    """By the count that each must raise."""
    return {
        "unsaid": patch.object(BoundField, "as_field_group", _without_its_sentence),
        "lost": patch.object(BoundField, "value", _as_at_first),
        "status500": patch.object(BoundField, "as_field_group", _broken),
    }


@contextmanager
def _unlogged() -> Iterator[None]:
    """A fault that is wanted is no news."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def unnoticed(found: Sequence[Found], facts: dict[str, object]) -> Iterator[str]:
    """Of the first form that is judged well as it is."""
    for each in found:
        attempt = Try(each, dict.fromkeys(each.form.typed[:1], REFUSED))
        if attempt.hostile and each.to not in BY_HAND and _is_refused_well(_judged(attempt, facts)):
            for count, mutant in mutants().items():
                with mutant, _unlogged():
                    if not _judged(attempt, facts).get(count):
                        yield f"{attempt.words}: a mutant was not noticed: {count}"
            return
    yield "no form was there to be mutated"


def _judged(attempt: Try, facts: dict[str, object]) -> dict[str, int]:
    outcome = Outcome({})
    Trier(Judge(outcome), facts).all(attempt.found, [attempt])
    return outcome.counts


def _is_refused_well(counts: dict[str, int]) -> bool:
    return counts.get("refused") == 1 and counts.get("good") == 1 and not any(counts.get(each) for each in FAULTS)
