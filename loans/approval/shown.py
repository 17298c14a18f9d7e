"""決裁欄. The seals of the proposal in force, and the step that waits for whoever looks."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from councils.era import wareki
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.shown import member_lines, paper_lines, request_facts
from loans.approval.actions import why_not
from loans.approval.chain import next_step
from loans.approval.models import Signature
from loans.review.models import Review
from loans.review.shown import inquiry_panel, last_review, waiver_of

SENT_BACK_MARK = "差戻"


@dataclass(frozen=True)
class Seal:
    post: str
    name: str
    mark: str
    when: str
    is_current: bool = False
    is_struck: bool = False
    proxy: str = ""


@dataclass(frozen=True)
class Remark:
    """決裁者のコメント, under the seals."""

    label: str
    value: str


def sheet(application: Application, *, by: Actor) -> dict[str, Any]:
    """決裁の画面. What a rank reads before the seal."""
    return {
        "application": application,
        "facts": request_facts(application),
        "members": member_lines(application),
        "papers": paper_lines(application),
        "opinion": application.opinions.order_by("-created_at").first(),
        "review": last_review(application),
        "waiver": waiver_of(application),
        "seals": seals(application),
        "remarks": remarks(application),
        "inquiry": inquiry_panel(application),
        "refusal": why_not(application, by),
    }


def remarks(application: Application) -> list[Remark]:
    """コメント. First rank first; without words there is no line."""
    review = last_review(application)
    if review is None:
        return []
    seals = review.signatures.exclude(comment="").order_by("step")
    return [Remark(f"{review.chain[each.step]['name']}　{each.signer_name}", each.comment) for each in seals]


def seals(application: Application) -> list[Seal]:
    """Highest rank first."""
    review = last_review(application)
    if review is None:
        return []
    signed = {each.step: each for each in review.signatures.all()}
    waiting = next_step(review) if review.sent_back_at is None else None
    return [
        _seal(review, index, step["name"], signed.get(index), is_current=index == waiting)
        for index, step in reversed(list(enumerate(review.chain)))
    ]


def _seal(review: Review, index: int, post: str, signature: Signature | None, *, is_current: bool) -> Seal:
    is_struck = review.sent_back_at is not None
    if index == 0:
        name = review.reviewer_name
        return Seal(post, name, _mark(name), _day(review.created_at), is_struck=is_struck)
    if signature is None:
        return Seal(post, "", "", "", is_current=is_current)
    if signature.result == Signature.Result.SENT_BACK:
        return Seal(post, signature.signer_name, SENT_BACK_MARK, _day(signature.created_at))
    name = signature.signer_name
    return Seal(post, name, _mark(name), _day(signature.created_at), is_struck=is_struck)


def _mark(name: str) -> str:
    """The family name in the ring."""
    return name.split()[0][:3] if name.split() else name[:2]


def _day(at: Any) -> str:
    return wareki(timezone.localdate(at))
