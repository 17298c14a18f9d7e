"""行の数. Counted in what was sent: a form whose own count is wrong loses nobody's row."""

import re
from typing import Any

from django.http import QueryDict


def rows_sent(typed: Any, prefix: str) -> int:
    """How many rows came, by the highest number that one of their boxes has."""
    row = re.compile(rf"{re.escape(prefix)}-(\d{{1,2}})-\w+", re.ASCII)
    return max((int(found[1]) for name in typed if (found := row.fullmatch(name))), default=-1) + 1


def all_stored(typed: Any, prefix: str) -> QueryDict:
    """Every row counts as one that was there: of a new one Django keeps nothing when it is as the page had it."""
    return _counted(typed, prefix, are_stored=True)


def all_new(typed: Any, prefix: str) -> QueryDict:
    """Every row counts as a new one: a blank one is nothing."""
    return _counted(typed, prefix, are_stored=False)


def _counted(typed: Any, prefix: str, *, are_stored: bool) -> QueryDict:
    count = rows_sent(typed, prefix)
    counted: QueryDict = typed.copy()
    if count == 0 and not are_stored:
        count = 1  # the page shows one to begin with
    counted[f"{prefix}-TOTAL_FORMS"] = str(count)
    counted[f"{prefix}-INITIAL_FORMS"] = str(count if are_stored else 0)
    return counted
