"""審査の見せ方. Findings beside the declaration: what was declared, what the inquiry says; never a value."""

from dataclasses import dataclass
from uuid import UUID

from inquiry import gateway
from loans.applications import rules
from loans.applications.models import Application
from loans.applications.shown import moment

_KINDS = {
    gateway.Verdict.APPLIES: "good",
    gateway.Verdict.CONSISTENT: "good",
    gateway.Verdict.DOES_NOT_APPLY: "neutral",
    gateway.Verdict.DIFFERENT: "bad",
    gateway.Verdict.NEEDS_CHECK: "waiting",
}


@dataclass(frozen=True)
class FindingLine:
    who: str
    item: str
    declared: str
    verdict: str
    kind: str


@dataclass(frozen=True)
class InquiryPanel:
    progress: str
    is_done: bool
    lines: list[FindingLine]


def inquiry_panel(application: Application) -> InquiryPanel:
    progress = gateway.progress(application.id)
    latest = f"{progress[-1].label}　{moment(progress[-1].at)}" if progress else ""
    is_done = any(each.code is gateway.ProgressCode.DONE for each in progress)
    return InquiryPanel(latest, is_done, finding_lines(application))


def finding_lines(application: Application) -> list[FindingLine]:
    names = {member.id: member.name for member in rules.household(application)}
    return [_line(each, names, application) for each in gateway.findings(application.id)]


def _line(finding: gateway.Finding, names: dict[UUID, str], application: Application) -> FindingLine:
    who = names.get(finding.member_id, "") if finding.member_id else "世帯"
    declared = _declared(finding.code, application, len(names))
    return FindingLine(who, finding.code.label, declared, finding.verdict.label, _KINDS[finding.verdict])


def _declared(code: gateway.FindingCode, application: Application, size: int) -> str:
    if code is gateway.FindingCode.HOUSEHOLD_COMPOSITION:
        return f"{size}人"
    if code is gateway.FindingCode.PUBLIC_ASSISTANCE:
        declared = any(key.startswith("NO_PUBLIC_ASSISTANCE@") for key in application.statements)
        return "受けていない" if declared else "申告なし"
    return "申告なし"
