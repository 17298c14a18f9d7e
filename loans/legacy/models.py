from typing import ClassVar

from django.db import models

from loans.rows import CaseRow, history, parent_key, same_tenant


class LegacyPush(CaseRow):
    """業務システムへの送信. The payload as it goes out, its key, and the number that came back."""

    class State(models.TextChoices):
        WAITING = "waiting", "送信待ち"
        DONE = "done", "受領済み"
        REFUSED = "refused", "エラー（要確認）"

    decision = parent_key("loans.Decision", "pushes")
    application = parent_key("loans.Application", "pushes")
    key = models.CharField("鍵", max_length=80)
    payload = models.JSONField("送信内容")
    state = models.CharField("状態", max_length=10, choices=State, default=State.WAITING)
    receipt_number = models.CharField("業務システム受付番号", max_length=40, null=True)
    error_code = models.CharField("エラーコード", max_length=40, blank=True)
    settled_at = models.DateTimeField("受領日時", null=True)
    history = history()

    class Meta:
        verbose_name = "業務システムへの送信"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="legacy_push_key", fields=["prefecture", "key"]),
            models.CheckConstraint(
                name="legacy_push_done_has_its_number",
                condition=~models.Q(state="done") | models.Q(receipt_number__isnull=False, settled_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(name="legacy_push_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return self.key
