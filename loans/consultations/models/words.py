"""聞き取りの言葉. The choices of the 相談受付票. Source: 自立相談支援機関の相談受付・申込票（標準様式）, A面とB面."""

from django.db import models


class Topic(models.TextChoices):
    """ご相談の内容."""

    ILLNESS = "illness", "病気や健康、障害"
    HOUSING = "housing", "住まい"
    INCOME = "income", "収入・生活費"
    RENT = "rent", "家賃やローン"
    TAXES = "taxes", "税金や公共料金"
    DEBT = "debt", "債務"
    JOB_SEARCH = "job_search", "仕事探し・就職"
    WORK = "work", "仕事上の不安やトラブル"
    COMMUNITY = "community", "地域との関係"
    FAMILY = "family", "家族との関係"
    CHILDREN = "children", "子育て"
    CARE = "care", "介護"
    WITHDRAWN = "withdrawn", "ひきこもり・不登校"
    VIOLENCE = "violence", "DV・虐待"
    FOOD = "food", "食べるものがない"
    OTHER = "other", "その他"


class Channel(models.TextChoices):
    """面談方法."""

    COUNTER = "counter", "来所"
    PHONE = "phone", "電話"
    HOME = "home", "訪問"
    OUTREACH = "outreach", "出張相談"
    OTHER = "other", "その他"


class Route(models.TextChoices):
    """来談経路."""

    SELF = "self", "ご自分で"
    FAMILY = "family", "家族・知人から"
    SUPPORT_CENTER = "support_center", "自立相談支援機関から"
    OFFICE = "office", "市役所・福祉事務所から"
    COMMISSIONER = "commissioner", "民生委員から"
    OTHER = "other", "その他"


class Visitor(models.TextChoices):
    """来談者. Who sits here; blank while it is the client, or not asked."""

    CLIENT = "client", "ご本人"
    FAMILY = "family", "家族"
    COMMISSIONER = "commissioner", "民生委員"
    SUPPORTER = "supporter", "支援機関の方"
    OTHER = "other", "その他"


class Sex(models.TextChoices):
    MALE = "M", "男"
    FEMALE = "F", "女"
    UNKNOWN = "", "未回答"


class Work(models.TextChoices):
    """仕事."""

    REGULAR = "regular", "正社員・公務員"
    TEMPORARY = "temporary", "臨時・パート・アルバイト・派遣"
    SELF_EMPLOYED = "self_employed", "自営・家族従業者・内職"
    PENSIONER = "pensioner", "年金生活"
    UNEMPLOYED = "unemployed", "失業・休職中"
    OTHER = "other", "その他"


class Housing(models.TextChoices):
    """住居."""

    OWNED = "owned", "持ち家"
    RENTED = "rented", "民間の借家・アパート"
    PUBLIC = "public", "公営・公団住宅"
    COMPANY = "company", "会社の寮・社宅"
    STAYING = "staying", "知人宅・施設など"
    NONE = "none", "住まいがない"


class HealthInsurance(models.TextChoices):
    """健康保険."""

    NATIONAL = "national", "国民健康保険"
    EMPLOYEES = "employees", "社会保険（会社など）"
    ELDERLY = "elderly", "後期高齢者医療"
    ASSISTANCE = "assistance", "生活保護の医療扶助"
    NONE = "none", "加入していない"
    OTHER = "other", "その他"


class Pension(models.TextChoices):
    """年金."""

    RECEIVING = "receiving", "受けている"
    PAYING = "paying", "払っている"
    EXEMPT = "exempt", "免除・猶予"
    UNPAID = "unpaid", "払えていない"
    NONE = "none", "加入していない"


class Answer(models.TextChoices):
    YES = "yes", "はい"
    NO = "no", "いいえ"


class Wish(models.TextChoices):
    """貸付の希望."""

    YES = "yes", "ある"
    NO = "no", "ない"
    UNSURE = "unsure", "迷っている"


class Sharing(models.TextChoices):
    """関係機関との情報共有."""

    GIVEN = "given", "同意する"
    REFUSED = "refused", "同意しない"
