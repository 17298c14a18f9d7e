"""世帯の類型. Facts by which a demo or a test asks for a household it can use."""

from collections.abc import Callable

from .names import FAMILY
from .people import Conduct, Household, Relation

VARIANT_GLYPHS = frozenset("髙﨑𠮷濵邉齋") & frozenset("".join(name for name, _ in FAMILY))


def _is_single(household: Household) -> bool:
    return len(household.members) == 1


def _is_couple(household: Household) -> bool:
    relations = {person.relation for person in household.members}
    return len(household.members) == 2 and bool(relations & {Relation.WIFE, Relation.HUSBAND})


def _has_child(household: Household) -> bool:
    return any(person.age < 18 for person in household.members)


def _is_single_parent(household: Household) -> bool:
    return _has_child(household) and {person.relation for person in household.members} == {
        Relation.HEAD,
        Relation.CHILD,
    }


def _has_twins(household: Household) -> bool:
    births = [person.born for person in household.members]
    return len(set(births)) < len(births)


def _is_non_taxed(household: Household) -> bool:
    return all(person.tax.is_exempt for person in household.members)


def _is_non_taxed_couple(household: Household) -> bool:
    return _is_couple(household) and _is_non_taxed(household)


def _is_levy_only(household: Household) -> bool:
    taxes = [person.tax for person in household.members]
    return any(tax.per_capita_levy_yen for tax in taxes) and not any(tax.income_levy_yen for tax in taxes)


def _is_taxed(household: Household) -> bool:
    return any(person.tax.income_levy_yen for person in household.members)


def _is_undeclared(household: Household) -> bool:
    return any(not person.tax.is_declared for person in household.members)


def _is_assisted(household: Household) -> bool:
    return household.is_assisted


def _has_unknown_birth(household: Household) -> bool:
    return any(person.born.endswith("-00") for person in household.members)


def _has_variant_glyph(household: Household) -> bool:
    return any(VARIANT_GLYPHS & set(person.name) for person in household.members)


def _answers(household: Household) -> bool:
    return household.conduct is Conduct.ANSWERS


def _refuses(household: Household) -> bool:
    return household.conduct is Conduct.REFUSES


def _has_no_code(household: Household) -> bool:
    return household.conduct is Conduct.HAS_NO_CODE


def _has_moved_in(household: Household) -> bool:
    return household.conduct is Conduct.MOVED_IN


KINDS: dict[str, Callable[[Household], bool]] = {
    "single": _is_single,
    "couple": _is_couple,
    "with_child": _has_child,
    "single_parent": _is_single_parent,
    "twins": _has_twins,
    "non_taxed": _is_non_taxed,
    "non_taxed_couple": _is_non_taxed_couple,
    "levy_only": _is_levy_only,
    "taxed": _is_taxed,
    "undeclared": _is_undeclared,
    "assisted": _is_assisted,
    "unknown_birth": _has_unknown_birth,
    "variant_glyph": _has_variant_glyph,
    "answers": _answers,
    "refuses": _refuses,
    "no_code": _has_no_code,
    "moved_in": _has_moved_in,
}


def kinds_of(household: Household) -> list[str]:
    return [kind for kind, holds in KINDS.items() if holds(household)]
