"""フリガナの空白. ミホン　ハナコ and ミホンハナコ are one reading, in the database and here."""

from django.db.models import F, Func, TextField, Value

SPACES = " \u3000"
_NONE = dict.fromkeys(map(ord, SPACES))


def bare(column: str) -> Func:
    """Of a column, as walls.guard_subjects and the index have it."""
    return Func(F(column), Value(SPACES), Value(""), function="translate", output_field=TextField())


def bared(kana: str) -> str:
    return kana.translate(_NONE)
