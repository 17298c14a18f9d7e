"""照会票: the tables of the slip between the office and the gate."""

from inquiry.desk.models.notices import Closing, Departure, Protection, Revocation
from inquiry.desk.models.orders import Order, PlanLine, Subject
from inquiry.desk.models.rules import CatalogueLine, RepeatTerm
from inquiry.desk.models.told import Finding, Progress, Withdrawal

__all__ = [
    "CatalogueLine",
    "Closing",
    "Departure",
    "Finding",
    "Order",
    "PlanLine",
    "Progress",
    "Protection",
    "RepeatTerm",
    "Revocation",
    "Subject",
    "Withdrawal",
]
