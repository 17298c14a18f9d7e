"""審査の行為."""

from loans.review.actions.intake import receive, return_case
from loans.review.actions.order import order
from loans.review.actions.propose import propose, take_up

__all__ = ["order", "propose", "receive", "return_case", "take_up"]
