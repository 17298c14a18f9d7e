"""判定表. The decision table of the field, written a second time over facts, and not with the code that it judges.

Each check says what a choice must not be; none of them reads a text.
"""

from collections.abc import Callable

from inquiry.matching.choose import Choice
from inquiry.matching.compare import Outcome

from .households import OTHER_GLYPH, Asked, Facts, Registered

_SHAPE = {other: first for first, other in OTHER_GLYPH.items()}


def differing(form: Facts, found: Facts) -> set[str]:
    """Items that are recorded on both sides and are not the same."""
    items = {"name": _name, "born": lambda facts: facts.born, "sex": lambda facts: facts.sex, "address": _address}
    pairs = {name: (of(form), of(found)) for name, of in items.items()}
    return {name for name, (one, other) in pairs.items() if None not in (one, other) and one != other}


def _unexplained(form: Facts, found: Registered) -> set[str]:
    """Name and address may be those of before; a birth date and a sex are what they are."""
    before = differing(form, found.was) if found.was else {"name", "address"}
    return differing(form, found.facts) - ({"name", "address"} - before)


def is_exact(form: Facts, found: Facts) -> bool:
    return form.surname == found.surname and not differing(form, found) and not _absent(form, found)


def wrong_link(asked: Asked, choice: Choice) -> bool:
    return choice.index is not None and asked.found[choice.index].number != asked.meant


def links_without_four(asked: Asked, choice: Choice) -> bool:
    return choice.index is not None and not is_exact(asked.form, asked.found[choice.index].facts)


def links_one_of_two(asked: Asked, choice: Choice) -> bool:
    """Two that agree on all four, or one beside another that nothing tells apart but a gap or a slip."""
    near = [each for each in asked.found if not differing(asked.form, each.facts)]
    return choice.index is not None and len(near) > 1


def links_another_member(asked: Asked, choice: Choice) -> bool:
    return choice.index is not None and any(is_exact(other, asked.found[choice.index].facts) for other in asked.others)


def links_nobody(asked: Asked, choice: Choice) -> bool:
    return not asked.found and choice.outcome is not Outcome.NEEDS_REVIEW


def keeps_who_is_somebody_else(asked: Asked, choice: Choice) -> bool:
    """Two items contradict, and the register has not had them so: nobody is asked whether that may be the person."""
    apart = [index for index, each in enumerate(asked.found) if len(_unexplained(asked.form, each)) > 1]
    return any(choice.outcome_of(index) is not Outcome.NO_MATCH for index in apart)


def drops_who_may_be_the_person(asked: Asked, choice: Choice) -> bool:
    """One item that a move, a slip, a marriage or an empty box explains: a person looks."""
    explained = "moved,house number slipped,room left out,day and month swapped,sex ticked wrongly,birth not written"
    registered = "married, as registered;moved, as registered;married and moved, as registered"
    plants = [*explained.split(","), *registered.split(";"), "married", "glyph of another shape"]
    return asked.plant in plants and choice.outcome is Outcome.NO_MATCH


def misses_the_plain_one(asked: Asked, choice: Choice) -> bool:
    """Nothing differs and nobody else is near: an officer's time is not taken."""
    near = [each for each in asked.found if len(differing(asked.form, each.facts) - {"address"}) < 2]
    is_alone = len(near) == 1 or asked.plant.startswith("namesake")
    plain = ("plain", "whole family found", "namesake elsewhere beside", "namesake of another age beside")
    return asked.plant in plain and is_alone and choice.index is None


FORBIDDEN: tuple[Callable[[Asked, Choice], bool], ...] = (
    wrong_link,
    links_without_four,
    links_one_of_two,
    links_another_member,
    links_nobody,
    keeps_who_is_somebody_else,
    drops_who_may_be_the_person,
    misses_the_plain_one,
)


def _name(facts: Facts) -> tuple[str, tuple[str, str]]:
    """Another shape of a glyph is near, and no difference."""
    return _SHAPE.get(facts.surname, facts.surname), facts.given


def _address(facts: Facts) -> tuple[str, int, int, int] | None:
    """Without the room: one that is left out is a gap. Two rooms are told apart by `is_exact` of the whole address."""
    return facts.address[:4] if facts.address else None


def _absent(form: Facts, found: Facts) -> bool:
    gaps = [None in (of(form), of(found)) for of in (lambda f: f.born, lambda f: f.sex, lambda f: f.address)]
    return any(gaps) or (form.address or (0,))[-1] != (found.address or (0,))[-1]
