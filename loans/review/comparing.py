"""申告と照会結果の見比べ: 一致, 相違 or 未確認. 未確認 where the form does not ask, or the inquiry does not say."""

from enum import Enum

from inquiry import gateway
from loans.applications.models import Application


class Match(Enum):
    SAME = "一致"
    DIFFERENT = "相違"
    OPEN = "未確認"


_OF_VERDICT = {gateway.Verdict.CONSISTENT: Match.SAME, gateway.Verdict.DIFFERENT: Match.DIFFERENT}
_OF_NO = {gateway.Verdict.DOES_NOT_APPLY: Match.SAME, gateway.Verdict.APPLIES: Match.DIFFERENT}


def compared(finding: gateway.Finding, application: Application) -> Match:
    if finding.is_withdrawn:
        return Match.OPEN
    if finding.code is gateway.FindingCode.PUBLIC_ASSISTANCE and says_no_assistance(application):
        return _OF_NO.get(finding.verdict, Match.OPEN)
    return _OF_VERDICT.get(finding.verdict, Match.OPEN)


def says_no_assistance(application: Application) -> bool:
    """生活保護を受けていないという申告."""
    return any(key.startswith("NO_PUBLIC_ASSISTANCE@") for key in application.statements)
