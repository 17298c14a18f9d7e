"""呼び鈴の聞き役. A thread on a direct connection to the cases that hears of new orders and closings at once.

A bell that is not heard costs the sweep's interval, nothing more.
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
CHANNEL = "slip"
_PAUSE_SECONDS = 5
_PREFECTURES = "SELECT code FROM councils_council WHERE kind = 'prefectural'"


def listen(ring: Callable[[str], None]) -> threading.Thread:
    """Starts the thread; it ends with the process."""
    thread = threading.Thread(target=_for_ever, args=(ring,), name="slip", daemon=True)
    thread.start()
    return thread


def _for_ever(ring: Callable[[str], None]) -> None:
    while True:
        try:
            _hear(ring)
        except psycopg.Error as broken:
            log.warning("the slip is not heard: %s", type(broken).__name__)
        time.sleep(_PAUSE_SECONDS)


def _hear(ring: Callable[[str], None]) -> None:
    with psycopg.connect(**_address(), autocommit=True) as connection:
        known = {code for (code,) in connection.execute(_PREFECTURES)}
        connection.execute(f"LISTEN {CHANNEL}")
        for notice in connection.notifies():
            # What a notice says is anybody's who may notify; only a prefecture's code is a bell.
            if notice.payload in known:
                _ring(ring, notice.payload)


def _ring(ring: Callable[[str], None], prefecture_id: str) -> None:
    try:
        ring(prefecture_id)
    except OperationalError:
        log.warning("no broker: the sweep will look")


def _address() -> dict[str, Any]:
    """As Django connects to the cases, with every option of the settings: sslmode among them."""
    given: dict[str, Any] = connections["cases"].get_connection_params()
    return {**given, "application_name": "slip"}
