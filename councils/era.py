"""和暦. Dates as people write them: era or Western, and with the parts that the register itself does not know.

不詳 is a fact of the register, not a gap: 昭和20年（日不詳） is stored as 1945-00-00 and equals only its like.
Source: the beginnings of the eras are those of the 元号 orders; digits and signs are folded by NFKC.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self


class DateNotUnderstood(ValueError):
    """The text is no date that a person could have been given; carries the sentence that staff will read.

    has_example: an example stands at its end; bare is without it, for a box that has a better one.
    """

    def __init__(self, sentence: str, *, has_example: bool = False) -> None:
        self.bare, self.has_example = sentence, has_example
        self.sentence = f"{sentence}{like(_A_BIRTHDAY)}" if has_example else sentence
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Era:
    """元号. On 1912-07-30 and 1926-12-25 the ending and the beginning era are both right."""

    name: str
    letter: str
    begins: date
    ends: date

    def year_of(self, year: int) -> str:
        number = year - self.begins.year + 1
        return f"{self.name}{'元' if number == 1 else number}年"


ERAS = (
    Era("令和", "R", date(2019, 5, 1), date.max),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
)
Parts = tuple[Era | None, int, int, int]
_ERA_OF = {sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter)}
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー─", "-"))

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)  # as stored: by far the most
_WAREKI = re.compile(r"(明治|大正|昭和|平成|令和)(\d\d?|元)年(\d\d?)月(\d\d?)日", re.ASCII)  # as forms have it
_YEAR = r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令MTSHR])?\.?(?P<year>\d{1,4}|元)"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        _YEAR + r"(?:年|[./-])(?P<month>\d{1,2})(?:月|[./-])(?P<day>\d{1,2})日?",
        r"(?P<era>[明大昭平令MTSHR])?(?P<year>(?(era)\d\d|\d{4}))(?P<month>\d\d)(?P<day>\d\d)",
        _YEAR + r"年(?:(?P<month>\d{1,2})月)?\(?月?日?不[詳明]\)?",
    )
)
_NEVER = "0000-00-00"
_WHOLLY_UNKNOWN = frozenset({"不詳", "不明", "生年月日不詳", _NEVER})
# A month alone, as a loan begins or a school ends; and what is said of a day soon: the year goes without saying.
_MONTH = re.compile(_YEAR + r"(?:年|[./-])(?P<month>\d{1,2})月?", re.ASCII)
_MONTH_SOON = re.compile(r"(?P<month>\d{1,2})月", re.ASCII)
_DAY_SOON = re.compile(r"(?P<month>\d{1,2})(?:月|/)(?P<day>\d{1,2})日?", re.ASCII)
_A_BIRTHDAY = date(1980, 4, 1)


@dataclass(frozen=True)
class PartialDate:
    """年月日. month and day are None where they are 不詳; year too where nothing is known.

    Raises DateNotUnderstood where no such day exists.
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.year is None and self.month is not None) or (self.month is None and self.day is not None):
            raise DateNotUnderstood("月や年が不詳のときは、日も不詳としてください。")
        if self.year is not None:
            _check_exists(self.year, self.month, self.day)

    @classmethod
    def unknown(cls) -> Self:
        """不詳. Nothing of the date is known."""
        return cls(None)

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> Self:
        """日付の読取り. Raises DateNotUnderstood, also for a day after `today` (by default the present day)."""
        parts = _usual(text)
        if parts is None:
            plain = _plain(text)
            if plain in _WHOLLY_UNKNOWN:
                return cls.unknown()
            parts = _usual(plain) or _parts(plain)
        era, year, month, day = parts
        found = cls(_western(era, year), month or None, day or None)
        _check_within(found, era)
        if found.first() > (today or date.today()):
            raise DateNotUnderstood("まだ来ていない日付です。日付を確認してください。")
        return found

    def first(self) -> date:
        """The earliest day that this can be."""
        return date(self.year or date.min.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest day that this can be."""
        year, month = self.year or date.max.year, self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])

    def iso(self) -> str:
        """保存の形. 1945-00-00: zeros stand where a part is unknown."""
        return f"{self.year or 0:04}-{self.month or 0:02}-{self.day or 0:02}"

    def wareki(self) -> str:
        """和暦の表示. Where the unknown part lets the day fall into either of two eras, both are named."""
        if self.year is None:
            return "不詳"
        eras = dict.fromkeys((_era_on(self.first()), _era_on(self.last())))
        years = "又は".join(era.year_of(self.year) for era in eras)
        month = f"{self.month}月" if self.month else ""
        return f"{years}{month}" + (f"{self.day}日" if self.day else "（日不詳）")

    def age_on(self, day: date) -> int | None:
        """満年齢. None where the unknown parts leave it open, and before birth."""
        if self.year is None or self.last() > day:
            return None
        oldest, youngest = _years(self.first(), day), _years(self.last(), day)
        return oldest if oldest == youngest else None

    def is_adult_on(self, day: date) -> bool | None:
        """成年か（18歳）. None where the unknown parts leave it open."""
        if self.year is None:
            return None
        oldest, youngest = _years(self.first(), day) >= 18, _years(self.last(), day) >= 18
        return oldest if oldest == youngest else None


def wareki(day: date) -> str:
    """和暦の表示, e.g. 令和8年11月21日."""
    return PartialDate(day.year, day.month, day.day).wareki()


def month_wareki(day: date) -> str:
    """和暦の月, e.g. 令和8年11月."""
    return wareki(day.replace(day=1)).removesuffix("1日")


def like(day: date) -> str:
    """例. The three ways of writing a day, as a sentence ends with them."""
    era = _era_on(day)
    short = f"{era.letter}{day.year - era.begins.year + 1}.{day.month}.{day.day}"
    return f"{wareki(day)}、{short}、{day.isoformat()} のように入力してください。"


def month_of(text: str) -> PartialDate | None:
    """月の読取り, with its year. None where the text is something else. Raises DateNotUnderstood."""
    found = _MONTH.fullmatch(_plain(text))
    if found is None:
        return None
    era, year, month, _ = _found(found)
    read = PartialDate(_western(era, year), month)
    _check_within(read, era)
    return read


def day_soon(text: str, *, today: date) -> PartialDate | None:
    """年のない月日: the coming one, today among them. Never for a day of birth. None where it is something else."""
    found = _DAY_SOON.fullmatch(_plain(text))
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    return PartialDate(today.year + ((month, day) < (today.month, today.day)), month, day)


def month_soon(text: str, *, today: date) -> PartialDate | None:
    """年のない月: the coming one, the present one among them. None where it is something else."""
    found = _MONTH_SOON.fullmatch(_plain(text))
    return found and PartialDate(today.year + (int(found["month"]) < today.month), int(found["month"]))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper().translate(_HYPHENS)


def _usual(text: str) -> Parts | None:
    """Era, year, month and day of the two notations that nearly every date is written in; they need no folding."""
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
        return None if text == _NEVER else (None, int(year), int(month), int(day))
    if named := _WAREKI.fullmatch(text):
        era, year, month, day = named.groups()
        return _ERA_OF[era], 1 if year == "元" else int(year), int(month), int(day)
    return None


def _parts(plain: str) -> Parts:
    if not plain:
        raise DateNotUnderstood("日付を入力してください。")
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(plain))), None)
    if found is None:
        raise DateNotUnderstood("日付を読み取れません。", has_example=True)
    return _found(found)


def _found(shape: re.Match[str]) -> Parts:
    part = shape.groupdict()
    year = 1 if part["year"] == "元" else int(part["year"])
    era = _ERA_OF[part["era"]] if part["era"] else None
    return era, year, int(part["month"] or 0), int(part.get("day") or 0)


def _western(era: Era | None, year: int) -> int:
    if era is None and year < 1000:
        raise DateNotUnderstood("元号がありません。", has_example=True)
    if era is not None and not 1 <= year <= 99:
        raise DateNotUnderstood(f"{era.name}の年を確認してください。")
    return year if era is None else era.begins.year + year - 1


def _check_exists(year: int, month: int | None, day: int | None) -> None:
    if not ERAS[-1].begins.year <= year <= 9998:
        raise DateNotUnderstood("明治より前の日付は入力できません。年を確認してください。")
    if month is not None and not 1 <= month <= 12:
        raise DateNotUnderstood(f"{month}月はありません。日付を確認してください。")
    if month is not None and day is not None and not (1 <= day <= 28 or _is_late(year, month, day)):
        raise DateNotUnderstood(f"{year}年{month}月{day}日はありません。日付を確認してください。")


def _is_late(year: int, month: int, day: int) -> bool:
    """The 29th, 30th or 31st of a month that has it."""
    return 28 < day <= calendar.monthrange(year, month)[1]


def _check_within(found: PartialDate, era: Era | None) -> None:
    """A day outside its era is a slip of the pen: it is asked about, never converted."""
    if era is None:
        return
    if found.last() < era.begins:
        first = f"{era.begins.month}月{era.begins.day}日"
        raise DateNotUnderstood(f"{era.name}は元年{first}からです。元号と年を確認してください。")
    if found.first() > era.ends:
        last = f"{era.ends.month}月{era.ends.day}日"
        raise DateNotUnderstood(f"{era.year_of(era.ends.year)}{last}の後は次の元号です。元号と年を確認してください。")


def _era_on(day: date) -> Era:
    return next((era for era in ERAS if era.begins <= day), ERAS[-1])


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
