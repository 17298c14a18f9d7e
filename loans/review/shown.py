"""審査の見せ方. Findings beside the declaration: what was declared, what the inquiry says; never a value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from councils.era import PartialDate
from inquiry import gateway, portal
from loans.applications import rules
from loans.applications.models import Application, Member
from loans.applications.shown import moment
from loans.documents.kept import ORIGIN, Kept, kept_results
from loans.review import inquiries
from loans.review.comparing import Match, compared, says_no_assistance
from loans.review.models import Review, Waiver

FIGURES = ("amount_yen", "monthly_yen", "lending_months", "grace_months", "repayment_months")

_KINDS = {
    gateway.Verdict.APPLIES: "good",
    gateway.Verdict.CONSISTENT: "good",
    gateway.Verdict.DOES_NOT_APPLY: "neutral",
    gateway.Verdict.DIFFERENT: "bad",
    gateway.Verdict.WITHIN: "good",
    gateway.Verdict.NEAR: "returned",
    gateway.Verdict.OVER: "bad",
    gateway.Verdict.NEEDS_CHECK: "waiting",
}


_UNDONE = (
    "照会部門でご本人の紐付けを取り消したため、お知らせした照会結果の一部が未確認に戻りました。"
    "新しい結果が届くまで、審査と決裁の判断には使わないでください。"
)
_MATCH_KINDS = {Match.SAME: "good", Match.DIFFERENT: "bad", Match.OPEN: "neutral"}


@dataclass(frozen=True)
class FindingLine:
    who: str
    item: str
    declared: str
    verdict: str
    kind: str
    ground: str
    beside: str
    beside_kind: str
    own: str


@dataclass(frozen=True)
class CounterLine:
    """窓口に見せる照会結果の行."""

    who: str
    item: str
    words: str
    is_undone: bool


@dataclass(frozen=True)
class InquiryPanel:
    progress: str
    is_done: bool
    lines: list[FindingLine]
    undone: str


@dataclass(frozen=True)
class SentBack:
    title: str
    comment: str


def inquiry_panel(application: Application) -> InquiryPanel:
    progress = inquiries.progress(application)
    latest = f"{progress[-1].label}　{moment(progress[-1].at)}" if progress else ""
    found = inquiries.findings(application)
    is_undone = any(each.withdrawn is gateway.WithdrawalReason.UNLINKED for each in found)
    lines = _lines(found, application)
    return InquiryPanel(latest, inquiries.is_done(application), lines, _UNDONE if is_undone else "")


def last_review(application: Application) -> Review | None:
    """直近の起案, in force or sent back."""
    return application.reviews.order_by("-created_at").first()


def first_words(application: Application) -> dict[str, Any]:
    """審査票の初期値. What was proposed last, or else what is asked for."""
    review = last_review(application)
    if review is None:
        return {name: getattr(application, name) for name in FIGURES}
    words = ("proposal", "comment", "denial_reason", "committee_opinion")
    day = review.committee_on
    asked = {"committee_on": PartialDate(day.year, day.month, day.day) if day else None}
    return asked | {name: getattr(review, name) or "" for name in (*FIGURES, *words)}


def sent_back(application: Application) -> SentBack | None:
    """差戻し. Who sent the last proposal back, and with what words; nothing once another is made."""
    review = last_review(application)
    seal = review.signatures.filter(result="sent_back").first() if review else None
    if review is None or seal is None:
        return None
    return SentBack(f"差し戻されました（{review.chain[seal.step]['name']} {seal.signer_name}）", seal.comment)


def waiver_of(application: Application) -> Waiver | None:
    """照会省略. Told while there are no findings of the request as it stands."""
    if inquiries.is_done(application):
        return None
    return application.waivers.order_by("-created_at").first()


def finding_lines(application: Application) -> list[FindingLine]:
    return _lines(inquiries.findings(application), application)


def counter_lines(application: Application) -> list[CounterLine]:
    """窓口に見せる照会結果. Of the request as it stands, and only what the prefecture lets the counter see."""
    if not inquiries.is_asked(application):
        return []
    members = rules.household(application)
    found = sorted(gateway.findings_at_counter(application.id), key=_by_person(members))
    return [
        CounterLine(_who(each.member_id, members), each.code.label, each.words, each.verdict is None) for each in found
    ]


def _lines(found: Sequence[gateway.Finding], application: Application) -> list[FindingLine]:
    members, own = rules.household(application), kept_results(application)
    in_order = sorted(found, key=_by_person(members))
    return [_line(each, members, application, _own_words(each, own)) for each in in_order]


def _by_person(members: Sequence[Member]) -> Callable[[gateway.Finding | gateway.CounterFinding], tuple[int, int]]:
    """世帯、次に申込書の順. As the form has the household, whatever came first; of a person by kind."""
    places = {member.id: place for place, member in enumerate(members, start=1)}
    codes = list(gateway.FindingCode)
    return lambda each: (places.get(each.member_id, 0) if each.member_id else 0, codes.index(each.code))


def _own_words(finding: gateway.Finding, own: Sequence[Kept]) -> str:
    """本人提出（マイナポータル）. That there is a result of the same kind, with its day; never as what was verified."""
    kind = portal.kind_of(finding.code)
    of_kind = [each for each in own if any(part.kind == kind for part in each.parts)]
    days = [each.obtained_on for each in of_kind if finding.member_id in (None, each.member_id)]
    return f"{ORIGIN}：{days[0]}に取得した結果があります。" if days else ""


def _line(finding: gateway.Finding, members: Sequence[Member], application: Application, own: str) -> FindingLine:
    match = compared(finding, application)
    return FindingLine(
        _who(finding.member_id, members),
        finding.code.label,
        _declared(finding, application, members),
        finding.verdict_label,
        _kind(finding),
        finding.ground,
        match.value,
        _MATCH_KINDS[match],
        own,
    )


def _kind(finding: gateway.Finding) -> str:
    return "closed" if finding.is_withdrawn else _KINDS[finding.verdict]


def _who(member_id: UUID | None, members: Sequence[Member]) -> str:
    return next((member.name for member in members if member.id == member_id), "") if member_id else "世帯"


def _declared(finding: gateway.Finding, application: Application, members: Sequence[Member]) -> str:
    code = finding.code
    if code is gateway.FindingCode.HOUSEHOLD_COMPOSITION:
        return f"{len(members)}人"
    if code is gateway.FindingCode.PUBLIC_ASSISTANCE:
        return "受けていない" if says_no_assistance(application) else "申告なし"
    if code in _OF_INCOME and _is_of_applicant(finding, members):
        # Taxes are of last year: what the client expects stands beside them, and decides more (loan-products.md §1).
        return f"今後の見通し：{application.outlook}" if application.outlook else "申込書に項目なし"
    return "申込書に項目なし"


def _is_of_applicant(finding: gateway.Finding, members: Sequence[Member]) -> bool:
    """今後の見通し is what the applicant said: it stands beside no other member's taxes."""
    own = {member.id for member in members if member.relation == Member.Relation.SELF}
    return finding.member_id is None or finding.member_id in own


_OF_INCOME = (gateway.FindingCode.RESIDENT_TAX_EXEMPT, gateway.FindingCode.INCOME_LIMIT)
