"""貸付条件. What a fund is lent on: dated rows, national or of one prefecture. Values only; nothing here decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """確からしさ. A ministry or two councils; B one council or form; C unverified; D sources disagree."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Per(StrEnum):
    """限度額の単位. For the whole loan, or for each month of lending."""

    LOAN = "loan"
    MONTH = "month"


class GraceFrom(StrEnum):
    """据置期間の起算."""

    DISBURSEMENT = "disbursement"
    LAST_DISBURSEMENT = "last_disbursement"
    GRADUATION = "graduation"
    CONTRACT_END = "contract_end"


class Repayment(StrEnum):
    """償還の方法. In instalments, or 一括 when the grace period ends."""

    INSTALMENTS = "instalments"
    LUMP_SUM = "lump_sum"


class GuarantorRule(StrEnum):
    """連帯保証人. OPTIONAL: required in principle, lent without."""

    NOT_REQUIRED = "not_required"
    NOT_IN_PRINCIPLE = "not_in_principle"
    OPTIONAL = "optional"
    FROM_HEIRS = "from_heirs"


class ConsultationRule(StrEnum):
    """自立相談支援事業の利用."""

    NOT_REQUIRED = "not_required"
    BY_REASON = "by_reason"
    REQUIRED = "required"


class Stage(StrEnum):
    """書類の時期. With the application, or after the decision."""

    APPLICATION = "application"
    CONTRACT = "contract"


class From(StrEnum):
    """だれから. One for the household, or one of every adult in it."""

    HOUSEHOLD = "household"
    EACH_ADULT = "each_adult"


class Property(StrEnum):
    """不動産の種類. What the appraisal covers."""

    LAND = "land"
    HOUSE = "house"
    APARTMENT = "apartment"


class Ask(StrEnum):
    """申込書で尋ねること. What this fund's form asks for beside what every form has; the words of the rule rows."""

    REASON = "reason"
    PURPOSE = "purpose"
    MONTHLY = "monthly"
    SCHOOL = "school"
    GRADUATION = "graduation"
    NEED = "need"
    COSTS = "costs"
    PAYEE = "payee"
    PROPERTY = "property"
    ASSISTANCE = "assistance"


@dataclass(frozen=True)
class School:
    """学校の種別."""

    code: str
    name: str


@dataclass(frozen=True)
class Ceiling:
    """貸付限度額. For households of these sizes (0: no upper end) and, where it names one, this school."""

    amount_yen: int
    per: Per
    household_from: int = 1
    household_to: int = 0
    school: str = ""


@dataclass(frozen=True)
class ShareOfValue:
    """不動産評価額に対する割合."""

    of: Property
    share: Decimal


@dataclass(frozen=True)
class GuideCeiling:
    """貸付上限額の目安. up_to_months is how long the purpose lasts (0: however long)."""

    amount_yen: int
    up_to_months: int = 0


@dataclass(frozen=True)
class Purpose:
    """資金使途. Its guide values may be departed from with a reason."""

    code: str
    name: str
    guides: tuple[GuideCeiling, ...]
    guide_repay_months: int


@dataclass(frozen=True)
class Reason:
    """借入理由."""

    code: str
    name: str
    consultation_required: bool


@dataclass(frozen=True)
class Paper:
    """必要書類. replaced_by names the 特定個人情報 that answers the same question."""

    code: str
    name: str
    stage: Stage
    of: From = From.HOUSEHOLD
    max_age_months: int = 0
    replaced_by: str = ""


@dataclass(frozen=True)
class Statement:
    """申告・同意. The text is kept by version: what somebody signed stays readable."""

    code: str
    version: int
    kind: str
    of: From
    text: str


@dataclass(frozen=True)
class Interest:
    """貸付利子. Yearly rates; runs after the grace period. capped_by_prime: the lower of it and 長期プライムレート."""

    with_guarantor: Decimal
    without_guarantor: Decimal
    capped_by_prime: bool = False


@dataclass(frozen=True)
class Step:
    """決裁の段階. Which post signs; the first of a chain proposes (起案)."""

    post: str
    name: str


@dataclass(frozen=True)
class Terms:
    """貸付条件. One fund's terms in one period; prefecture is a council's code, empty for the national default.

    citation is the source as a screen names it.
    valid_until is the last day, None while in force. Months are whole; loan_months_max 0 where no limit is known.
    monthly_of_assistance: the month's limit as a multiple of 生活扶助額, 0 where the fund has no such limit.
    """

    code: str
    prefecture: str
    valid_from: date
    valid_until: date | None
    source: str
    citation: str
    confidence: Confidence
    note: str
    fund: str
    name: str
    categories: tuple[str, ...]
    ceilings: tuple[Ceiling, ...]
    shares: tuple[ShareOfValue, ...]
    multiplier_if_needed: Decimal
    monthly_of_assistance: Decimal
    unit_yen: int
    loan_months_standard: int
    loan_months_max: int
    grace_months_max: int
    grace_from: GraceFrom
    repayment: Repayment
    repay_months_max: int
    interest: Interest
    guarantor: GuarantorRule
    co_borrower_required: bool
    consultation: ConsultationRule
    reasons: tuple[Reason, ...]
    purposes: tuple[Purpose, ...]
    schools: tuple[School, ...]
    asks: tuple[Ask, ...]
    papers: tuple[Paper, ...]
    statements: tuple[Statement, ...]
    chain: tuple[Step, ...]
    committee: bool


@dataclass(frozen=True)
class LateInterest:
    """延滞利子. The yearly rate on what is left after 最終償還期限."""

    rate: Decimal
    valid_from: date
    valid_until: date | None
    source: str
    confidence: Confidence
