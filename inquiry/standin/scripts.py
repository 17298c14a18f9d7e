"""筋書き. What the named people of well_known.py are answered, kind by kind, whatever the population says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import benefits, pensions
from .holders import PENSION_SERVICE
from .items import Item, all_empty, empty, flag, given, rows
from .pensions import basic, disability
from .people import Tax
from .records import local_tax
from .today import moved


@dataclass(frozen=True, slots=True)
class Answer:
    """筋書きの回答. layout: the version it is sent in, '' for the newest; holder: who alone has it, '' for anybody."""

    items: list[Item]
    layout: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """筋書き. state: what becomes of every inquiry, '' where answers come. is_empty: answers without any value.

    has_code: whether a 符号 is issued at all.
    """

    state: str = ""
    is_empty: bool = False
    has_code: bool = True
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def answer(self, kind: str, provider: str, otherwise: list[Item] | None) -> Answer | None:
        """None where there is no record."""
        if kind in self.answers:
            answer = self.answers[kind]
            return answer if answer.holder in ("", provider) else None
        if otherwise is None:
            return None
        return Answer(all_empty(otherwise) if self.is_empty else otherwise)


def _says(kind: str, items: list[Item], layout: str = "", holder: str = "") -> Script:
    return Script(answers={kind: Answer(items, layout, holder)})


def _pension(items: list[Item]) -> Script:
    return _says("pension", items, holder=PENSION_SERVICE)


# 図表3-30, item for item. Its second 年金基本情報 is printed as far as the day of decision; the rest is the first's.
FIGURE_3_30 = pensions.record(
    "1350",
    [basic("国民年金", "2016-03-15", "2016-01-01"), basic("厚生年金", "2016-03-15", "2016-01-01")],
    [disability(3, 2018, "2014-07-01", grade="2", codes=("06", "7"))],
)
_PERMANENT = pensions.record(
    "5350",
    [basic("国民年金", "2010-06-15", "2010-04-01")],
    [disability(0, 2010, "2008-10-01", grade="1", codes=("05", "1"))],
)
_SUSPENDED = pensions.record(
    "1150", [basic("厚生年金", "2023-07-01", "2023-05-20", suspension=f"02:{moved('202604')}:000000")]
)
_LOST = pensions.record("1450", [basic("国民年金", "2012-08-01", "2012-06-30", lost_on="2024-03-31")])
_LOAN = [
    flag("貸付の有無", is_so=True),
    rows(
        "貸付情報",
        [
            given("資金種類コード", "31"),
            given("貸付社協コード", "110001"),
            *benefits.loan_items("2022-05-10", 400_000, 310_000, is_overdue=True),
        ],
    ),
]
_CARE = [
    given("要介護状態区分コード", "24"),
    given("認定年月日", moved("2025-12-01")),
    given("認定有効期間開始年月日", moved("2025-12-01")),
    given("認定有効期間終了年月日", moved("2027-11-30")),
    given("利用者負担割合コード", "1"),
    rows("給付実績", [given("サービス提供年月", moved("202604")), given("利用者負担額", 24_600)]),
]
_JOBLESS = [
    flag("受給資格の有無", is_so=True),
    given("受給資格決定年月日", moved("2026-03-10")),
    given("離職年月日", moved("2026-02-28")),
    given("離職理由コード", "11"),
    given("基本手当日額", 5_120),
    given("所定給付日数", 90),
    given("支給残日数", 42),
    given("受給期間満了年月日", moved("2027-06-30")),
]
_NO_ACCOUNT = [
    flag("登録の有無", is_so=False),
    *map(empty, ("金融機関コード", "店番号", "預貯金種目コード", "口座番号", "名義人カナ", "登録年月日")),
]

# By the name in well_known.py.
SCRIPTS: dict[str, Script] = {
    "提供": _says("local_tax", local_tax(Tax(3_000, 18_000, 1_000_000))),
    "空欄": Script(is_empty=True),
    "該当無": Script(state="no_record"),
    "未申告": _says("local_tax", local_tax(Tax(0, 0, None, is_declared=False))),
    "符号無": Script(has_code=False),
    "不許可": Script(state="not_permitted"),
    "重複": Script(state="duplicate_record"),
    "拒否": Script(state="refused"),
    "停止": Script(state="stopped"),
    "時間切": Script(state="timeout"),
    "人違": Script(state="wrong_person"),
    "未知": Script(state="E0412"),
    "年金子": _pension(FIGURE_3_30),
    "永久": _pension(_PERMANENT),
    "停止中": _pension(_SUSPENDED),
    "失権": _pension(_LOST),
    "赤字": _says("local_tax", local_tax(Tax(0, 0, -120_000))),
    "均等": _says("local_tax", local_tax(Tax(3_000, 0, 620_000))),
    "不整合": _says("local_tax", local_tax(Tax(0, 18_000, 1_000_000))),
    "旧版": _says("local_tax", local_tax(Tax(0, 0, 310_000), is_old=True), "1"),
    "新様式": _says("local_tax", local_tax(Tax(0, 0, 310_000)), "9"),
    "借入": _says("welfare_loan", _LOAN, holder="110001"),
    "介護": _says("care_insurance", _CARE),
    "離職": _says("unemployment", _JOBLESS),
    "口座無": _says("account", _NO_ACCOUNT),
}
