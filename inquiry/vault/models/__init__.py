"""The tables of the vault."""

from inquiry.vault.models.departures import TakenDeparture
from inquiry.vault.models.inquiries import Inquiry, Reading
from inquiry.vault.models.intents import Intent
from inquiry.vault.models.links import Candidate, Link, LinkProposal, NumberMark
from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.seals import UNTIL_CLOSING, CaseKey, Sealed, SealedPart, sealed_part

__all__ = [
    "UNTIL_CLOSING",
    "Candidate",
    "CaseKey",
    "Inquiry",
    "Intent",
    "Link",
    "LinkProposal",
    "NumberMark",
    "Person",
    "Reading",
    "Sealed",
    "SealedPart",
    "TakenDeparture",
    "TakenOrder",
    "sealed_part",
]
