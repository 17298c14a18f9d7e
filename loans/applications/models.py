from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from councils.era import PartialDate
from councils.household import Relation
from loans.rows import CaseRow, PartRow, history, parent_key, same_tenant, who_and_when
from loans.states import State


class Application(CaseRow):
    """借入申込. One household's request for one loan, from receipt to decision."""

    consultation = parent_key("loans.Consultation", "applications")
    state = models.CharField("状態", max_length=20, choices=State, default=State.DRAFT)
    receipt_number = models.CharField("受付番号", max_length=20)
    prefectural_number = models.CharField("県受付番号", max_length=30, null=True)
    fund = models.CharField("資金の種類", max_length=20)
    terms = models.ForeignKey("loans.FundTerms", models.PROTECT, related_name="+", verbose_name="適用する貸付条件")
    applicant_name = models.CharField("氏名", max_length=60)
    applicant_kana = models.CharField("フリガナ", max_length=80)
    applicant_phone = models.CharField("電話番号", max_length=20, blank=True)
    reason = models.CharField("貸付事由", max_length=20, blank=True)
    reason_text = models.TextField("借入理由", blank=True)
    outlook = models.TextField("今後の収入の見通し", blank=True)
    amount_yen = models.PositiveIntegerField("借入希望額", null=True)
    grace_months = models.PositiveSmallIntegerField("据置期間（月）", null=True)
    repayment_months = models.PositiveSmallIntegerField("償還期間（月）", null=True)
    bank_name = models.CharField("金融機関", max_length=40, blank=True)
    bank_branch = models.CharField("支店", max_length=40, blank=True)
    account_number = models.CharField("口座番号", max_length=10, blank=True)
    account_holder_kana = models.CharField("口座名義（カタカナ）", max_length=60, blank=True)
    statements = ArrayField(models.CharField(max_length=40), verbose_name="申告・同意事項", default=list)
    is_nondisclosure = models.BooleanField("支援措置の対象", default=False)
    version = models.PositiveIntegerField("版", default=1)
    counsellor_id = models.BigIntegerField("相談員")
    counsellor_name = models.CharField("相談員名", max_length=60)
    submitted_by = models.BigIntegerField("受付者", null=True)
    submitted_at = models.DateTimeField("受付日時", null=True)
    forwarded_by = models.BigIntegerField("進達者", null=True)
    forwarded_at = models.DateTimeField("進達日時", null=True)
    received_by = models.BigIntegerField("県受付者", null=True)
    received_at = models.DateTimeField("県受付日時", null=True)
    history = history()

    class Meta:
        verbose_name = "借入申込"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="application_receipt_number", fields=["prefecture", "municipal_council", "receipt_number"]
            ),
            models.UniqueConstraint(name="application_prefectural_number", fields=["prefecture", "prefectural_number"]),
            who_and_when("submitted"),
            who_and_when("forwarded"),
            who_and_when("received"),
            models.CheckConstraint(
                name="application_amount_is_asked_for_before_it_leaves",
                condition=models.Q(state__in=[State.DRAFT, State.WITHDRAWN]) | models.Q(amount_yen__gt=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="application_of_counter", fields=["municipal_council", "-created_at", "id"]),
            models.Index(name="application_of_office", fields=["prefecture", "-created_at", "id"]),
            models.Index(name="application_by_number", fields=["prefecture", "receipt_number"]),
            models.Index(name="application_queue", fields=["prefecture", "state", "forwarded_at", "id"]),
            models.Index(
                name="application_received",
                fields=["prefecture", "received_at"],
                include=["municipal_council", "fund", "forwarded_at", "id"],
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number


class Member(PartRow):
    """世帯員. One person of the household as the client says; the applicant is one of them."""

    class Sex(models.TextChoices):
        MALE = "M", "男"
        FEMALE = "F", "女"
        UNKNOWN = "", "未回答"

    Relation = Relation

    application = parent_key("loans.Application", "members")
    position = models.PositiveSmallIntegerField("順")
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("フリガナ", max_length=80)
    born = models.CharField("生年月日", max_length=10)
    sex = models.CharField("性別", max_length=1, choices=Sex, blank=True)
    relation = models.CharField("続柄", max_length=12, choices=Relation)
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=120)
    occupation = models.CharField("職業・学校", max_length=40, blank=True)
    monthly_income_yen = models.PositiveIntegerField("月収", null=True)
    removed_at = models.DateTimeField("削除日時", null=True)
    history = history()

    class Meta:
        verbose_name = "世帯員"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="member_one_applicant",
                fields=["prefecture", "application"],
                condition=models.Q(relation="self", removed_at__isnull=True),
            ),
            # 0000-00-00 and 1945-00-00 are dates that are not known in part: facts, not gaps.
            models.CheckConstraint(
                name="member_born_is_a_date", condition=models.Q(born__regex=r"^\d{4}-\d{2}-\d{2}$")
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="member_of_application", fields=["prefecture", "application", "position"]),
            models.Index(name="member_by_kana_and_birth", fields=["prefecture", "kana", "born"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def born_on(self) -> PartialDate:
        return PartialDate.parse(self.born)


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


class Opinion(PartRow):
    """市区町村社協意見書. What the counter thinks of the request; a later one replaces it, both stay."""

    class Verdict(models.TextChoices):
        FIT = "fit", "適当"
        CONDITIONAL = "conditional", "条件付きで適当"
        UNFIT = "unfit", "不適当"

    application = parent_key("loans.Application", "opinions")
    verdict = models.CharField("意見", max_length=12, choices=Verdict)
    text = models.TextField("意見の内容")
    written_by = models.BigIntegerField("作成者")
    written_name = models.CharField("作成者名", max_length=60)
    history = history()

    class Meta:
        verbose_name = "市区町村社協意見書"
        default_permissions = ()
        constraints: ClassVar = same_tenant()
        indexes: ClassVar = [
            models.Index(name="opinion_of_application", fields=["prefecture", "application", "-created_at"])
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class Return(PartRow):
    """返戻. The office sends a case back with fixed reasons, words and a due date."""

    class Reason(models.TextChoices):
        PAPER_MISSING = "PAPER_MISSING", "書類の不足"
        AMOUNT_MISMATCH = "AMOUNT_MISMATCH", "金額・期間の不一致"
        ADDRESS_MISMATCH = "ADDRESS_MISMATCH", "住所と住民票の相違"
        ACCOUNT_MISMATCH = "ACCOUNT_MISMATCH", "口座名義の相違"
        SIGNATURE_MISSING = "SIGNATURE_MISSING", "署名・同意の不足"
        PERSON_UNCLEAR = "PERSON_UNCLEAR", "本人確認ができない"
        OTHER = "OTHER", "その他"

    application = parent_key("loans.Application", "returns")
    reasons = ArrayField(models.CharField(max_length=20, choices=Reason), verbose_name="返戻の理由")
    note = models.TextField("補正していただきたいこと")
    due_on = models.DateField("期限")
    returned_by = models.BigIntegerField("返戻者")
    returned_name = models.CharField("返戻者名", max_length=60)
    answered_at = models.DateTimeField("再進達日時", null=True)
    history = history()

    class Meta:
        verbose_name = "返戻"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="return_open_once",
                fields=["prefecture", "application"],
                condition=models.Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(name="return_has_a_reason", condition=~models.Q(reasons=[])),
        ]

    def __str__(self) -> str:
        return f"返戻 {self.due_on}"
