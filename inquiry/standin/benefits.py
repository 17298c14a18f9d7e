"""手当・給付・貸付の副本. Kinds besides tax, household, assistance and pension; all items are this stand-in's own."""

from collections.abc import Callable
from random import Random

from .holders import prefecture_code
from .items import Item, all_empty, empty, flag, given, given_or_empty, rows
from .people import Household, Person, Relation
from .places import PLACES
from .today import moved

Record = list[Item]
GROWN = 18


def _rng(topic: str, person: Person) -> Random:
    return Random(f"{topic} {person.number}")  # noqa: S311  # invented people must be repeatable


def _children(household: Household, up_to: int = GROWN) -> int:
    return sum(person.age < up_to for person in household.members)


def _is_lone_parent(household: Household, person: Person) -> bool:
    relations = {each.relation for each in household.members}
    is_alone = not relations & {Relation.WIFE, Relation.HUSBAND}
    return person.relation is Relation.HEAD and is_alone and _children(household) > 0


def child_allowance(household: Household, person: Person) -> Record | None:
    count = _children(household)
    if not count or person.relation is not Relation.HEAD:
        return None
    return [
        flag("受給の有無", is_so=True),
        given("支給開始年月", "202410"),
        given("支給終了年月", "000000"),
        given("支給月額", 10_000 * count),
        given("支給対象児童数", count),
    ]


def care_insurance(household: Household, person: Person) -> Record | None:
    rng = _rng("care", person)
    if person.age < 70 or rng.random() > 0.4:
        return None
    months = [
        [given("サービス提供年月", month), given("利用者負担額", rng.randrange(2_000, 24_000, 100))]
        for month in (moved("202603"), moved("202604"))
    ]
    return [
        given("要介護状態区分コード", rng.choice(("12", "13", "21", "22", "23"))),
        given("認定年月日", moved("2025-09-10")),
        given("認定有効期間開始年月日", moved("2025-10-01")),
        given("認定有効期間終了年月日", moved("2027-09-30")),
        given("利用者負担割合コード", "1"),
        rows("給付実績", *months),
    ]


def child_rearing(household: Household, person: Person) -> Record | None:
    if not _is_lone_parent(household, person):
        return None
    count = _children(household)
    return [
        flag("受給の有無", is_so=True),
        given("支給区分コード", "1"),
        given("支給開始年月", "202308"),
        given("手当月額", 46_690 + 11_030 * (count - 1)),
        given("支給対象児童数", count),
    ]


def lone_parent_benefit(household: Household, person: Person) -> Record | None:
    if not _is_lone_parent(household, person) or _rng("lone benefit", person).random() > 0.2:
        return None
    benefit = [
        given("給付金種別コード", "02"),
        given("支給決定年月日", moved("2025-04-20")),
        given("支給開始年月", moved("202504")),
        given("支給終了年月", moved("202703")),
        given("支給月額", 100_000),
    ]
    return [flag("受給の有無", is_so=True), rows("給付情報", benefit)]


def lone_parent_loan(household: Household, person: Person) -> Record | None:
    if not _is_lone_parent(household, person) or _rng("lone loan", person).random() > 0.15:
        return None
    loan = [given("資金種別コード", "04"), *loan_items("2024-03-01", 300_000, 210_000)]
    return [flag("貸付の有無", is_so=True), rows("貸付情報", loan)]


def loan_items(decided_on: str, lent: int, balance: int, *, is_overdue: bool = False) -> Record:
    return [
        given("貸付決定年月日", decided_on),
        given("貸付決定額", lent),
        given("償還未済額", balance),
        flag("滞納の有無", is_so=is_overdue),
        given_or_empty("償還完了年月日", None if balance else moved("2025-12-20")),
    ]


def welfare_loan(person: Person, lender: str) -> Record | None:
    """生活福祉資金. Of one council, which may be that of another prefecture than the person lives in now."""
    rng = _rng("welfare loan", person)
    if person.age < GROWN or rng.random() > 0.06 or lender != prefecture_code(rng.choice(PLACES).provider):
        return None
    loan = [given("資金種類コード", "21"), given("貸付社協コード", lender), *loan_items("2021-02-10", 200_000, 45_000)]
    return [flag("貸付の有無", is_so=True), rows("貸付情報", loan)]


def work_injury(_household: Household, person: Person) -> Record | None:
    return _benefit(person, "injury", 0.02, "05", 168_000)


def _benefit(person: Person, topic: str, share: float, code: str, yen: int) -> Record | None:
    if person.age < GROWN or _rng(topic, person).random() > share:
        return None
    benefit = [
        given("給付種別コード", code),
        given("支給決定年月日", moved("2026-02-01")),
        given("支給開始年月日", moved("2026-01-05")),
        given("支給終了年月日", moved("2026-03-31")),
        given("支給額", yen),
    ]
    return [flag("受給の有無", is_so=True), rows("給付情報", benefit)]


def war_relief(_household: Household, person: Person) -> Record | None:
    if person.age < 85 or _rng("relief", person).random() > 0.05:
        return None
    benefit = [given("援護種別コード", "01"), given("裁定年月日", "1998-05-01"), given("年額", 1_966_800)]
    return [flag("受給の有無", is_so=True), rows("給付情報", benefit)]


def unemployment(_household: Household, person: Person) -> Record | None:
    rng = _rng("unemployment", person)
    if not 20 <= person.age < 65 or rng.random() > 0.12:
        return None
    return [
        flag("受給資格の有無", is_so=True),
        given("受給資格決定年月日", moved("2026-03-10")),
        given("離職年月日", moved("2026-02-28")),
        given("離職理由コード", rng.choice(("11", "40", "31"))),
        given("基本手当日額", rng.randrange(3_000, 7_500, 10)),
        given("所定給付日数", 90),
        given("支給残日数", rng.randint(0, 90)),
        given("受給期間満了年月日", moved("2027-06-30")),
    ]


def asbestos(_household: Household, person: Person) -> Record | None:
    if person.age < 60 or _rng("asbestos", person).random() > 0.004:
        return None
    return [flag("受給の有無", is_so=True), given("認定年月日", "2024-11-01"), given("療養手当月額", 103_870)]


def training_benefit(_household: Household, person: Person) -> Record | None:
    if not 20 <= person.age < 65 or _rng("training", person).random() > 0.03:
        return None
    period = [
        given("期間開始年月日", moved("2026-04-05")),
        given("期間終了年月日", moved("2026-05-04")),
        given("支給額", 100_000),
    ]
    return [flag("受給の有無", is_so=True), rows("支給単位期間", period)]


def special_child(household: Household, person: Person) -> Record | None:
    if not _children(household, 20) or person.relation is not Relation.HEAD:
        return None
    if _rng("special child", person).random() > 0.05:
        return None
    return [
        flag("受給の有無", is_so=True),
        given("障害等級コード", "2"),
        given("支給開始年月", "202204"),
        given("手当月額", 37_830),
        given("支給対象児童数", 1),
    ]


def medical_insurance(_household: Household, person: Person) -> Record | None:
    rng = _rng("medical", person)
    benefit = [
        given("給付種別コード", "11"),
        given("診療年月", moved("202604")),
        given("支給額", rng.randrange(1_000, 60_000)),
    ]
    return [
        given("保険者番号", f"{rng.randrange(10**8):08d}"),
        given("資格取得年月日", "2019-04-01"),
        empty("資格喪失年月日"),
        rows("給付情報", *([benefit] if rng.random() < 0.1 else [])),
    ]


def account(_household: Household, person: Person) -> Record | None:
    """公金受取口座. Many think that they registered one and did not: the register says so, and gives no account."""
    rng = _rng("account", person)
    registered = [
        flag("登録の有無", is_so=True),
        given("金融機関コード", "9900"),
        given("店番号", f"{rng.randrange(1_000):03d}"),
        given("預貯金種目コード", "1"),
        given("口座番号", f"{rng.randrange(10**7):07d}"),
        given("名義人カナ", person.kana),
        given("登録年月日", "2023-06-01"),
    ]
    if rng.random() < 0.55:
        return registered
    return [flag("登録の有無", is_so=False), *all_empty(registered[1:])]


BENEFITS: dict[str, Callable[[Household, Person], Record | None]] = {
    "child_allowance": child_allowance,
    "care_insurance": care_insurance,
    "child_rearing_allowance": child_rearing,
    "lone_parent_benefit": lone_parent_benefit,
    "lone_parent_loan": lone_parent_loan,
    "work_injury": work_injury,
    "war_relief": war_relief,
    "unemployment": unemployment,
    "asbestos": asbestos,
    "training_benefit": training_benefit,
    "special_child_allowance": special_child,
    "medical_insurance": medical_insurance,
    "account": account,
}
