"""生活保護関係情報の読み解き."""

from inquiry.codes import Verdict
from inquiry.sources.answers import AssistanceAnswer, Empty

VERSION = "ASSISTANCE-1"


def public_assistance(answer: AssistanceAnswer) -> Verdict:
    """生活保護の受給. An empty answer says neither yes nor no."""
    if isinstance(answer.is_receiving, Empty):
        return Verdict.NEEDS_CHECK
    return Verdict.APPLIES if answer.is_receiving.value else Verdict.DOES_NOT_APPLY
