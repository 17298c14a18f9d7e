"""サインインの記録. Who came and went, and that somebody was refused; a typed name is not kept."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import connection
from django.dispatch import receiver
from django.http import HttpRequest

from councils.models import Staff
from councils.signin import devices, known
from councils.trail import write


@receiver(user_logged_in)
def _came(request: known.LearningRequest, user: Staff, **_: Any) -> None:
    write.act("sign_in")
    devices.remember(request, user.pk)
    known.learn(request, user.username)


@receiver(user_logged_out)
def _went(request: HttpRequest, user: Staff | None, **_: Any) -> None:
    write.act("sign_out")
    if user is not None:
        devices.forget(user.pk, request.session.session_key)


@receiver(user_login_failed)
def _was_refused(**_: Any) -> None:
    if connection.in_atomic_block:
        write.refused("sign_in", "WrongPassword")
