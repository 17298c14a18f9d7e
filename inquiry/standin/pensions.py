"""年金の副本. In the items of 図表3-30; a person has none, one at the pension service, or another at a 共済."""

from random import Random

from .holders import MUTUAL_AIDS, PENSION_SERVICE
from .items import Item, empty, given, rows
from .people import Person

# Who is old enough has an old-age pension; of the younger, a few a disability pension.
OLD_AGE = 65
_OF_MUTUAL_AIDS = {MUTUAL_AIDS[0]: "1120", MUTUAL_AIDS[1]: "1130", MUTUAL_AIDS[2]: "1140"}


def basic(system: str, decided_on: str, entitled_on: str, **more: str) -> list[Item]:
    """年金基本情報. more: lost_on, or suspension as "CC:YYYYMM:YYYYMM"."""
    code, since, until = more.get("suspension", "00:000000:000000").split(":")
    lost_on = more.get("lost_on")
    return [
        given("受給年金制度情報", system),
        given("年金決定年月日", decided_on),
        given("受給権発生日", entitled_on),
        given("受給権失権年月日", lost_on) if lost_on else empty("受給権失権年月日"),
        given("年金支給停止理由コード", code),
        given("年金支給停止開始年月", since),
        given("年金支給停止終了年月", until),
    ]


def disability(years: int, certified: int, first_seen: str, *, grade: str, codes: tuple[str, str]) -> list[Item]:
    """障害年金に関する情報. codes: of the disease and of the certificate."""
    return [
        given("有期固定年数", years),
        given("認定年", certified),
        given("障害初診年月日", first_seen),
        given("障害等級コード", grade),
        given("障害傷病名コード（その1）", codes[0]),
        given("障害診断書コード（その1）", codes[1]),
    ]


def record(code: str, basics: list[list[Item]], disabilities: list[list[Item]] | None = None) -> list[Item]:
    return [
        given("年金の種類（年金コード）", code),
        rows("年金基本情報", *basics),
        rows("障害年金に関する情報", *(disabilities or [])),
    ]


def pension(person: Person, provider: str) -> list[Item] | None:
    """None where this holder has no pension of the person."""
    rng = Random(f"pension {person.number}")  # noqa: S311  # invented people must be repeatable
    luck, aid = rng.random(), rng.choice(MUTUAL_AIDS)
    if provider == PENSION_SERVICE:
        return _old_age(person, rng) if person.age >= OLD_AGE and luck < 0.9 else _disabled(person, rng, luck)
    if provider == aid and person.age >= OLD_AGE and luck < 0.08:
        year = _entitled_year(person)
        return record(_OF_MUTUAL_AIDS[provider], [basic("共済年金", f"{year}-06-01", f"{year}-05-10")])
    return None


def _old_age(person: Person, rng: Random) -> list[Item]:
    year = _entitled_year(person)
    systems = ["国民年金", "厚生年金"] if rng.random() < 0.7 else ["国民年金"]
    return record("1150", [basic(system, f"{year}-06-01", f"{year}-05-10") for system in systems])


def _disabled(person: Person, rng: Random, luck: float) -> list[Item] | None:
    if person.age < 20 or luck > 0.05:
        return None
    certified = rng.randint(2021, 2025)
    details = disability(
        rng.choice((1, 2, 3, 5)), certified, "2015-04-10", grade=rng.choice(("1", "2")), codes=("06", "7")
    )
    return record("5350", [basic("国民年金", f"{certified}-03-15", f"{certified}-01-01")], [details])


def _entitled_year(person: Person) -> int:
    return int(person.born[:4]) + OLD_AGE
