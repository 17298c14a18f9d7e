"""自動の更新. A page that moves looks again by itself, but not for ever: a desk that was left would never fall idle."""

_LONGEST = 4


def next_look(times: str, *, at_most: int) -> int:
    """Which look is the next; 0 where there is none. times is as it stands in the address."""
    if not times.isdecimal() or len(times) > _LONGEST or int(times) >= at_most:
        return 0
    return int(times) + 1
