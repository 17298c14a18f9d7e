"""まとめて決裁の確認. The cases that wait for one's seal, each in the version that one has been shown."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from councils.permissions import PostKind
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.approval.models import Signature
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


def waiting_for(by: Actor, among: Sequence[UUID] | None = None) -> list[Waiting]:
    """Those whose next seal is this person's, longest waiting first; of some cases alone, where they are named."""
    sheets = Review.objects.filter(sent_back_at__isnull=True)
    rows = Application.objects.filter(Exists(_due(by)), prefecture_id=by.prefecture_id, state=State.APPROVAL)
    if among is not None:
        rows = rows.filter(pk__in=among)
    rows = rows.order_by("forwarded_at", "id").prefetch_related(Prefetch("reviews", sheets, to_attr="sheets"))
    return [_waiting(row, sheet) for row in rows[:MOST] for sheet in row.sheets]


def _due(by: Actor) -> QuerySet[Review]:
    """`actions.check_due` as a question to the database: a list of a hundred cases is no hundred questions, and those
    that wait for other ranks take nobody's place in it."""
    own = Signature.objects.filter(prefecture_id=by.prefecture_id, review=OuterRef("pk"), signer_id=by.person_id)
    sheets = Review.objects.filter(prefecture_id=by.prefecture_id, application=OuterRef("pk"), sent_back_at=None)
    sheets = sheets.filter(~Exists(own)).exclude(reviewer_id=by.person_id).annotate(seals=Count("signatures"))
    turns = [Q(seals=step - 1, **{f"chain__{step}__post": by.post.value}) for step in range(1, len(PostKind))]
    return sheets.filter(reduce(or_, turns))


def case_in(item: str) -> str:
    return item.partition(":")[0]


def cases_in(words: Iterable[str]) -> list[UUID]:
    """What of an address names a case; anything else names none."""
    found = []
    for each in words:
        with suppress(ValueError):
            found.append(UUID(each))
    return found[:MOST]


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
