from typing import ClassVar

from django.db import models

from councils.era import PartialDate
from councils.household import Relation
from loans.rows import PartRow, history, parent_key, same_tenant

# 月収の内訳, whose sum is 月収.
INCOMES = ("wage_yen", "business_yen", "pension_yen", "allowance_yen", "support_yen", "other_income_yen")
# 要配慮個人情報: opened and told by themselves.
HEALTH = ("disability", "disability_grade", "care_level")


class Member(PartRow):
    """世帯員. One person of the household as the client says; the applicant is one of them."""

    class Sex(models.TextChoices):
        MALE = "M", "男"
        FEMALE = "F", "女"
        UNKNOWN = "", "未回答"

    class Work(models.TextChoices):
        """仕事. Source: 自立相談支援機関の相談受付・申込票（標準様式）, put into fewer words."""

        REGULAR = "regular", "正社員・公務員"
        PART_TIME = "part_time", "パート・アルバイト・臨時"
        DISPATCHED = "dispatched", "派遣"
        OWN_BUSINESS = "own_business", "自営・内職・家族の仕事の手伝い"
        ON_LEAVE = "on_leave", "休職中"
        BETWEEN_JOBS = "between_jobs", "失業中・求職中"
        PENSIONER = "pensioner", "年金で生活"
        SCHOOL = "school", "学生・就学前"
        NONE = "none", "働いていない"
        OTHER = "other", "その他"

    class Disability(models.TextChoices):
        """障害者手帳. Source: loan-products.md §1, 障害者世帯."""

        PHYSICAL = "physical", "身体障害者手帳"
        INTELLECTUAL = "intellectual", "療育手帳"
        MENTAL = "mental", "精神障害者保健福祉手帳"
        SERVICES = "services", "手帳はないが、障害福祉サービスを利用"

    class Care(models.TextChoices):
        """介護度. Source: 介護保険法の要介護・要支援の区分."""

        SUPPORT_1 = "support_1", "要支援1"
        SUPPORT_2 = "support_2", "要支援2"
        CARE_1 = "care_1", "要介護1"
        CARE_2 = "care_2", "要介護2"
        CARE_3 = "care_3", "要介護3"
        CARE_4 = "care_4", "要介護4"
        CARE_5 = "care_5", "要介護5"

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
    work = models.CharField("仕事", max_length=12, choices=Work, blank=True, default="")
    employer = models.CharField("勤務先", max_length=60, blank=True, default="")
    employed_since = models.CharField("勤め始めた日", max_length=10, blank=True, default="")
    wage_yen = models.PositiveIntegerField("給与（月額）", null=True)
    business_yen = models.PositiveIntegerField("事業収入（月額）", null=True)
    pension_yen = models.PositiveIntegerField("年金（月額）", null=True)
    allowance_yen = models.PositiveIntegerField("手当・給付（月額）", null=True)
    support_yen = models.PositiveIntegerField("仕送り・養育費（月額）", null=True)
    other_income_yen = models.PositiveIntegerField("そのほかの収入（月額）", null=True)
    # 要配慮個人情報: shown folded, and named in the trail by a word of its own (health.py)
    disability = models.CharField("障害者手帳", max_length=12, choices=Disability, blank=True, default="")
    disability_grade = models.CharField("手帳の等級", max_length=10, blank=True, default="")
    care_level = models.CharField("介護度", max_length=10, choices=Care, blank=True, default="")
    school = models.CharField("学校", max_length=60, blank=True, default="")
    school_year = models.CharField("学年", max_length=10, blank=True, default="")
    note = models.CharField("備考", max_length=200, blank=True, default="")
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
