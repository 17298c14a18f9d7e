"""ごみ集め. How often a long-running process looks for cycles of objects that nobody holds any more."""

import gc

# Python looks after every 700 new objects, and each answer of a network makes thousands that are freed without it:
# the gate's worker spent a quarter of its time looking (`make bench ONLY=inquiries`).
NEW_OBJECTS, YOUNG_LOOKS, MIDDLE_LOOKS = 50_000, 50, 100


def look_seldom(**_: object) -> None:
    """Once, when everything is loaded: what is there now stays, and is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG_LOOKS, MIDDLE_LOOKS)
