from django.db import models


class Request(models.Model):
    """借入れの内容. What single funds ask for beside what every form has; which of it, their terms say.

    costs: 必要額内訳, a list of {"what", "yen"}. answers: 県独自項目, a value by the code of its definition.
    monthly_yen × lending_months is amount_yen, held by the database.
    """

    class Payee(models.TextChoices):
        """送金先. Source: gentosha-go 39726 (住宅入居費は家主または不動産業者へ)."""

        LANDLORD = "landlord", "家主"
        AGENT = "agent", "不動産業者"

    class PropertyKind(models.TextChoices):
        LAND = "land", "土地（戸建て）"
        HOUSE = "house", "土地と建物（戸建て）"
        APARTMENT = "apartment", "集合住宅"

    class SupportCentre(models.TextChoices):
        """自立相談支援事業の利用."""

        USING = "using", "利用している"
        APPLIED = "applied", "利用を申し込んだ"
        NOT_YET = "not_yet", "まだ利用していない"

    monthly_yen = models.PositiveIntegerField("借入月額", null=True)
    lending_months = models.PositiveSmallIntegerField("貸付期間（月）", null=True)
    lending_from = models.DateField("貸付開始月", null=True)
    purpose = models.CharField("資金使途", max_length=20, blank=True, db_default="")
    lasting_months = models.PositiveSmallIntegerField("使途の期間（月）", null=True)
    guide_reason = models.TextField("目安を超える理由", blank=True, db_default="")
    school = models.CharField("学校の種別", max_length=20, blank=True, db_default="")
    school_name = models.CharField("学校名", max_length=60, blank=True, db_default="")
    school_year = models.PositiveSmallIntegerField("学年", null=True)
    graduates_on = models.DateField("卒業予定日", null=True)
    is_specially_needed = models.BooleanField("特に必要", default=False, db_default=False)
    special_need = models.TextField("特に必要な理由", blank=True, db_default="")
    costs = models.JSONField("必要額内訳", default=list, db_default=models.Value([], models.JSONField()))
    own_funds_yen = models.PositiveIntegerField("自己資金", null=True)
    other_grants_yen = models.PositiveIntegerField("他制度からの給付・借入れ", null=True)
    payee = models.CharField("送金先", max_length=10, choices=Payee, blank=True, db_default="")
    payee_name = models.CharField("送金先の名称", max_length=60, blank=True, db_default="")
    property_kind = models.CharField("不動産の種類", max_length=10, choices=PropertyKind, blank=True, db_default="")
    property_address = models.CharField("不動産の所在地", max_length=120, blank=True, db_default="")
    property_value_yen = models.PositiveIntegerField("不動産の評価額", null=True)
    heirs = models.TextField("推定相続人", blank=True, db_default="")
    assistance_yen = models.PositiveIntegerField("生活扶助額（月額）", null=True)
    support_centre = models.CharField(
        "自立相談支援事業の利用", max_length=10, choices=SupportCentre, blank=True, db_default=""
    )
    answers = models.JSONField("県独自項目の回答", default=dict, db_default=models.Value({}, models.JSONField()))
    again_reason = models.TextField("重ねて申し込む理由", blank=True, db_default="")

    class Meta:
        abstract = True
