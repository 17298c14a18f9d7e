"""引き継ぐこと. What a talk has already told, for the application that is born from it: nothing is typed twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loans.consultations.models import Consultation


@dataclass(frozen=True)
class Carried:
    """相談からの引継ぎ. members have the keys of a member of the household; the first is the applicant.

    born is ISO text, 00 for what is not known; texts that are not known are "".
    """

    phone: str = ""
    members: tuple[Mapping[str, Any], ...] = ()
    reason_text: str = ""
    outlook: str = ""
    amount_yen: int | None = None
    needed_by: date | None = None
    fund: str = ""


def carried_over(consultation: Consultation) -> Carried:
    applicant = {
        "relation": "self",
        "name": consultation.client_name,
        "kana": consultation.client_kana,
        "born": "0000-00-00",
        "address": "",
    }
    return Carried(phone=consultation.client_phone, members=(applicant,))
