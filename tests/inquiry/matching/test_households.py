"""1,000 invented households with what makes wrong links: mix-ups in the family, twins, namesakes, people who moved."""

import random
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from inquiry.matching.choose import choose
from inquiry.matching.compare import Outcome, compare
from inquiry.matching.findings import Rule
from inquiry.matching.people import FourItems

from .people import TODAY

SURNAMES = [
    ("見本", "ミホン"),
    ("架空", "カクウ"),
    ("高橋", "タカハシ"),
    ("渡辺", "ワタナベ"),
    ("林", "ハヤシ"),
    ("佐々木", "ササキ"),
]
MEN = [
    ("太郎", "タロウ"),
    ("一郎", "イチロウ"),
    ("二郎", "ジロウ"),
    ("健", "ケン"),
    ("健一", "ケンイチ"),
    ("進", "ススム"),
]
WOMEN = [
    ("花子", "ハナコ"),
    ("美咲", "ミサキ"),
    ("美希", "ミキ"),
    ("由美子", "ユミコ"),
    ("美子", "ヨシコ"),
    ("葵", "アオイ"),
]
TOWNS = ["東京都世田谷区見本町", "大阪府堺市堺区見本町", "岐阜県不破郡関ケ原町見本", "北海道札幌市中央区北一条西"]


@dataclass(frozen=True)
class Registered:
    """One person of the register; who it is, is known by the number."""

    number: int
    items: FourItems


@dataclass(frozen=True)
class Asked:
    """What the form says of a person, who was found, and who is meant."""

    form: FourItems
    others: list[FourItems]
    found: list[Registered]
    meant: int


def person(dice, surname, address, born=None):
    sex = dice.choice("男女")
    given = dice.choice(MEN if sex == "男" else WOMEN)
    year, month, day = born or (dice.randint(1930, 2020), dice.randint(1, 12), dice.randint(1, 28))
    kana = f"{surname[1]} {given[1]}"
    return FourItems(surname[0] + given[0], kana, f"{year}-{month:02}-{day:02}", sex, address)


def household(dice, numbers):
    surname, room = dice.choice(SURNAMES), dice.choice(["", " コーポ見本201号室", " コーポ見本302号室"])
    address = f"{dice.choice(TOWNS)}{dice.randint(1, 5)}丁目{dice.randint(1, 30)}番{dice.randint(1, 20)}号{room}"
    members = [person(dice, surname, address) for _ in range(dice.randint(1, 4))]
    twin_born = tuple(int(part) for part in members[0].born.split("-"))
    members.append(person(dice, surname, address, twin_born if dice.random() < 0.5 else None))
    members = list({(member.name, member.born): member for member in members}.values())
    return [Registered(next(numbers), member) for member in members]


def as_written(dice, items):
    """The same person as a form writes it."""
    year, month, day = (int(part) for part in items.born.split("-"))
    born = dice.choice([items.born, f"{year}/{month}/{day}", f"{year}{month:02}{day:02}"])
    address = dice.choice([items.address, items.address.replace("丁目", "-").replace("番", "-").replace("号", "", 1)])
    name = dice.choice([items.name, f"{items.name[:2]} {items.name[2:]}"])
    return replace(items, name=name, born=born, sex={"男": "1", "女": "2"}[items.sex], address=address)


def asked(dice, family, strangers, numbers):
    """A member of the family, and whom the register or a mistaken form leads to."""
    meant = dice.choice(family)
    others = [as_written(dice, member.items) for member in family if member is not meant]
    form = as_written(dice, meant.items)
    moved = replace(meant.items, address=dice.choice(TOWNS) + "9-9-9")
    namesake = Registered(next(numbers), replace(meant.items, born=f"{1930 + dice.randint(0, 80)}-01-02"))
    found = dice.choice(
        [
            [meant],
            [meant, namesake],
            family,
            [member for member in family if member is not meant][:1],
            [Registered(meant.number, moved)],
            [Registered(next(numbers), moved)],
            [namesake],
            dice.choice(strangers),
        ]
    )
    return Asked(form, others, found, meant.number)


@pytest.mark.parametrize("rule", list(Rule))
def test_a_thousand_households_have_no_wrong_link_and_every_plain_one(rule):
    dice, numbers = random.Random(20261121), iter(range(10**9))
    families = [household(dice, numbers) for _ in range(1000)]
    questions = [asked(dice, family, families, numbers) for family in families for _ in range(3)]

    linked = wrong = missed = 0
    for question in questions:
        candidates = [found.items for found in question.found]
        choice = choose(question.form, candidates, household=question.others, rule=rule, today=TODAY)
        if choice.index is not None:
            linked += 1
            wrong += question.found[choice.index].number != question.meant
        elif len(candidates) == 1 and question.found[0].number == question.meant:
            missed += candidates[0].address.endswith("号") or candidates[0].address.endswith("号室")

    assert (wrong, missed) == (0, 0)
    assert linked > 800


def test_no_single_change_of_an_item_ever_matches():
    """Whatever one item becomes, four must agree: each member's item is put in the place of another's."""
    dice, numbers = random.Random(4), iter(range(10**9))
    people = [member.items for _ in range(200) for member in household(dice, numbers)]

    for one, other in pairwise(people):
        for field in ("name", "born", "sex", "address"):
            if getattr(one, field) != getattr(other, field):
                mixed = replace(one, **{field: getattr(other, field)})

                assert compare(one, mixed, rule=Rule.RELAXED, today=TODAY).outcome is not Outcome.MATCH
