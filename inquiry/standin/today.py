"""模擬接続先の今日. Settled when a stand-in starts, so that what it holds does not change while it is asked.

Providers write their copies once a year. What is written of the present (a benefit, a year of taxes, the day of the
copy) is written as of 10 June 2026, and moves by a year with each 10 June that has come: no copy grows old by itself.
What is a person's own (a birth, a decision of long ago) stays.
"""

import os
from datetime import date

_WRITTEN = date(2026, 6, 10)


def settled(environment: str, on: date) -> date:
    """STANDIN_TODAY, e.g. 2027-07-01, else the machine's day."""
    return date.fromisoformat(environment) if environment else on


TODAY = settled(os.environ.get("STANDIN_TODAY", ""), date.today())


def years_since_written(today: date) -> int:
    """How many times copies were written anew."""
    return today.year - _WRITTEN.year - ((today.month, today.day) < (_WRITTEN.month, _WRITTEN.day))


def moved(written: str, today: date = TODAY) -> str:
    """A year (2026), month (202604) or day (2026-04-01) as it reads today; 000000 is no month and stays."""
    year, rest = written[:4], written[4:]
    return written if year == "0000" else f"{int(year) + years_since_written(today)}{rest}"
