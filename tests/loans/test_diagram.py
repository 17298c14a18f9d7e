"""The drawing in loans/README.md is printed from the table."""

from loans import diagram
from loans.states import NEXT


def test_the_drawing_is_printed_from_the_table():
    text = diagram.README.read_text(encoding="utf-8")

    assert diagram.renewed(text) == text


def test_every_step_is_drawn():
    drawn = diagram.drawing()

    assert all(f"    {before.value} --> {after.value}: " in drawn for (before, _), (after, _) in NEXT.items())
