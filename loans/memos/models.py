from typing import ClassVar

from django.db import models

from loans.rows import PartRow, history, parent_key, same_tenant, who_and_when


class Memo(PartRow):
    """電話メモ. A call about a case or a talk, and what was promised until when; both offices write them.

    One of a forwarded case is read by both offices, as the case is; one of a talk stays at the counter.
    """

    class Caller(models.TextChoices):
        CLIENT = "CLIENT", "本人"
        FAMILY = "FAMILY", "家族"
        AGENCY = "AGENCY", "関係機関"
        OTHER = "OTHER", "その他"

    application = parent_key("loans.Application", "memos", null=True, db_index=False)
    consultation = parent_key("loans.Consultation", "memos", null=True, db_index=False)
    caller = models.CharField("電話の相手", max_length=8, choices=Caller)
    gist = models.TextField("要旨")
    promised_on = models.DateField("約束の日", null=True)
    taken_by = models.BigIntegerField("記入者")
    taken_name = models.CharField("記入者名", max_length=60)
    kept_by = models.BigIntegerField("対応者", null=True)
    kept_at = models.DateTimeField("対応日時", null=True)
    history = history()

    class Meta:
        verbose_name = "電話メモ"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            who_and_when("kept"),
            models.CheckConstraint(
                name="memo_of_a_case_or_a_talk",
                condition=models.Q(application__isnull=True, consultation__isnull=False)
                | models.Q(application__isnull=False, consultation__isnull=True),
            ),
            models.CheckConstraint(
                name="memo_by_code", condition=models.Q(caller__in=("CLIENT", "FAMILY", "AGENCY", "OTHER"))
            ),
            models.CheckConstraint(name="memo_says_something", condition=~models.Q(gist="")),
            models.CheckConstraint(
                name="memo_keeps_a_promise",
                condition=models.Q(kept_at__isnull=True) | models.Q(promised_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="memo_of_application", fields=["prefecture", "application", "-created_at"]),
            models.Index(name="memo_of_consultation", fields=["prefecture", "consultation", "-created_at"]),
            models.Index(
                name="memo_promised_at_counter",
                fields=["municipal_council", "promised_on", "id"],
                condition=models.Q(promised_on__isnull=False, kept_at__isnull=True),
            ),
            models.Index(
                name="memo_promised_in_office",
                fields=["prefecture", "promised_on", "id"],
                condition=models.Q(promised_on__isnull=False, kept_at__isnull=True, is_forwarded=True),
            ),
        ]

    def __str__(self) -> str:
        return self.gist
