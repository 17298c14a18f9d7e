"""呼び鈴の聞き役. A thread on a direct connection to the cases that hears of new orders and closings at once.

A bell that is not heard costs the sweep's interval, nothing more.
"""

import logging
import threading
import time
from collections.abc import Callable

import psycopg
from django.conf import settings
from kombu.exceptions import OperationalError
from psycopg.conninfo import make_conninfo

log = logging.getLogger(__name__)
CHANNEL = "slip"
_PAUSE_SECONDS = 5


def listen(ring: Callable[[str], None]) -> threading.Thread:
    """Starts the thread; it ends with the process."""
    thread = threading.Thread(target=_for_ever, args=(ring,), name="slip", daemon=True)
    thread.start()
    return thread


def _for_ever(ring: Callable[[str], None]) -> None:
    while True:
        try:
            _hear(ring)
        except psycopg.OperationalError as broken:
            log.warning("the slip is not heard: %s", type(broken).__name__)
        time.sleep(_PAUSE_SECONDS)


def _hear(ring: Callable[[str], None]) -> None:
    with psycopg.connect(_address(), autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        for notice in connection.notifies():
            try:
                ring(notice.payload)
            except OperationalError:
                log.warning("no broker: the sweep will look")


def _address() -> str:
    cases = settings.DATABASES["cases"]
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {word: str(cases[key]) for word, key in words.items() if cases.get(key)}
    return make_conninfo(**given, application_name="slip")
