from typing import ClassVar

from django.db import models

from councils.models import Council
from loans.paper_states import PaperState, Trouble
from loans.rows import PartRow, parent_key, same_tenant


class Document(PartRow):
    """書類. A paper of the case as a file: read by content, never by its name; served as an attachment only.

    content is what the check wrote anew; sha256 is of what came in, which stays in quarantine (Arrival) until then.
    Several sheets of one paper are several rows. replaces: the one that was taken again; marks: what the counsellor
    says of each number that must not be readable; is_vouched: twelve digits that are in it are no 個人番号.
    A signed 同意書 says which consent it proves.
    A result of マイナポータル (kept.py) says whose it is and when the person obtained it: its origin.
    """

    application = parent_key("loans.Application", "documents")
    kind = models.CharField("種類", max_length=20)
    name = models.CharField("ファイル名", max_length=120)
    media_type = models.CharField("形式", max_length=40)
    size = models.PositiveIntegerField("大きさ（バイト）")
    sha256 = models.CharField("ハッシュ", max_length=64)
    state = models.CharField("確認", max_length=10, choices=PaperState, default=PaperState.CHECKING)
    trouble = models.CharField("開けなかった理由", max_length=20, choices=Trouble, blank=True, default="")
    content = models.BinaryField("内容", null=True)
    checked_at = models.DateTimeField("確認日時", null=True)
    added_by = models.BigIntegerField("登録者")
    added_name = models.CharField("登録者名", max_length=60)
    removed_at = models.DateTimeField("取消日時", null=True)
    member = parent_key("loans.Member", "own_results", null=True)
    obtained_on = models.DateField("ご本人の取得日", null=True)
    sheet = models.PositiveSmallIntegerField("枚目", default=1)
    issued_on = models.DateField("発行日", null=True)
    marks = models.JSONField("黒塗りの確認", default=dict)
    is_vouched = models.BooleanField("12桁は個人番号ではない", default=False)
    replaces = parent_key("loans.Document", "retakes", null=True)
    consent = parent_key("loans.Consent", "scans", null=True)
    page_count = models.PositiveSmallIntegerField("ページ数", null=True)
    thumbnail = models.BinaryField("縮小画像", null=True)

    class Meta:
        verbose_name = "書類"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(
                name="document_holds_what_was_checked",
                condition=models.Q(state="checking", content__isnull=True, checked_at__isnull=True, trouble="")
                | models.Q(state="checked", content__isnull=False, checked_at__isnull=False, trouble="")
                | (models.Q(state="refused", content__isnull=True, checked_at__isnull=False) & ~models.Q(trouble="")),
            ),
            models.CheckConstraint(
                name="document_is_shown_small_once_checked",
                condition=models.Q(thumbnail__isnull=True) | models.Q(state="checked"),
            ),
            models.CheckConstraint(
                name="document_of_portal_has_its_origin",
                condition=models.Q(kind="PORTAL", member__isnull=False, obtained_on__isnull=False)
                | (~models.Q(kind="PORTAL") & models.Q(member__isnull=True, obtained_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="document_proves_a_consent_as_its_paper",
                condition=models.Q(consent__isnull=True) | models.Q(kind="CONSENT_PAPER"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="document_of_application", fields=["prefecture", "application", "created_at"]),
            models.Index(
                name="document_kinds",
                fields=["prefecture", "application", "kind"],
                include=["is_forwarded"],
                condition=models.Q(removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """届いたままのファイル. In quarantine: written by the counter, read and destroyed by the office's worker alone.

    boxes: what is to be blacked out of a photograph, as shares of its width and height (left, top, right, bottom).
    """

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, db_constraint=False, related_name="arrival", verbose_name="書類"
    )
    prefecture = models.ForeignKey(
        Council, models.PROTECT, related_name="+", db_index=False, verbose_name="都道府県社協"
    )
    municipal_council = models.ForeignKey(
        Council, models.PROTECT, related_name="+", db_index=False, verbose_name="市区町村社協"
    )
    content = models.BinaryField("内容")
    boxes = models.JSONField("黒塗りの範囲", default=list)

    class Meta:
        verbose_name = "届いたままのファイル"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
