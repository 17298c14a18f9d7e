from datetime import date, timedelta
from typing import ClassVar

from django.db import models

from councils.models.council import Council
from councils.models.staff import Staff
from councils.permissions import PostKind

# One that ends on the day before it begins was called off: it is never held, and stays on record.
CALLED_OFF = models.Q(until__lt=models.F("since"))


class Post(models.Model):
    """職. The post that a member of staff holds at a council, from a day to a day: what rights belong to."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    council = models.ForeignKey(Council, models.PROTECT, related_name="posts")
    # The council's own, written by a trigger: so that a prefecture's administrators find theirs by an index.
    prefecture_id = models.CharField("都道府県", max_length=6, db_default="", editable=False)
    kind = models.CharField("職", max_length=20, choices=PostKind)
    since = models.DateField("開始日")
    until = models.DateField("終了日", null=True)

    class Meta:
        verbose_name = "職"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="post_held_once_from_a_day",
                fields=["staff", "council", "kind", "since"],
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since") - timedelta(days=1)),
            ),
            # The system acts by a task's context, never by a person's post.
            models.CheckConstraint(name="post_is_a_persons", condition=~models.Q(kind="system")),
        ]
        indexes: ClassVar = [
            models.Index(name="post_by_kind", fields=["prefecture_id", "kind", "staff"]),
            models.Index(name="post_by_end", fields=["prefecture_id", "until"]),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_called_off(self) -> bool:
        return self.until is not None and self.until < self.since

    def is_held_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Designation(models.Model):
    """特定個人情報取扱担当者の指定. Without a current one, nobody acts in the gate."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="designations")
    since = models.DateField("指定日")
    until = models.DateField("終了日", null=True)
    trained_on = models.DateField("研修受講日")
    designated_by = models.CharField("指定者", max_length=60)

    class Meta:
        verbose_name = "特定個人情報取扱担当者の指定"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="designation_follows_training", condition=models.Q(trained_on__lte=models.F("since"))
            ),
            models.CheckConstraint(
                name="designation_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}から"
