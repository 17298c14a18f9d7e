"""決裁の順序. The chain stands in the proposal as it was when it was made; later rules do not touch it."""

from loans.review.models import Review


def next_step(review: Review) -> int | None:
    """The index of the rank that signs next; None when all have. The first of a chain is the proposal itself."""
    signed = set(review.signatures.values_list("step", flat=True))
    waiting = [index for index in range(1, len(review.chain)) if index not in signed]
    return waiting[0] if waiting else None


def is_last(review: Review, step: int) -> bool:
    return step == len(review.chain) - 1
