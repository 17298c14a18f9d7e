from typing import ClassVar

from django.db import models

from loans.rows import PartRow, history, parent_key, same_tenant


class ConsentText(models.Model):
    """同意文. A version of the words that a person agrees to."""

    code = models.CharField("種類", max_length=40)
    version = models.PositiveSmallIntegerField("版")
    text = models.TextField("文面")
    scope = models.CharField("範囲", max_length=40)
    valid_from = models.DateField("適用開始日")
    source = models.CharField("根拠", max_length=120)

    class Meta:
        verbose_name = "同意文"
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(name="consent_text_version", fields=["code", "version"])]

    def __str__(self) -> str:
        return f"{self.code} 第{self.version}版"


class Consent(PartRow):
    """同意. One person's agreement to one text, until withdrawn."""

    class Withdrawal(models.TextChoices):
        TAKEN_BACK = "taken_back", "取消し"
        PERSON_CHANGED = "person_changed", "氏名・生年月日の変更"

    application = parent_key("loans.Application", "consents")
    member = parent_key("loans.Member", "consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    given_on = models.DateField("同意日")
    taken_by = models.BigIntegerField("確認者")
    withdrawn_at = models.DateTimeField("撤回日時", null=True)
    withdrawal = models.CharField("撤回の理由", max_length=20, choices=Withdrawal, blank=True)
    history = history()

    class Meta:
        verbose_name = "同意"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="consent_once_per_text",
                fields=["prefecture", "member", "text"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [models.Index(name="consent_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return str(self.text)
