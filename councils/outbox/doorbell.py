"""呼び鈴. Tells the worker to look; a bell that nobody hears is harmless, because the sweep looks anyway."""

import logging
from collections.abc import Callable

from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

_bells: dict[str, Callable[[str], object]] = {}


def hang(kind: str, bell: Callable[[str], object]) -> None:
    """Says which task looks after which kind of row; called when the zone's worker modules load."""
    _bells[kind] = bell


def ring(kind: str, prefecture_id: str) -> None:
    bell = _bells.get(kind)
    if bell is None:
        return
    try:
        bell(prefecture_id)
    except OperationalError:
        # The row is committed and the sweep finds it: losing the broker costs seconds, not cases.
        log.warning("doorbell for %s not heard", kind)
