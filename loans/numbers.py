"""番号. Per council and year at the counter; per prefecture, year and fund in the office. Gaps are allowed."""

from datetime import date

from django.db import connection

from councils.tenancy import Actor


def municipal_number(by: Actor, day: date) -> str:
    """受付番号（市）, e.g. 131016-R8-00012."""
    year = _fiscal_year(day)
    return f"{by.council_id}-R{year}-{_next(by.prefecture_id, by.council_id, f'R{year}'):05d}"


def prefectural_number(by: Actor, fund: str, day: date) -> str:
    """県受付番号, e.g. 13-R8-KINKYU-00007."""
    year = _fiscal_year(day)
    return f"{by.prefecture_id[:2]}-R{year}-{fund}-{_next(by.prefecture_id, None, f'R{year}:{fund}'):05d}"


def document_number(by: Actor, day: date) -> str:
    """文書番号 of a decision, e.g. 13社協貸決R8-00007."""
    year = _fiscal_year(day)
    return f"{by.prefecture_id[:2]}社協貸決R{year}-{_next(by.prefecture_id, None, f'R{year}:decision'):05d}"


def _fiscal_year(day: date) -> int:
    """年度（令和）. April to March."""
    return day.year - 2018 - (day.month < 4)


def _next(prefecture_id: str, council_id: str | None, series: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO loans_numberseries (prefecture_id, municipal_council_id, series, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (prefecture_id, municipal_council_id, series)"
            " DO UPDATE SET last = loans_numberseries.last + 1 RETURNING last",
            [prefecture_id, council_id, series],
        )
        return int(cursor.fetchone()[0])
