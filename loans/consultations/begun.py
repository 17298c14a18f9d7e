"""探した言葉から始める. What was looked for goes into the new talk's boxes: once, and not by the address."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

FIELDS = ("client_name", "client_kana", "client_phone")
_KEY = "talk_begun_with"
_LONGEST = 80


def keep(request: HttpRequest, facts: Mapping[str, str]) -> None:
    request.session[_KEY] = {name: facts[name][:_LONGEST] for name in FIELDS if facts[name]}


def take(request: HttpRequest) -> dict[str, Any]:
    """For the form's initial; gone once it has been taken."""
    kept: dict[str, Any] = request.session.pop(_KEY, {})
    return kept
