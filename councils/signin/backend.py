from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from councils.models import Staff
from councils.tenancy import enter_signing_in


class SignInBackend(ModelBackend):
    """Password stage. Once it is right the context carries the staff id, so that the second factor can be seen.

    Without that the row policy hides the authenticator, and the sign-in would go on by password alone.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **credentials: Any
    ) -> Staff | None:
        staff = super().authenticate(request, username=username, password=password, **credentials)
        if staff is not None:
            enter_signing_in(staff_id=staff.pk)
        return staff

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        # Rights come from guardian rows on councils alone.
        return set()
