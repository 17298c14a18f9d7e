"""業務システム. Speaks to the legacy system over HTTP, with a key that it has seen or not."""

from typing import Any

import httpx
from django.conf import settings

SECONDS = 10


class LegacyUnavailable(Exception):
    """No readable answer. The push is tried again: its key makes that safe."""


class LegacyRefused(Exception):
    """A coded no. Somebody has to look; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def send(payload: dict[str, Any], *, key: str) -> str:
    """The legacy system's own number. Raises LegacyUnavailable, LegacyRefused."""
    try:
        answer = httpx.post(
            f"{settings.LEGACY_URL}/decisions", json=payload, headers={"Idempotency-Key": key}, timeout=SECONDS
        )
        body = answer.json()
        if not isinstance(body, dict):
            raise LegacyUnavailable
    except (httpx.HTTPError, ValueError):
        raise LegacyUnavailable from None
    if answer.status_code in (200, 201) and isinstance(body.get("number"), str):
        return str(body["number"])
    if 400 <= answer.status_code < 500 and isinstance(body.get("code"), str):
        raise LegacyRefused(body["code"])
    raise LegacyUnavailable
