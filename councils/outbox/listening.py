"""呼び鈴の聞き役. A thread of a worker, on a direct connection, that hears of new rows at once.

For whoever has no broker here and rings by NOTIFY, whose words are a prefecture's code. A bell that is not heard costs
the sweep's interval, nothing more.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connections
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)
_PAUSE_SECONDS = 5
_PREFECTURES = "SELECT code FROM councils_council WHERE kind = 'prefectural'"

Ring = Callable[[str], None]


def listen(channel: str, ring: Ring, *, using: str) -> threading.Thread:
    """Starts the thread; it ends with the process."""
    thread = threading.Thread(target=_for_ever, args=(channel, ring, using), name=channel, daemon=True)
    thread.start()
    return thread


def _for_ever(channel: str, ring: Ring, using: str) -> None:
    while True:
        try:
            _hear(channel, ring, using)
        except psycopg.Error as broken:
            log.warning("%s is not heard: %s", channel, type(broken).__name__)
        time.sleep(_PAUSE_SECONDS)


def _hear(channel: str, ring: Ring, using: str) -> None:
    with psycopg.connect(**_address(channel, using), autocommit=True) as connection:
        known = {code for (code,) in connection.execute(_PREFECTURES)}
        connection.execute(f"LISTEN {channel}")
        for notice in connection.notifies():
            # What a notice says is anybody's who may notify; only a prefecture's code is a bell.
            if notice.payload in known:
                _ring(ring, notice.payload)


def _ring(ring: Ring, prefecture_id: str) -> None:
    try:
        ring(prefecture_id)
    except OperationalError:
        log.warning("no broker: the sweep will look")


def _address(channel: str, using: str) -> dict[str, Any]:
    """As Django connects, with every option of the settings; but the cursor of the pages takes no LISTEN."""
    given: dict[str, Any] = connections[using].get_connection_params()
    return {**given, "application_name": channel, "cursor_factory": psycopg.Cursor}
