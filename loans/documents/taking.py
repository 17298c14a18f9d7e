"""登録できる書類. When papers are taken and struck: at the counter; later only as a request for correction lets them.

The database holds the same (walls.guard_paper, walls.guard_marks).
"""

from datetime import date
from typing import Final
from uuid import UUID

from councils.refusals import NotFound
from loans.applications import papers
from loans.applications.models import Application, Consent
from loans.documents.limits import MOST_OF_A_CASE
from loans.documents.models import Document
from loans.documents.refusals import IssueDateMissing, SentAlready, TooManyPapers
from loans.states import AT_COUNTER, IN_REVIEW

CONSENT_PAPER: Final = "CONSENT_PAPER"


def is_asked_for(application: Application) -> bool:
    """補正で書類を求められている. Of a case that is proposed or decided nobody looks at papers any more."""
    return application.state in IN_REVIEW and application.corrections.filter(state="open", takes_papers=True).exists()


def may_be_struck(application: Application, document: Document) -> bool:
    """取り消せる書類. What came under a request that still waits, and went up with no 進達 and no answer."""
    if application.state in AT_COUNTER:
        return True
    if not is_asked_for(application) or not application.forwarded_at or document.created_at < application.forwarded_at:
        return False
    before = application.corrections.filter(takes_papers=True, created_at__lte=document.created_at)
    is_told = before.filter(answered_at__gte=document.created_at).exists()
    return before.filter(state="open").exists() and not is_told


def check_struck(application: Application, document: Document) -> None:
    """Raises SentAlready."""
    if not may_be_struck(application, document):
        raise SentAlready


def check_issued(application: Application, kind: str, issued_on: date | None) -> None:
    """発行日 of a paper that grows old. Raises IssueDateMissing."""
    if issued_on is None and (months := papers.age_limit(application, kind)):
        raise IssueDateMissing(months)


def on_paper(application: Application) -> list[Consent]:
    """紙の同意書でいただいた同意, of whom a scan is wanted; of members and of those beside the applicant."""
    rows = application.consents.filter(withdrawn_at__isnull=True, way=Consent.Way.PAPER)
    return list(rows.select_related("member", "party", "text").order_by("given_on", "created_at"))


def whose(consent: Consent) -> str:
    """同意した方."""
    person = consent.member or consent.party
    return person.name if person else ""


def check_consent(application: Application, kind: str, consent_id: UUID | None) -> None:
    """署名した同意書. Proves one consent of the same case. Raises NotFound."""
    if consent_id and (kind != CONSENT_PAPER or consent_id not in {each.id for each in on_paper(application)}):
        raise NotFound


def check_room(application: Application, more: int) -> None:
    """Raises TooManyPapers."""
    if application.documents.filter(removed_at__isnull=True).count() + more > MOST_OF_A_CASE:
        raise TooManyPapers(MOST_OF_A_CASE)
