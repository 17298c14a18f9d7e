"""審査の行為."""

from loans.review.actions.intake import receive, return_case
from loans.review.actions.order import order
from loans.review.actions.propose import propose, take_up
from loans.review.actions.protect import protect

__all__ = ["order", "propose", "protect", "receive", "return_case", "take_up"]
