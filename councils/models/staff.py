from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from councils.models.council import Council


class StaffAccounts(BaseUserManager["Staff"]):
    """Names that sign in. Case is folded, so that one person cannot be entered twice."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(username=(username or "").lower())


class Staff(AbstractBaseUser, PermissionsMixin):
    """職員. A person who signs in, at one zone: the kind of the council decides which (walls.md §6)."""

    username = models.CharField("利用者名", max_length=60, unique=True)
    name = models.CharField("氏名", max_length=60)
    council = models.ForeignKey(Council, models.PROTECT, related_name="staff", verbose_name="所属")
    council_kind = models.CharField("所属の種別", max_length=12, choices=Council.Kind)
    is_active = models.BooleanField("在職", default=True)
    # A reset factor and a suspension end the sessions of this person in every zone: in the database, since an
    # administrator's zone does not reach the Redis of another.
    sessions_from = models.DateTimeField("有効なサインインの始まり", null=True)

    USERNAME_FIELD = "username"
    objects = StaffAccounts()

    class Meta:
        verbose_name = "職員"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(name="staff_username_is_folded", condition=models.Q(username=Lower("username"))),
            models.CheckConstraint(name="staff_nobody_is_above_the_walls", condition=models.Q(is_superuser=False)),
        ]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Compares only: at that stage the context is a typed name, which changes nothing in the database."""
        return check_password(raw_password, self.password)


class NamePlate(models.Model):
    """名札. The name that colleagues of the prefecture may read; everything else of Staff is for its owner alone."""

    staff = models.OneToOneField(Staff, models.PROTECT, primary_key=True, related_name="plate")
    name = models.CharField("氏名", max_length=60)
    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "名札"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
