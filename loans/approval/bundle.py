"""まとめて決裁の確認. The cases that wait for one's seal, each in the version that one has been shown."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.approval.actions import why_not
from loans.review.models import Review
from loans.states import State

KIND = "sign"
# Nobody reads more in five minutes.
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
    review = application.reviews.filter(sent_back_at__isnull=True).first()
    return _item(application, review) if review else ""


def waiting_for(by: Actor) -> list[Waiting]:
    """Those whose next seal is this person's, longest waiting first."""
    sheets = Review.objects.filter(sent_back_at__isnull=True).prefetch_related("signatures")
    rows = (
        Application.objects.filter(prefecture_id=by.prefecture_id, state=State.APPROVAL)
        .order_by("forwarded_at", "id")
        .prefetch_related(Prefetch("reviews", sheets, to_attr="sheets"))
    )
    near = [(row, sheet) for row in rows[: 5 * MOST] for sheet in row.sheets if _is_near(sheet, by)]
    return [_waiting(row, sheet) for row, sheet in near if not why_not(row, by)][:MOST]


def _is_near(sheet: Review, by: Actor) -> bool:
    """As many seals as come before a rank of this post: only such a case is asked of the one rule."""
    step = len(sheet.signatures.all()) + 1
    return step < len(sheet.chain) and bool(sheet.chain[step]["post"] == by.post.value)


def case_in(item: str) -> str:
    return item.partition(":")[0]


def _waiting(application: Application, review: Review) -> Waiting:
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
