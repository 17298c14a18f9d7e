"""自己情報の取得結果. Typed like any other answer, always with its origin: the applicant alone vouches for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inquiry.codes import Kind
from inquiry.sources.outcomes import Answered


class Origin(StrEnum):
    """情報の出どころ."""

    NETWORK = "照会（情報提供ネットワーク）"
    PORTAL = "本人提出（マイナポータル）"


@dataclass(frozen=True, slots=True, repr=False)
class PortalAnswer:
    """一種類の結果. updated_on of the answer is the provider's, as the result says."""

    kind: Kind
    answered: Answered
    origin: Origin = Origin.PORTAL


@dataclass(frozen=True, slots=True, repr=False)
class PortalResult:
    """取得結果. obtained_on is the day on which the applicant fetched it, as the file says."""

    obtained_on: date
    answers: Sequence[PortalAnswer]
