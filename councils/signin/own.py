from allauth.account.adapter import get_adapter
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from councils.models import Staff
from councils.refusals import Refused
from councils.trail import write


class WrongPassword(Refused):
    sentence = "いまのパスワードが違います。もう一度入力してください。"
    status = 422
    field = "current"


class TooManyTries(Refused):
    status = 422
    field = "current"


class WeakPassword(Refused):
    status = 422
    field = "new"


def check_password(staff: Staff, password: str) -> None:
    """本人確認. Counted like a sign-in, and paused like one. Raises WrongPassword, TooManyTries."""
    try:
        is_right = get_adapter().reauthenticate(staff, password)
    except ValidationError as paused:
        raise TooManyTries("".join(paused.messages)) from None
    if not is_right:
        raise WrongPassword


def change_password(staff: Staff, current: str, new: str) -> None:
    """パスワードの変更. Raises WrongPassword, TooManyTries, WeakPassword."""
    check_password(staff, current)
    if new == current:
        raise WeakPassword("いまと同じパスワードです。別のものを入力してください。")
    try:
        validate_password(new, staff)
    except ValidationError as weak:
        raise WeakPassword("".join(weak.messages)) from None
    staff.set_password(new)
    staff.save(update_fields=["password"])
    write.act("change_password")
