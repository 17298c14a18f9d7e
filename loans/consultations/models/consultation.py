from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loans.consultations.models import words
from loans.rows import CaseRow, history, same_tenant
from loans.states import ConsultationState


class Consultation(CaseRow):
    """相談. One talk with a client, whether or not it becomes an application.

    Nothing is known before it was said: whatever was not asked is blank. members, schemes and answers are lists of one
    form each and are saved with it: rows of the household that are typed while the talk goes on have no life of their
    own before an application makes 世帯員 of them. members: dicts of carried.MEMBER; schemes: {code: {result, note}};
    answers: {question: yes, no, asked or later}.
    """

    Topic = words.Topic

    state = models.CharField("状態", max_length=20, choices=ConsultationState, default=ConsultationState.OPEN)
    came_on = models.DateField("相談日")
    channel = models.CharField("面談方法", max_length=12, choices=words.Channel, blank=True)
    route = models.CharField("来談経路", max_length=20, choices=words.Route, blank=True)
    visitor = models.CharField("来談された方", max_length=14, choices=words.Visitor, blank=True)
    visitor_name = models.CharField("来談された方の氏名", max_length=60, blank=True)
    visitor_phone = models.CharField("来談された方の電話番号", max_length=20, blank=True)
    client_name = models.CharField("氏名", max_length=60, blank=True)
    client_kana = models.CharField("フリガナ", max_length=80, blank=True)
    client_phone = models.CharField("電話番号", max_length=20, blank=True)
    client_born = models.CharField("生年月日", max_length=10, blank=True)
    client_sex = models.CharField("性別", max_length=1, choices=words.Sex, blank=True)
    client_postcode = models.CharField("郵便番号", max_length=8, blank=True)
    client_address = models.CharField("住所", max_length=120, blank=True)
    housing = models.CharField("住居", max_length=10, choices=words.Housing, blank=True)
    members = models.JSONField("いっしょに暮らす方", default=list)
    work = models.CharField("仕事", max_length=14, choices=words.Work, blank=True)
    occupation = models.CharField("勤務先・職業", max_length=40, blank=True)
    monthly_income_yen = models.PositiveIntegerField("ご本人の月収", null=True)
    household_income_yen = models.PositiveIntegerField("世帯の月収", null=True)
    outlook = models.TextField("今後の収入の見通し", blank=True)
    topics = ArrayField(models.CharField(max_length=20, choices=words.Topic), verbose_name="ご相談の内容", default=list)
    main_topic = models.CharField("いちばんお困りのこと", max_length=20, choices=words.Topic, blank=True)
    gist = models.TextField("相談の要旨", blank=True)
    debts = models.CharField("ほかの借入れ", max_length=3, choices=words.Answer, blank=True)
    debts_yen = models.PositiveIntegerField("借入れの残高", null=True)
    debts_monthly_yen = models.PositiveIntegerField("毎月の返済額", null=True)
    wish = models.CharField("貸付けの希望", max_length=6, choices=words.Wish, blank=True)
    fund = models.CharField("希望する資金", max_length=20, blank=True)
    amount_yen = models.PositiveIntegerField("希望する金額", null=True)
    needed_by = models.DateField("必要な時期", null=True)
    reason_text = models.TextField("借入れの理由", blank=True)
    health_insurance = models.CharField("健康保険", max_length=10, choices=words.HealthInsurance, blank=True)
    pension = models.CharField("年金", max_length=10, choices=words.Pension, blank=True)
    schemes = models.JSONField("他制度の確認", default=dict)
    other_schemes = models.TextField("他制度の確認結果", blank=True)
    answers = models.JSONField("確認したこと", default=dict)
    sharing = models.CharField("関係機関との情報共有", max_length=7, choices=words.Sharing, blank=True)
    sharing_on = models.DateField("同意を確認した日", null=True)
    next_on = models.DateField("次回の予定日", null=True)
    referred_to = models.CharField("つなぎ先", max_length=80, blank=True)
    next_note = models.CharField("次回に確認すること", max_length=200, blank=True)
    counsellor_id = models.BigIntegerField("相談員")
    counsellor_name = models.CharField("相談員名", max_length=60)
    is_shared = models.BooleanField("県社協と共有", default=False)
    is_nondisclosure = models.BooleanField("支援措置の対象", default=False, db_default=False)
    earlier_id = models.UUIDField("前回の相談", null=True)
    carried = ArrayField(models.CharField(max_length=30), verbose_name="前回のままの項目", default=list)
    begun_from = models.UUIDField("始めた画面", null=True)
    saved_from = models.UUIDField("保存した画面", null=True)
    saved_turn = models.PositiveIntegerField("保存した画面での順番", default=0, db_default=0)
    saved_by = models.BigIntegerField("保存者", null=True)
    saved_at = models.DateTimeField("保存日時", null=True)
    kept_at = models.DateTimeField("履歴に残した日時", null=True)
    kept_version = models.PositiveIntegerField("履歴に残した版", default=0)
    told = ArrayField(models.CharField(max_length=30), verbose_name="記録した項目", default=list)
    version = models.PositiveIntegerField("版", default=1)
    history = history()

    class Meta:
        verbose_name = "相談"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="consultation_begun_once", fields=["prefecture", "municipal_council", "begun_from"]
            ),
            models.CheckConstraint(
                name="consultation_born_is_a_date",
                condition=models.Q(client_born="") | models.Q(client_born__regex=r"^\d{4}-\d{2}-\d{2}$"),
            ),
            models.CheckConstraint(
                name="consultation_sharing_is_dated",
                condition=models.Q(sharing="", sharing_on__isnull=True)
                | ~models.Q(sharing="") & models.Q(sharing_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="consultation_of_counter", fields=["municipal_council", "-created_at", "id"]),
            models.Index(
                name="consultation_open",
                fields=["municipal_council", "-created_at", "id"],
                condition=models.Q(state="open"),
            ),
            models.Index(name="consultation_of_office", fields=["prefecture", "-created_at", "id"]),
            models.Index(
                name="consultation_due",
                fields=["municipal_council", "next_on"],
                condition=models.Q(state="open", next_on__isnull=False),
            ),
            models.Index(name="consultation_by_kana", fields=["municipal_council", "client_kana", "client_born"]),
            models.Index(name="consultation_by_phone", fields=["municipal_council", "client_phone"]),
        ]

    def __str__(self) -> str:
        return f"{self.client_name} 様" if self.client_name else "お名前未確認"

    @property
    def all_topics(self) -> list[str]:
        """ご相談の内容, ◎ first: what troubles most is told by its mark alone."""
        return list(dict.fromkeys([*filter(None, [self.main_topic]), *self.topics]))
