"""音声入力. Only on the device, and only where the prefecture has decided so: else no page may use the microphone."""

from django.conf import settings
from django.http import HttpResponse
from django_permissions_policy.decorators import permissions_policy_override

from councils.doors import StaffRequest
from councils.settings.registry import DICTATION
from councils.settings.values import value_of

_OPEN: dict[str, str | list[str] | tuple[str]] = {
    **settings.PERMISSIONS_POLICY,
    "microphone": ["self"],
    "on-device-speech-recognition": ["self"],
}


def is_dictated(request: StaffRequest) -> bool:
    return bool(value_of(request.actor.prefecture_id, DICTATION.name))


def with_dictation(request: StaffRequest, response: HttpResponse) -> HttpResponse:
    """The page with leave to use the microphone, where it may be used."""
    if not is_dictated(request):
        return response
    answered: HttpResponse = permissions_policy_override(_OPEN)(lambda _: response)(request)
    return answered
