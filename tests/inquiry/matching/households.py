"""Invented households of which the truth is known: facts first, texts after; no rule of ours says who is who."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inquiry.matching.people import FourItems

SURNAMES = [("見本", "ミホン"), ("架空", "カクウ"), ("林", "ハヤシ"), ("佐々木", "ササキ"), ("渡邉", "ワタナベ")]
MEN = [("太郎", "タロウ"), ("一郎", "イチロウ"), ("二郎", "ジロウ"), ("健", "ケン"), ("健一", "ケンイチ")]
WOMEN = [("花子", "ハナコ"), ("美咲", "ミサキ"), ("美希", "ミキ"), ("由美子", "ユミコ"), ("美子", "ヨシコ")]
TOWNS = ["東京都世田谷区見本町", "大阪府堺市堺区見本町", "岐阜県不破郡関ケ原町見本", "静岡県浜松市中央区見本町"]
OTHER_GLYPH = {"渡邉": "渡辺", "佐々木": "佐佐木"}


@dataclass(frozen=True)
class Facts:
    """What is true of a person, or said of one. None: not recorded. room 0: a house."""

    surname: str
    given: tuple[str, str]
    kana: str
    born: tuple[int, int, int] | None
    sex: str | None
    address: tuple[str, int, int, int, int] | None


@dataclass(frozen=True)
class Registered:
    """One person of the register; who it is, is known by the number. was: what 変更情報 says of before."""

    number: int
    facts: Facts
    was: Facts | None = None


@dataclass(frozen=True)
class Asked:
    """What the form says of a person and of the others on it, who was found, and who is meant."""

    plant: str
    form: Facts
    others: tuple[Facts, ...]
    found: tuple[Registered, ...]
    meant: int


class Town:
    """Everybody of one run, numbered."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.count = 0

    def registered(self, facts: Facts) -> Registered:
        self.count += 1
        return Registered(self.count, facts)

    def household(self) -> list[Registered]:
        """One to five people under one roof; every second time with twins, no two alike in name and birth."""
        surname, address = self.dice.choice(SURNAMES), self.address()
        members = [self.person(surname, address) for _ in range(self.dice.randint(1, 4))]
        if self.dice.random() < 0.5:
            members.append(replace(self.person(surname, address), born=members[-1].born))
        alike = {(member.given, member.born): member for member in members}
        return [self.registered(member) for member in alike.values()]

    def person(self, surname: tuple[str, str], address: tuple[str, int, int, int, int]) -> Facts:
        sex = self.dice.choice("男女")
        given = self.dice.choice(MEN if sex == "男" else WOMEN)
        return Facts(surname[0], given, surname[1], self.day(), sex, address)

    def day(self) -> tuple[int, int, int]:
        return self.dice.randint(1930, 2020), self.dice.randint(1, 12), self.dice.randint(1, 28)

    def address(self) -> tuple[str, int, int, int, int]:
        room = self.dice.choice([0, 0, self.dice.randint(101, 999)])
        numbers = (self.dice.randint(1, 9), self.dice.randint(1, 30), self.dice.randint(1, 20))
        return (self.dice.choice(TOWNS), *numbers, room)

    def questions(self, family: list[Registered], stranger: Registered) -> Iterator[Asked]:
        """Every plant for one member of the family."""
        meant = self.dice.choice(family)
        others = tuple(member.facts for member in family if member is not meant)
        true = meant.facts
        namesake = self.registered(replace(true, address=self._elsewhere(true)))
        younger = self.registered(replace(true, born=self._far(true)))
        wed, moved = replace(true, surname="仮名", kana="カナ"), replace(true, address=self._elsewhere(true))
        doubled = self.registered(replace(true, sex=None))
        for plant, form, found in (
            ("plain", true, [meant]),
            ("nobody", true, []),
            ("whole family found", true, family),
            ("only another member found", true, [each for each in family if each is not meant][:1]),
            ("namesake elsewhere beside", true, [meant, namesake]),
            ("namesake of another age beside", true, [younger, meant]),
            ("only a namesake elsewhere", true, [namesake]),
            ("only a namesake of another age", true, [younger]),
            ("two alike but for the sex", true, [meant, doubled]),
            ("moved", replace(true, address=self._elsewhere(true)), [meant]),
            ("house number slipped", replace(true, address=self._slipped(true)), [meant]),
            ("room left out", replace(true, address=(*true.address[:4], 0)), [meant]),
            ("day and month swapped", replace(true, born=self._swapped(true)), [meant]),
            ("sex ticked wrongly", replace(true, sex={"男": "女", "女": "男"}[true.sex]), [meant]),
            ("birth not written", replace(true, born=None), [meant]),
            ("address not written", replace(true, address=None), [meant, namesake]),
            ("married", replace(true, surname="仮名", kana="カナ"), [meant]),
            ("glyph of another shape", replace(true, surname=OTHER_GLYPH.get(true.surname, true.surname)), [meant]),
            ("a stranger", true, [stranger]),
            ("married, as registered", true, [_changed(meant, wed)]),
            ("moved, as registered", true, [_changed(meant, moved)]),
            ("married and moved, as registered", true, [_changed(meant, replace(moved, surname="仮名"))]),
            ("namesake who lived here before", true, [meant, replace(namesake, was=true)]),
            ("another who had this name before", true, [_changed(younger, replace(younger.facts, surname="仮名"))]),
        ):
            yield Asked(plant, form, others, tuple(found), meant.number)
        for other in family:
            if other is not meant:  # the items of the other member stand in this one's line: 島根県, 10 of 12
                yield Asked("the line of another member", other.facts, others, (other,), meant.number)
                yield Asked(
                    "the birth of another member", replace(true, born=other.facts.born), others, (other,), meant.number
                )

    def _elsewhere(self, true: Facts) -> tuple[str, int, int, int, int]:
        return (next(town for town in TOWNS if town != true.address[0]), 9, 9, 9, 0)

    def _slipped(self, true: Facts) -> tuple[str, int, int, int, int]:
        town, chome, ban, go, room = true.address
        return town, chome, ban + 1, go, room

    def _swapped(self, true: Facts) -> tuple[int, int, int]:
        year, month, day = true.born
        return (year, day, month) if day <= 12 else (year, month, day)

    def _far(self, true: Facts) -> tuple[int, int, int]:
        """A generation apart, and in month and day too."""
        year, month, day = true.born
        return (year + 33 if year < 1985 else year - 33), month % 12 + 1, day % 28 + 1


def _changed(one: Registered, now: Facts) -> Registered:
    """Somebody whose name or address is another one now; the register knows the former one."""
    return replace(one, facts=now, was=one.facts)


def as_on_register(one: Registered) -> FourItems:
    """With the other name and the former address that the register carries."""
    items = as_registered(one.facts)
    if one.was is None:
        return items
    before = as_registered(one.was)
    names = (before.name,) if before.name != items.name else ()
    former = (before.address,) if before.address != items.address else ()
    return replace(items, other_names=names, former_addresses=former)


def as_registered(facts: Facts) -> FourItems:
    """As the register writes it."""
    return FourItems(
        f"{facts.surname}　{facts.given[0]}",
        f"{facts.kana}　{facts.given[1]}",
        "{:04}-{:02}-{:02}".format(*facts.born) if facts.born else "",
        facts.sex or "",
        "{}{}丁目{}番{}号".format(*facts.address) + _room(facts.address[4], "　コーポ見本{}号室")
        if facts.address
        else "",
    )


def as_written(facts: Facts, dice: random.Random) -> FourItems:
    """As somebody writes it on a form."""
    name = dice.choice([f"{facts.surname}{facts.given[0]}", f"{facts.surname} {facts.given[0]}"])
    return FourItems(
        name, f"{facts.kana} {facts.given[1]}", _born(facts, dice), _sex(facts, dice), _address(facts, dice)
    )


def _born(facts: Facts, dice: random.Random) -> str:
    if facts.born is None:
        return ""
    year, month, day = facts.born
    eras = [f"昭和{year - 1925}年{month}月{day}日"] if 1927 <= year <= 1988 else []
    return dice.choice([f"{year}-{month:02}-{day:02}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日", *eras])


def _sex(facts: Facts, dice: random.Random) -> str:
    return dice.choice({"男": ["1", "男", "男性"], "女": ["2", "女", "Ｆ"]}[facts.sex]) if facts.sex else ""


def _address(facts: Facts, dice: random.Random) -> str:
    if facts.address is None:
        return ""
    town, chome, ban, go, room = facts.address
    house = dice.choice(
        [f"{chome}丁目{ban}番{go}号", f"{chome}-{ban}-{go}", f"{chome}の{ban}の{go}", f"{chome}丁目{ban}-{go}"]
    )
    return town + house + _room(room, " コーポ見本 {}")


def _room(room: int, words: str) -> str:
    return words.format(room) if room else ""
