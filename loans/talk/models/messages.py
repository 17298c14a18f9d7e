from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loans.rows import CaseRow, PartRow, parent_key, same_tenant


class Side(models.TextChoices):
    COUNTER = "counter", "市区町村社協"
    OFFICE = "office", "県社協"


class _Words(models.Model):
    """書いたことば. Never changed: a withdrawn one stays, struck. place is as in applications/places.py."""

    text = models.TextField("本文")
    place = models.CharField("箇所", max_length=60, blank=True)
    place_name = models.CharField("箇所の名称", max_length=100, blank=True)
    mentioned = ArrayField(models.BigIntegerField(), verbose_name="宛先", default=list)
    mentioned_names = ArrayField(models.CharField(max_length=60), verbose_name="宛先の氏名", default=list)
    written_by = models.BigIntegerField("記入者")
    written_name = models.CharField("記入者名", max_length=60)
    withdrawn_at = models.DateTimeField("取消日時", null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.written_name}：{self.text}"


def _has_words() -> models.BaseConstraint:
    return models.CheckConstraint(name="%(class)s_has_words", condition=~models.Q(text=""))


def _of_application() -> Any:
    return models.Index(name="%(class)s_thread", fields=["prefecture", "application", "created_at"])


class Message(PartRow, _Words):
    """連絡. One message of the thread between the two offices of a case; both read it once the case is forwarded."""

    application = parent_key("loans.Application", "messages")
    side = models.CharField("どちらから", max_length=7, choices=Side, editable=False)

    class Meta:
        verbose_name = "連絡"
        default_permissions = ()
        constraints: ClassVar = [*same_tenant(), _has_words()]
        indexes: ClassVar = [_of_application()]


class CounterNote(CaseRow, _Words):
    """市区町村社協の内部メモ. The office has no grant on this table."""

    application = parent_key("loans.Application", "counter_notes")

    class Meta:
        verbose_name = "市区町村社協の内部メモ"
        default_permissions = ()
        constraints: ClassVar = [*same_tenant(), _has_words()]
        indexes: ClassVar = [_of_application()]


class OfficeNote(CaseRow, _Words):
    """県社協の内部メモ. The counter has no grant on this table."""

    application = parent_key("loans.Application", "office_notes")

    class Meta:
        verbose_name = "県社協の内部メモ"
        default_permissions = ()
        constraints: ClassVar = [*same_tenant(), _has_words()]
        indexes: ClassVar = [_of_application()]


class ReadMark(PartRow):
    """既読. Until when one person has read the thread of a case; the latest of a side is that office's."""

    application = parent_key("loans.Application", "read_marks")
    staff_id = models.BigIntegerField("職員")
    staff_name = models.CharField("職員名", max_length=60, editable=False)
    side = models.CharField("どちら", max_length=7, choices=Side, editable=False)
    read_at = models.DateTimeField("既読日時")

    class Meta:
        verbose_name = "既読"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="read_mark_once", fields=["prefecture", "application", "staff_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.staff_name} {self.read_at}"
