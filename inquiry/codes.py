"""照会の符号. The closed lists that the slip speaks in; what crosses it is a code of these, never words or values."""

from django.db import models


class Kind(models.TextChoices):
    """特定個人情報の種類. What a council may ask about, for the loans. Source: 003 図表3-16."""

    TAX = "TAX", "地方税関係情報"
    HOUSEHOLD = "HOUSEHOLD", "住民票関係情報"
    CHILD_ALLOWANCE = "CHILD_ALLOWANCE", "児童手当関係情報"
    CARE_INSURANCE = "CARE_INSURANCE", "介護保険給付等関係情報"
    ASSISTANCE = "ASSISTANCE", "生活保護関係情報"
    CHILD_REARING = "CHILD_REARING", "児童扶養手当関係情報"
    LONE_PARENT_BENEFIT = "LONE_PARENT_BENEFIT", "母子父子寡婦給付金関係情報"
    LONE_PARENT_LOAN = "LONE_PARENT_LOAN", "母子父子寡婦福祉資金貸付関係情報"
    PENSION = "PENSION", "年金給付関係情報"
    WORK_INJURY = "WORK_INJURY", "労働者災害補償関係情報"
    WAR_RELIEF = "WAR_RELIEF", "援護関係情報"
    UNEMPLOYMENT = "UNEMPLOYMENT", "失業等給付関係情報"
    ASBESTOS = "ASBESTOS", "石綿健康被害救済給付関係情報"
    TRAINING_BENEFIT = "TRAINING_BENEFIT", "職業訓練受講給付金関係情報"
    SPECIAL_CHILD = "SPECIAL_CHILD", "特別児童扶養手当関係情報"
    MEDICAL_INSURANCE = "MEDICAL_INSURANCE", "医療保険給付関係情報"
    WELFARE_LOAN = "WELFARE_LOAN", "生活福祉資金貸付関係情報"
    ACCOUNT = "ACCOUNT", "公的給付支給等口座登録簿関係情報"


class Purpose(models.TextChoices):
    """照会目的."""

    REVIEW = "REVIEW", "生活福祉資金の貸付審査"


class LegalBasis(models.TextChoices):
    """根拠. Source: 番号法別表第二の30の項（廃止前）; the present item is not public and stays configuration."""

    LIVELIHOOD_LOAN = "LIVELIHOOD_LOAN", "社会福祉法による生計困難者への資金貸付け"


class ProviderType(models.TextChoices):
    """情報提供者の種類. Source: 003 図表3-16, right column, and 003's plan for 住基ネット."""

    MUNICIPALITY = "MUNICIPALITY", "市区町村"
    PENSION_SERVICE = "PENSION_SERVICE", "日本年金機構"
    MUTUAL_AID = "MUTUAL_AID", "共済組合等"
    PREFECTURE = "PREFECTURE", "都道府県知事・福祉事務所"
    MINISTER = "MINISTER", "厚生労働大臣"
    INSURER = "INSURER", "医療保険者・広域連合"
    COUNCIL = "COUNCIL", "社会福祉協議会（他の都道府県）"
    DIGITAL_AGENCY = "DIGITAL_AGENCY", "デジタル庁（口座登録簿）"
    RESIDENT_NETWORK = "RESIDENT_NETWORK", "住基ネット（県の設定による）"


class Scene(models.TextChoices):
    """場面. Which question of a review an inquiry helps to answer."""

    HOUSEHOLD = "HOUSEHOLD", "世帯構成の確認"
    INCOME = "INCOME", "収入・課税の確認"
    BENEFIT = "BENEFIT", "他の制度の利用の確認"
    LOAN = "LOAN", "重複する貸付けの確認"
    CARE = "CARE", "療養・介護の確認"
    PAYOUT = "PAYOUT", "振込先の確認"


class Scope(models.TextChoices):
    """照会条件. No period is the newest. Source: 000, 001."""

    NEWEST = "NEWEST", "最新"
    POINT = "POINT", "時点"
    RANGE = "RANGE", "期間"


class LeftOut(models.TextChoices):
    """照会しない理由. Of the plan, or of the reviewer who leaves a line out."""

    NOT_IN_PLAN = "NOT_IN_PLAN", "この資金の計画では照会しない"
    PAPER_AT_HAND = "PAPER_AT_HAND", "書類で確認済み"
    NOT_NEEDED = "NOT_NEEDED", "この案件の判断に使わない"
    DECLINED = "DECLINED", "本人が書類での確認を希望"
    PROTECTED = "PROTECTED", "支援措置のため"


class MutualAid(models.TextChoices):
    """共済組合等. Those that a life history can suggest; each answers for its own."""

    NATIONAL = "KYOSAI_NATIONAL", "国家公務員共済組合連合会"
    LOCAL = "KYOSAI_LOCAL", "地方公務員共済組合"
    SCHOOL = "KYOSAI_SCHOOL", "日本私立学校振興・共済事業団"


class ProgressCode(models.TextChoices):
    """照会の進み."""

    TAKEN_UP = "TAKEN_UP", "照会部門で受付"
    IDENTIFIED = "IDENTIFIED", "本人特定済み"
    NEEDS_PERSON = "NEEDS_PERSON", "本人特定を担当者が確認中"
    ASKED = "ASKED", "照会中"
    DONE = "DONE", "照会完了"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN", "結果不明（担当者の判断待ち）"
    CLOSED = "CLOSED", "番号廃棄済み"


class FindingCode(models.TextChoices):
    """照会結果の項目. Of a pension, an allowance or a loan only whether there is one."""

    HOUSEHOLD_COMPOSITION = "HOUSEHOLD_COMPOSITION", "世帯構成"
    RESIDENT_TAX_EXEMPT = "RESIDENT_TAX_EXEMPT", "市町村民税非課税"
    INCOME_LIMIT = "INCOME_LIMIT", "世帯の所得"
    PUBLIC_ASSISTANCE = "PUBLIC_ASSISTANCE", "生活保護の受給"
    PENSION_RECEIVED = "PENSION_RECEIVED", "年金の受給"
    UNEMPLOYMENT_RECEIVED = "UNEMPLOYMENT_RECEIVED", "失業等給付の受給"
    TRAINING_RECEIVED = "TRAINING_RECEIVED", "職業訓練受講給付金の受給"
    CHILD_ALLOWANCE_RECEIVED = "CHILD_ALLOWANCE_RECEIVED", "児童手当の受給"
    CHILD_REARING_RECEIVED = "CHILD_REARING_RECEIVED", "児童扶養手当の受給"
    SPECIAL_CHILD_RECEIVED = "SPECIAL_CHILD_RECEIVED", "特別児童扶養手当の受給"
    OTHER_LOAN = "OTHER_LOAN", "ほかの都道府県での借入れ"
    LONE_PARENT_LOAN_OPEN = "LONE_PARENT_LOAN_OPEN", "母子父子寡婦福祉資金の借入れ"
    OLD_COPY = "OLD_COPY", "更新の古い情報"


class Verdict(models.TextChoices):
    """照会結果の区分. Coarse by design."""

    APPLIES = "APPLIES", "該当"
    DOES_NOT_APPLY = "DOES_NOT_APPLY", "非該当"
    CONSISTENT = "CONSISTENT", "申告と一致"
    DIFFERENT = "DIFFERENT", "申告と相違"
    WITHIN = "WITHIN", "基準内"
    NEAR = "NEAR", "基準に近接"
    OVER = "OVER", "基準を超過"
    NEEDS_CHECK = "NEEDS_CHECK", "要確認：別の書類が必要"


class FindingReason(models.TextChoices):
    """要確認の理由. Told only where it is the gate's own and says nothing of anybody: a provider's refusal has none."""

    NO_LIMIT = "NO_LIMIT", "基準額が登録されていません"


# 規則の名. A finding names its rule and a version of one to three digits: what else it could carry would be a message.
RULES = (
    "HOUSEHOLD",
    "TAX_EXEMPT",
    "ASSISTANCE",
    "INCOME_LIMIT",
    "PENSION",
    "UNEMPLOYMENT",
    "TRAINING",
    "CHILD_ALLOWANCE",
    "CHILD_REARING",
    "SPECIAL_CHILD",
    "OTHER_LOAN",
    "LONE_PARENT_LOAN",
    "OLD_COPY",
)


class WithdrawalReason(models.TextChoices):
    """照会結果の取下げの理由. Why what was told is not to be used; the office learns no more."""

    REDO = "REDO", "照会のやり直し：判断に使わない"
    STANDS = "STANDS", "照会結果は有効"
    UNLINKED = "UNLINKED", "未確認：紐付けを取り消しました"


class RepeatReason(models.TextChoices):
    """もう一度照会する理由, where the same person was asked about otherwise in the last days."""

    CORRECTED = "CORRECTED", "世帯の記入が誤っていた"
    MOVED = "MOVED", "世帯に異動があった（転入・転出・出生など）"
    OTHER_LOAN = "OTHER_LOAN", "別の申込みで、世帯が異なる"
    OTHER_QUESTION = "OTHER_QUESTION", "照会の目的や、照会する情報が異なる"
    PROVIDER_ASKED = "PROVIDER_ASKED", "照会先から確認を求められた"


class ClosingReason(models.TextChoices):
    """案件終了の理由."""

    DECIDED = "DECIDED", "決定の通知"
    DENIED = "DENIED", "不承認"
    WITHDRAWN = "WITHDRAWN", "取下げ"
