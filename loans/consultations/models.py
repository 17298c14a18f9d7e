from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loans.rows import CaseRow, history, same_tenant
from loans.states import ConsultationState


class Consultation(CaseRow):
    """相談. One talk with a client, whether or not it becomes an application."""

    class Topic(models.TextChoices):
        """ご相談の内容. Source: 自立相談支援機関の相談受付・申込票（標準様式）."""

        ILLNESS = "illness", "病気や健康、障害"
        HOUSING = "housing", "住まい"
        INCOME = "income", "収入・生活費"
        RENT = "rent", "家賃やローン"
        TAXES = "taxes", "税金や公共料金"
        DEBT = "debt", "債務"
        JOB_SEARCH = "job_search", "仕事探し・就職"
        WORK = "work", "仕事上の不安やトラブル"
        FAMILY = "family", "家族との関係"
        CHILDREN = "children", "子育て"
        CARE = "care", "介護"
        VIOLENCE = "violence", "DV・虐待"
        FOOD = "food", "食べるものがない"
        OTHER = "other", "その他"

    state = models.CharField("状態", max_length=20, choices=ConsultationState, default=ConsultationState.OPEN)
    came_on = models.DateField("相談日")
    client_name = models.CharField("氏名", max_length=60)
    client_kana = models.CharField("フリガナ", max_length=80)
    client_phone = models.CharField("電話番号", max_length=20, blank=True)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), verbose_name="ご相談の内容", default=list)
    gist = models.TextField("相談の要旨", blank=True)
    other_schemes = models.TextField("他制度の確認結果", blank=True)
    counsellor_id = models.BigIntegerField("相談員")
    counsellor_name = models.CharField("相談員名", max_length=60)
    is_shared = models.BooleanField("県社協と共有", default=False)
    version = models.PositiveIntegerField("版", default=1)
    history = history()

    class Meta:
        verbose_name = "相談"
        default_permissions = ()
        constraints: ClassVar = same_tenant()
        indexes: ClassVar = [
            models.Index(name="consultation_of_counter", fields=["municipal_council", "-created_at", "id"]),
            models.Index(name="consultation_by_kana", fields=["prefecture", "client_kana"]),
            models.Index(name="consultation_of_office", fields=["prefecture", "-created_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.client_name} 様"
