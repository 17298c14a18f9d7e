"""The tables of the vault."""

from inquiry.vault.models.catalogue import Body, CatalogueLine, NetworkCode, PlanLine
from inquiry.vault.models.departures import TakenDeparture
from inquiry.vault.models.files import (
    FileLine,
    LayoutColumn,
    RefusedLine,
    RequestFile,
    ResultContent,
    ResultFile,
)
from inquiry.vault.models.inquiries import Inquiry, Reading
from inquiry.vault.models.intents import Intent
from inquiry.vault.models.links import Candidate, LinkProposal
from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.seals import UNTIL_CLOSING, CaseKey, Sealed, SealedPart, sealed_part
from inquiry.vault.models.training import Training

__all__ = [
    "UNTIL_CLOSING",
    "Body",
    "Candidate",
    "CaseKey",
    "CatalogueLine",
    "FileLine",
    "Inquiry",
    "Intent",
    "LayoutColumn",
    "LinkProposal",
    "NetworkCode",
    "Person",
    "PlanLine",
    "Reading",
    "RefusedLine",
    "RequestFile",
    "ResultContent",
    "ResultFile",
    "Sealed",
    "SealedPart",
    "TakenDeparture",
    "TakenOrder",
    "Training",
    "sealed_part",
]
