"""文書の中身. What the common parts of a letter (`@house/letter`) print: finished strings, one field a place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from councils.era import wareki
from councils.papers.rendering import qr_code


@dataclass(frozen=True)
class Head:
    """差出人. The prefectural council that lends."""

    council: str
    president_title: str
    president_name: str
    postal_code: str
    address: str


@dataclass(frozen=True)
class Addressee:
    """宛先. The borrower; the name as registered, never normalised. Without an address where none may be printed."""

    postal_code: str
    address: str
    name: str


@dataclass(frozen=True)
class Contact:
    """窓口. The municipal council that the borrower knows."""

    name: str
    telephone: str
    hours: str


@dataclass(frozen=True)
class Envelope:
    """文書の体裁. Who writes to whom, under which number, on which day."""

    number: str
    dated_on: date
    receipt_number: str
    head: Head
    addressee: Addressee
    contact: Contact


@dataclass(frozen=True)
class Row:
    """記の一行."""

    label: str
    value: str
    is_emphasised: bool = False


@dataclass(frozen=True)
class Check:
    """提出書類. ■ where this borrower must send it, else □."""

    label: str
    is_needed: bool


@dataclass(frozen=True)
class Letter:
    """文書. What every letter prints."""

    title: str
    number: str
    dated: str
    receipt_number: str
    qr: str
    head: Head
    addressee: Addressee
    contact: Contact
    opening: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def envelope_facts(envelope: Envelope) -> dict[str, Any]:
    """文書の体裁. The fields of Letter that follow from the envelope."""
    return {
        "number": envelope.number,
        "dated": wareki(envelope.dated_on),
        "receipt_number": envelope.receipt_number,
        "qr": qr_code(envelope.receipt_number),
        "head": envelope.head,
        "addressee": envelope.addressee,
        "contact": envelope.contact,
    }


def facts_of(letter: Letter) -> dict[str, Any]:
    """文書の中身. As render takes it."""
    return asdict(letter)
