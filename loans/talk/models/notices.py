import uuid
from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class NoticeKind(models.TextChoices):
    RETURNED = "returned", "返戻されました"
    CORRECTION = "correction", "補正の依頼があります"
    ANSWERED = "answered", "補正の依頼に回答がありました"
    SETTLED = "settled", "補正の依頼が確認・取消しされました"
    MENTION = "mention", "あなた宛ての連絡があります"
    MESSAGE = "message", "新しい連絡があります"
    HANDED_BACK = "handed_back", "責任者から戻されました"
    DECIDED = "decided", "決定が出ました"
    PROMISE = "promise", "約束の期日です"


class Notice(PartRow):
    """お知らせ. To one person, of one case: that something has happened. It says nothing that the case does not.

    memo: the promise that is called to mind, of a notice of that kind.
    """

    application = parent_key("loans.Application", "notices")
    memo = parent_key("loans.Memo", "notices", null=True, db_index=False)
    staff_id = models.BigIntegerField("宛先")
    kind = models.CharField("種類", max_length=12, choices=NoticeKind)
    told_name = models.CharField("知らせた人", max_length=60, blank=True, editable=False)
    read_at = models.DateTimeField("既読日時", null=True)

    class Meta:
        verbose_name = "お知らせ"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(name="notice_by_code", condition=models.Q(kind__in=NoticeKind.values)),
            models.UniqueConstraint(name="notice_of_a_promise_once", fields=["prefecture", "memo"]),
            models.CheckConstraint(
                name="notice_of_a_memo_is_a_promise",
                condition=models.Q(memo__isnull=True) | models.Q(kind=NoticeKind.PROMISE),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="notice_at_counter", fields=["municipal_council", "staff_id", "-created_at"]),
            models.Index(name="notice_in_office", fields=["prefecture", "staff_id", "-created_at"]),
            models.Index(
                name="notice_unread", fields=["prefecture", "staff_id"], condition=models.Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class MailChoice(models.Model):
    """お知らせメール. Whether a person wants to hear by mail that there are notices, and at which address.

    The person's own row alone; the office's worker, which sends, reads it too. Staff has no address: it stands in
    both databases, and its rows open in the stages of signing in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture = models.ForeignKey("councils.Council", models.PROTECT, related_name="+", db_index=False)
    staff_id = models.BigIntegerField("職員")
    address = models.EmailField("メールアドレス", max_length=120, blank=True)
    is_wanted = models.BooleanField("メールで受け取る", default=False)
    mailed_at = models.DateTimeField("前回の送信日時", null=True)
    refusals = models.PositiveSmallIntegerField("続けて断られた回数", default=0, db_default=0)
    refused_at = models.DateTimeField("届かなかった日時", null=True)

    class Meta:
        verbose_name = "お知らせメールの設定"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="mail_choice_once", fields=["prefecture", "staff_id"]),
            models.CheckConstraint(
                name="mail_choice_has_an_address", condition=models.Q(is_wanted=False) | ~models.Q(address="")
            ),
        ]

    def __str__(self) -> str:
        return "受け取る" if self.is_wanted else "受け取らない"
