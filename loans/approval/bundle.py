"""まとめて決裁の確認. The cases that wait for one's seal, each in the version that one has been shown."""

from dataclasses import dataclass
from uuid import UUID

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.approval.actions import why_not
from loans.review.models import Review
from loans.states import State

KIND = "sign"
# Each is asked of the one rule whether it is one's turn; and nobody reads more in five minutes.
MOST = 20


@dataclass(frozen=True)
class Waiting:
    """決裁待ちの案件. item names the case, its version and its proposal: a changed case is another item."""

    id: UUID
    item: str
    name: str
    number: str
    proposal: str
    amount_yen: int
    reviewer_name: str


def item_of(application: Application) -> str:
    """Empty where no proposal waits."""
    review = _review(application)
    return _item(application, review) if review else ""


def waiting_for(by: Actor) -> list[Waiting]:
    """Those whose next seal is this person's, longest waiting first."""
    rows = Application.objects.filter(prefecture_id=by.prefecture_id, state=State.APPROVAL)
    due = [row for row in rows.order_by("forwarded_at", "id")[: 5 * MOST] if not why_not(row, by)]
    return [_waiting(row) for row in due[:MOST]]


def case_in(item: str) -> str:
    return item.partition(":")[0]


def _waiting(application: Application) -> Waiting:
    review = _review(application)
    if review is None:
        raise RuntimeError("a case waits for a seal without a proposal")
    return Waiting(
        application.id,
        _item(application, review),
        application.applicant_name,
        application.prefectural_number or application.receipt_number,
        review.get_proposal_display(),
        review.amount_yen,
        review.reviewer_name,
    )


def _item(application: Application, review: Review) -> str:
    return f"{application.id}:{application.version}:{review.id}"


def _review(application: Application) -> Review | None:
    return application.reviews.filter(sent_back_at__isnull=True).first()
