"""The tables of the vault."""

from inquiry.vault.models.catalogue import Body, CatalogueLine, NetworkCode, PlanLine
from inquiry.vault.models.departures import Heard, TakenDeparture
from inquiry.vault.models.files import (
    FileLine,
    LayoutColumn,
    RefusedLine,
    RequestFile,
    ResultContent,
    ResultFile,
)
from inquiry.vault.models.findings import FindingRule, Fund, IncomeLimit
from inquiry.vault.models.inquiries import Inquiry, Reading
from inquiry.vault.models.intents import Intent
from inquiry.vault.models.links import Candidate, Link, LinkProposal, NumberMark
from inquiry.vault.models.manners import Breaker, LineRule, LineState, RefusedAnswer, Send, Source, Stop
from inquiry.vault.models.mishaps import Emergency, Mishap, MishapStep, StopSeen, Term
from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.retention import KeptCount
from inquiry.vault.models.seals import UNTIL_CLOSING, CaseKey, Sealed, SealedPart, sealed_part
from inquiry.vault.models.training import Training

__all__ = [
    "UNTIL_CLOSING",
    "Body",
    "Breaker",
    "Candidate",
    "CaseKey",
    "CatalogueLine",
    "Emergency",
    "FileLine",
    "FindingRule",
    "Fund",
    "Heard",
    "IncomeLimit",
    "Inquiry",
    "Intent",
    "KeptCount",
    "LayoutColumn",
    "LineRule",
    "LineState",
    "Link",
    "LinkProposal",
    "Mishap",
    "MishapStep",
    "NetworkCode",
    "NumberMark",
    "Person",
    "PlanLine",
    "Reading",
    "RefusedAnswer",
    "RefusedLine",
    "RequestFile",
    "ResultContent",
    "ResultFile",
    "Sealed",
    "SealedPart",
    "Send",
    "Source",
    "Stop",
    "StopSeen",
    "TakenDeparture",
    "TakenOrder",
    "Term",
    "Training",
    "sealed_part",
]
