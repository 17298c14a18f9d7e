"""期限. Days that the gate waits, each from the day on which it came into force."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """回答を待つ日数. Counted from the asking; after it an officer decides."""

    since: date
    days: int


# No figure is published: ours, to be agreed with the first prefecture. A provider out of order is back within a week.
ANSWER_TERMS = (AnswerTerm(date(2026, 4, 1), 7),)


@dataclass(frozen=True, slots=True)
class KeysetTerm:
    """鍵束の日数. After `days` a new keyset wraps; the old one is destroyed `kept_days` after it was replaced.

    kept_days is the longest time for which a backup is kept: an older backup must no longer open.
    """

    since: date
    days: int
    kept_days: int


# No figure is published: ours. Whoever keeps backups longer must say so here, or destroys what they still hold.
KEYSET_TERMS = (KeysetTerm(date(2026, 4, 1), 30, 35),)


@dataclass(frozen=True, slots=True)
class FileTerm:
    """ファイルの大きさと日数. The most lines of a request file, and the most bytes of a result that is handed in.

    kept_days: how long a request file lies in its folder at the most, from the day on which it was asked for.
    """

    since: date
    most_lines: int
    most_bytes: int
    kept_days: int


# No figure is published: ours, to be agreed with whoever takes the files. Twice the days that an answer is waited for.
FILE_TERMS = (FileTerm(date(2026, 4, 1), 1_000, 5_000_000, 14),)


def file_term(on: date) -> FileTerm:
    """The term in force on that day; before the first, the first."""
    begun = [term for term in FILE_TERMS if term.since <= on]
    return (begun or FILE_TERMS)[-1 if begun else 0]


def keyset_term(on: date) -> KeysetTerm:
    """The term in force on that day; before the first, the first."""
    begun = [term for term in KEYSET_TERMS if term.since <= on]
    return begun[-1] if begun else KEYSET_TERMS[0]


def answer_term(on: date) -> timedelta:
    """The term in force on that day; before the first, the first."""
    begun = [term for term in ANSWER_TERMS if term.since <= on]
    return timedelta(days=(begun or ANSWER_TERMS)[-1 if begun else 0].days)


@dataclass(frozen=True, slots=True)
class DefaultTerm:
    """期限の既定値. Until the prefecture enters its own (models.Term); why is what the page says of it."""

    what: str
    since: date
    days: int
    why: str


_LEAK = "個人情報保護委員会規則・特定個人情報の適正な取扱いに関するガイドライン"
DEFAULT_TERMS = (
    DefaultTerm(
        "ANSWERS",
        date(2026, 4, 1),
        90,
        "既定値：公表された日数はありません。決定への問い合わせに答える期間として置いた、短めの値です。",
    ),
    DefaultTerm("PROMPT", date(2022, 4, 1), 3, f"既定値：{_LEAK}の「おおむね3～5日以内」のうち、短いほうです。"),
    DefaultTerm("FULL", date(2022, 4, 1), 30, f"{_LEAK}：30日以内です。"),
    DefaultTerm("FULL_MALICE", date(2022, 4, 1), 60, f"{_LEAK}：不正の目的によるおそれがあるときは60日以内です。"),
)


def default_term(what: str, on: date) -> DefaultTerm:
    """The one in force on that day; before the first, the first."""
    of_it = [term for term in DEFAULT_TERMS if term.what == what]
    begun = [term for term in of_it if term.since <= on]
    return begun[-1] if begun else of_it[0]


# 情報提供等記録の保存期間. 番号利用法施行令: 7 years, in every prefecture; walls.forget_order holds the same.
RECORD_YEARS = 7


@dataclass(frozen=True, slots=True)
class CopyTerm:
    """副本が古いとみる日数. Since the day on which the provider last wrote its copy."""

    since: date
    days: int


# No figure is published: ours, to be agreed with the first prefecture. Taxes and certificates are written once a year.
COPY_TERMS = (CopyTerm(date(2026, 4, 1), 366),)


def copy_days(on: date) -> int:
    """The term in force on that day; before the first, the first."""
    begun = [term for term in COPY_TERMS if term.since <= on]
    return (begun or COPY_TERMS)[-1 if begun else 0].days
