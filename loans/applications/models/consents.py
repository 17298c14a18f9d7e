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
    """同意. One person's agreement to one text, from a day to a day, until withdrawn.

    Of somebody of the household (member) or of who stands beside the applicant (party). For a minor the 法定代理人
    agrees: representative_id names that person, of the household or a party, as it was then; once of age one agrees
    alone. RENEWED: a newer one stands in its place, and nothing that is under way stops.
    """

    class Withdrawal(models.TextChoices):
        TAKEN_BACK = "taken_back", "取消し"
        PERSON_CHANGED = "person_changed", "氏名・生年月日の変更"
        EXPIRED = "expired", "期限切れ"
        REFUSED = "refused", "同意しないとの申し出"
        RENEWED = "renewed", "更新"
        LEFT = "left", "世帯・申込から外した"

    class Way(models.TextChoices):
        TABLET = "tablet", "画面に署名"
        PAPER = "paper", "紙の同意書に署名"
        ORAL = "oral", "読み上げて口頭で同意"

    application = parent_key("loans.Application", "consents")
    member = parent_key("loans.Member", "consents", null=True)
    party = parent_key("loans.Party", "consents", null=True)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    given_on = models.DateField("同意日")
    valid_until = models.DateField("有効期限", null=True)
    way = models.CharField("同意の方法", max_length=8, choices=Way, default=Way.ORAL)
    # 署名: strokes of points in a box of 1000 × 300, drawn as lines; numbers alone, so nothing in it can run
    signature = models.JSONField("署名", null=True)
    representative_id = models.UUIDField("法定代理人", null=True)
    representative_name = models.CharField("法定代理人の氏名", max_length=60, blank=True, default="")
    taken_by = models.BigIntegerField("確認者")
    taken_name = models.CharField("確認者名", max_length=60, blank=True, default="")
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
            models.UniqueConstraint(
                name="consent_of_party_once_per_text",
                fields=["prefecture", "municipal_council", "party", "text"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_of_one_person",
                condition=models.Q(member__isnull=False, party__isnull=True)
                | models.Q(member__isnull=True, party__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_by_its_way",
                condition=models.Q(way="tablet", signature__isnull=False)
                | models.Q(way__in=["paper", "oral"], signature__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_for_a_minor_names_who_agreed",
                condition=models.Q(representative_id__isnull=True, representative_name="")
                | (models.Q(representative_id__isnull=False) & ~models.Q(representative_name="")),
            ),
        ]
        indexes: ClassVar = [models.Index(name="consent_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return str(self.text)


class Refusal(PartRow):
    """同意の拒否. Somebody of the household who does not agree: asked for papers instead, and the case goes on.

    A table of its own: whoever reads consents cannot take a no for a yes.
    """

    class Reason(models.TextChoices):
        OWN_PAPERS = "own_papers", "自分で書類を出したい"
        NOT_KNOWN = "not_known", "情報を知られたくない"
        AGAINST_LOAN = "against_loan", "借入れに賛成していない"
        OTHER = "other", "その他・理由は言わない"

    application = parent_key("loans.Application", "refusals")
    member = parent_key("loans.Member", "refusals")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    refused_on = models.DateField("確認日")
    reason = models.CharField("理由", max_length=12, choices=Reason)
    note = models.CharField("聞き取ったこと", max_length=200, blank=True)
    taken_by = models.BigIntegerField("確認者")
    taken_name = models.CharField("確認者名", max_length=60)
    lifted_at = models.DateTimeField("終了日時", null=True)
    history = history()

    class Meta:
        verbose_name = "同意の拒否"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="refusal_once",
                fields=["prefecture", "municipal_council", "member"],
                condition=models.Q(lifted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="refusal_by_code",
                condition=models.Q(reason__in=["own_papers", "not_known", "against_loan", "other"]),
            ),
        ]
        indexes: ClassVar = [models.Index(name="refusal_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return self.get_reason_display()
