"""データベースの関数. The one way to a change of staff and rights: no login may write their tables."""

from typing import Any

from django.db import connection

from councils.administration.refusals import in_words


def call(function: str, *values: Any) -> Any:
    """One function of schema walls, by its own name in our code; what it refuses comes with its sentence."""
    holders = ", ".join(["%s"] * len(values))
    with in_words(), connection.cursor() as cursor:
        cursor.execute(f"SELECT walls.{function}({holders})", values)
        return cursor.fetchone()[0]
