"""世帯類型. Who lives together: sketches of households before anybody has a name."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from .people import Relation

MAN, WOMAN = "男", "女"


class Sketch(NamedTuple):
    """One member to be: age in years; is_twin shares the birth date of the member before."""

    relation: Relation
    sex: str
    age: int
    is_twin: bool = False


Shape = Callable[[Random], list[Sketch]]


def single(rng: Random) -> list[Sketch]:
    return [Sketch(Relation.HEAD, rng.choice((MAN, WOMAN)), rng.randint(22, 64))]


def single_elder(rng: Random) -> list[Sketch]:
    return [Sketch(Relation.HEAD, rng.choice((MAN, WOMAN, WOMAN)), rng.randint(65, 94))]


def couple(rng: Random) -> list[Sketch]:
    return _married(rng, rng.randint(28, 64))


def elder_couple(rng: Random) -> list[Sketch]:
    return _married(rng, rng.randint(66, 90))


def couple_with_children(rng: Random) -> list[Sketch]:
    age = rng.randint(28, 52)
    return _married(rng, age) + _children(rng, age)


def single_parent(rng: Random) -> list[Sketch]:
    age = rng.randint(24, 50)
    return [Sketch(Relation.HEAD, rng.choice((WOMAN, WOMAN, WOMAN, MAN)), age), *_children(rng, age)]


def with_own_parent(rng: Random) -> list[Sketch]:
    age = rng.randint(40, 62)
    relation, sex = rng.choice(((Relation.MOTHER, WOMAN), (Relation.MOTHER, WOMAN), (Relation.FATHER, MAN)))
    return [Sketch(Relation.HEAD, rng.choice((MAN, WOMAN)), age), Sketch(relation, sex, age + rng.randint(21, 32))]


# Those who come to a counter: many living alone, many single parents.
SHAPES: tuple[tuple[Shape, int], ...] = (
    (single, 22),
    (single_elder, 18),
    (couple, 10),
    (elder_couple, 12),
    (couple_with_children, 18),
    (single_parent, 14),
    (with_own_parent, 6),
)


def sketch(rng: Random) -> list[Sketch]:
    shapes, weights = zip(*SHAPES, strict=True)
    shape: Shape = rng.choices(shapes, weights)[0]
    return shape(rng)


def _married(rng: Random, age: int) -> list[Sketch]:
    if rng.random() < 0.06:
        return [Sketch(Relation.HEAD, WOMAN, age), Sketch(Relation.HUSBAND, MAN, age + rng.randint(-3, 6))]
    return [Sketch(Relation.HEAD, MAN, age), Sketch(Relation.WIFE, WOMAN, age + rng.randint(-6, 3))]


def _children(rng: Random, parent_age: int) -> list[Sketch]:
    oldest = min(parent_age - 20, 22)
    ages = sorted((rng.randint(0, oldest) for _ in range(rng.randint(1, 3))), reverse=True)
    children = [Sketch(Relation.CHILD, rng.choice((MAN, WOMAN)), age) for age in ages]
    if rng.random() < 0.05:
        children.append(Sketch(Relation.CHILD, rng.choice((MAN, WOMAN)), ages[-1], is_twin=True))
    return children
