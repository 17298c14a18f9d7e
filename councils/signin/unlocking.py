from typing import Any

from councils.look.forms import LookForm
from councils.models import Staff
from councils.refusals import Refused
from councils.signin.factors import has_factor
from councils.signin.forms import CodeField, FactorAgainForm, password_field
from councils.signin.own import check_password
from councils.trail import write


class CodeRefused(Refused):
    status = 422
    field = "code"


class UnlockForm(LookForm):
    """画面の解除. The password, and a code of whoever has enrolled a second factor."""

    password = password_field()

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        if has_factor(staff.pk):
            self.fields["code"] = CodeField()
            self.fields["code"].widget.attrs.pop("autofocus")
        self.fields["password"].widget.attrs["autofocus"] = True

    def unlock(self) -> None:
        """Raises WrongPassword, TooManyTries, CodeRefused."""
        check_password(self.staff, self.cleaned_data["password"])
        if "code" in self.fields:
            given = FactorAgainForm(user=self.staff, data={"code": self.cleaned_data["code"]})
            if not given.is_valid():
                raise CodeRefused("".join(given.errors["code"]))
            given.save()
        write.act("unlock")
