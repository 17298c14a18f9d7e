"""相談から申込へ. What an application takes over from its talk, so that nothing is typed twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from councils.household import Relation
from councils.refusals import StepNotAllowed
from loans.consultations import rules
from loans.consultations.models import Consultation
from loans.consultations.models.words import Work

# What a talk knows of a person of the household; the keys of an application's 世帯員.
MEMBER = ("name", "kana", "relation", "born", "sex", "postcode", "address", "occupation", "work", "monthly_income_yen")
SUPPORT_CENTRE = "SUPPORT_CENTER"  # 自立相談支援事業, by its code in the rules
# 仕事 in the words of the application. Where those are finer (パートか派遣か、休職か失業か), it asks.
WORK = {Work.REGULAR: "regular", Work.SELF_EMPLOYED: "own_business", Work.PENSIONER: "pensioner", Work.OTHER: "other"}


@dataclass(frozen=True)
class Carried:
    """引き継ぐこと. members: the applicant first; unknown texts are "", unknown figures None."""

    phone: str
    members: tuple[dict[str, Any], ...]
    reason_text: str
    outlook: str
    amount_yen: int | None
    needed_by: date | None
    fund: str
    is_at_support_centre: bool


def carried_over(consultation: Consultation) -> Carried:
    """引継ぎ. Raises StepNotAllowed while nobody has been named: an application is somebody's."""
    if not (consultation.client_name and consultation.client_kana):
        raise StepNotAllowed("申込へ進む前に、「相談のきっかけ」で氏名とフリガナを入力してください。")
    return Carried(
        phone=consultation.client_phone,
        members=(_client(consultation), *(_beside(each, consultation) for each in consultation.members)),
        reason_text=consultation.reason_text,
        outlook=consultation.outlook,
        amount_yen=consultation.amount_yen,
        needed_by=consultation.needed_by,
        fund=consultation.fund,
        is_at_support_centre=consultation.schemes.get(SUPPORT_CENTRE, {}).get("result") == rules.USING,
    )


def _client(talk: Consultation) -> dict[str, Any]:
    return {
        "name": talk.client_name,
        "kana": talk.client_kana,
        "relation": Relation.SELF.value,
        "born": talk.client_born,
        "sex": talk.client_sex,
        "postcode": talk.client_postcode,
        "address": talk.client_address,
        "occupation": talk.occupation,
        "work": WORK.get(Work(talk.work), "") if talk.work else "",
        "monthly_income_yen": talk.monthly_income_yen,
    }


def _beside(row: dict[str, Any], talk: Consultation) -> dict[str, Any]:
    """Whoever lives with the client has the client's address. A figure that is not known is None, never blank."""
    place = {"postcode": talk.client_postcode, "address": talk.client_address}
    known = {name: row[name] for name in MEMBER if row.get(name) not in ("", None)}
    return {**dict.fromkeys(MEMBER, ""), "monthly_income_yen": None, **known, **place}
