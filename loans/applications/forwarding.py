"""進達書. What is sent up with a case, as a list: for the printed sheet and for the page of the chief."""

from dataclasses import dataclass

from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from loans.applications import papers, rules
from loans.applications.models import Application, Opinion
from loans.states import AT_COUNTER
from loans.terms.in_force import facts_of


@dataclass(frozen=True)
class SentPaper:
    """送付書類. how: as it stands (あり, 原本確認のみ, 照会で省略 …); count: the files that answer it."""

    name: str
    how: str
    count: int


@dataclass(frozen=True)
class ForwardingSheet:
    """進達書の内容. forwarded_on and number are "" and the coming one while it is not forwarded yet."""

    municipal_council: str
    prefectural_council: str
    receipt_number: str
    prefectural_number: str
    number: int
    forwarded_on: str
    forwarded_name: str
    applicant: str
    fund: str
    amount: str
    household_count: int
    papers: list[SentPaper]
    opinion: str
    opinion_text: str
    opinion_name: str
    chief_opinion: str
    counsellor_name: str


def forwarding_sheet(application: Application) -> ForwardingSheet:
    """進達書, of the last 進達; of the coming one while the case is still at the counter."""
    sent = None if application.state in AT_COUNTER else application.forwardings.order_by("-number").first()
    opinion = application.opinions.order_by("-created_at").first()
    terms = facts_of(application.terms)
    return ForwardingSheet(
        municipal_council=application.municipal_council.name,
        prefectural_council=application.prefecture.name,
        receipt_number=application.receipt_number,
        prefectural_number=application.prefectural_number or "",
        number=application.forwardings.count() + (0 if sent else 1),
        forwarded_on=wareki(timezone.localdate(sent.created_at)) if sent else "",
        forwarded_name=sent.forwarded_name if sent else "",
        applicant=application.applicant_name,
        fund=f"{terms.fund} {terms.name}",
        amount="" if application.amount_yen is None else yen(application.amount_yen),
        household_count=len(rules.household(application)),
        papers=_papers(application),
        **_opinion(opinion),
        chief_opinion=sent.chief_opinion if sent else "",
        counsellor_name=application.counsellor_name,
    )


def _papers(application: Application) -> list[SentPaper]:
    """送付書類一覧. As the checklist has them, and whatever else is there."""
    lines = papers.lines(application)
    told = [SentPaper(each.required.name, each.standing.label, each.count) for each in lines if each.is_told]
    rest = papers.beside(application, lines)
    return [*told, *([SentPaper("そのほかの書類", papers.Standing.THERE.label, rest)] if rest else [])]


def _opinion(opinion: Opinion | None) -> dict[str, str]:
    if opinion is None:
        return {"opinion": "", "opinion_text": "", "opinion_name": ""}
    return {
        "opinion": opinion.get_verdict_display(),
        "opinion_text": opinion.text,
        "opinion_name": opinion.written_name,
    }
