"""決裁欄. The seals of the proposal in force, and the step that waits for whoever looks."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from councils.era import wareki
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.shown import request_facts
from loans.approval.chain import next_step
from loans.approval.models import Signature
from loans.review.models import Review
from loans.review.shown import inquiry_panel
from loans.states import State


@dataclass(frozen=True)
class Seal:
    post: str
    name: str
    mark: str
    when: str
    is_current: bool = False
    is_struck: bool = False
    proxy: str = ""


def sheet(application: Application) -> dict[str, Any]:
    """決裁の画面. What a rank reads before the seal."""
    return {
        "application": application,
        "facts": request_facts(application),
        "review": application.reviews.order_by("-created_at").first(),
        "seals": seals(application),
        "inquiry": inquiry_panel(application),
    }


def seals(application: Application) -> list[Seal]:
    """Highest rank first."""
    review = application.reviews.order_by("-created_at").first()
    if review is None:
        return []
    signed = {each.step: each for each in review.signatures.all()}
    waiting = next_step(review) if review.sent_back_at is None else None
    return [
        _seal(review, index, step["name"], signed.get(index), is_current=waiting is not None and index == waiting)
        for index, step in reversed(list(enumerate(review.chain)))
    ]


def _seal(review: Review, index: int, post: str, signature: Signature | None, *, is_current: bool) -> Seal:
    is_struck = review.sent_back_at is not None
    if index == 0:
        return Seal(
            post, review.reviewer_name, _mark(review.reviewer_name), _day(review.created_at), is_struck=is_struck
        )
    if signature is None:
        return Seal(post, "", "", "", is_current=is_current and not is_struck)
    return Seal(
        post, signature.signer_name, _mark(signature.signer_name), _day(signature.created_at), is_struck=is_struck
    )


def signature_due(application: Application, *, by: Actor) -> Review | None:
    """The proposal that waits for this post's seal."""
    if application.state != State.APPROVAL:
        return None
    review = application.reviews.filter(sent_back_at__isnull=True).first()
    if review is None:
        return None
    step = next_step(review)
    return review if step is not None and review.chain[step]["post"] == by.post.value else None


def _mark(name: str) -> str:
    """The family name in the ring."""
    return name.split()[0][:3] if name.split() else name[:2]


def _day(at: Any) -> str:
    return wareki(timezone.localdate(at))
