"""貸付条件の読み込み. Reads products.json into Terms; an unknown word or code fails here, not at a counter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from loans.terms.facts import (
    Ask,
    Ceiling,
    Confidence,
    ConsultationRule,
    From,
    GraceFrom,
    GuarantorRule,
    GuideCeiling,
    Interest,
    LateInterest,
    Paper,
    Per,
    Property,
    Purpose,
    Reason,
    Repayment,
    School,
    ShareOfValue,
    Stage,
    Statement,
    Step,
    Terms,
)
from loans.terms.schedule import Cut, Method, Remainder, RoundingRule

Row = dict[str, Any]
RULES = Path(__file__).with_name("products.json")


def read_products() -> tuple[Terms, ...]:
    """貸付条件. Every row of the committed rules, in their order."""
    return tuple(terms_of(row) for row in read_rows())


def read_rows() -> tuple[Row, ...]:
    """貸付条件の行. Each row with its papers, statements and chain written out, so that it can be stored alone."""
    lists = rules()
    papers = {row["code"]: row for row in lists["papers"]}
    statements = {row["code"]: row for row in lists["statements"]}
    schools = {row["code"]: row for row in lists["schools"]}
    return tuple(
        {
            **row,
            "papers": [papers[code] for code in row["papers"]],
            "statements": [statements[code] for code in row["statements"]],
            "schools": [schools[code] for code in row.get("schools", [])],
            "chain": lists["chains"][row["chain"]],
        }
        for row in lists["products"]
    )


def terms_of(row: Row) -> Terms:
    """貸付条件. Of one stored row, as read_rows gives it."""
    return Terms(
        **validity(row),
        **figures(row),
        **conditions(row),
        papers=tuple(paper(each) for each in row["papers"]),
        statements=tuple(statement(each) for each in row["statements"]),
        chain=tuple(Step(**step) for step in row["chain"]),
    )


def read_late_interest() -> tuple[LateInterest, ...]:
    """延滞利子. The rates whose first day is known."""
    return tuple(
        LateInterest(
            rate=Decimal(row["rate"]),
            valid_from=day(row["valid_from"]),
            valid_until=last_day(row),
            source=row["source"],
            confidence=Confidence(row["confidence"]),
        )
        for row in rules()["late_interest"]
    )


def read_rounding() -> RoundingRule:
    """端数処理. The national default."""
    row = rules()["rounding"]
    return RoundingRule(Method(row["method"]), row["unit"], Remainder(row["remainder"]), Cut(row["interest"]))


@cache
def rules() -> Row:
    """貸付条件の元. The file as it stands; nobody changes what this returns."""
    found: Row = json.loads(RULES.read_text(encoding="utf-8"))
    return found


def validity(row: Row) -> Row:
    """適用期間と出典. Whose row, from when, and how sure."""
    return {
        "code": row["code"],
        "prefecture": row["prefecture"],
        "valid_from": day(row["valid_from"]),
        "valid_until": last_day(row),
        "source": row["source"],
        "citation": row.get("citation", row["source"]),
        "confidence": Confidence(row["confidence"]),
        "note": row.get("note", ""),
        "fund": row["fund"],
        "name": row["name"],
        "categories": tuple(row["categories"]),
    }


def figures(row: Row) -> Row:
    """限度額・期間・利子."""
    months = row.get("loan_months", {"standard": 0, "max": 0})
    shares = row.get("shares_of_value", [])
    return {
        "ceilings": tuple(Ceiling(**{**each, "per": Per(each["per"])}) for each in row["ceilings"]),
        "shares": tuple(ShareOfValue(Property(each["of"]), Decimal(each["share"])) for each in shares),
        "multiplier_if_needed": Decimal(row.get("multiplier_if_needed", "1")),
        "monthly_of_assistance": Decimal(row.get("monthly_of_assistance", "0")),
        "unit_yen": row["unit_yen"],
        "loan_months_standard": months["standard"],
        "loan_months_max": months["max"],
        "grace_months_max": row["grace"]["months_max"],
        "grace_from": GraceFrom(row["grace"]["from"]),
        "repayment": Repayment(row["repayment"]),
        "repay_months_max": row["repay_months_max"],
        "interest": interest(row["interest"]),
    }


def conditions(row: Row) -> Row:
    """保証人・相談・理由・使途."""
    return {
        "guarantor": GuarantorRule(row["guarantor"]),
        "co_borrower_required": row["co_borrower_required"],
        "consultation": ConsultationRule(row["consultation"]),
        "reasons": tuple(Reason(**each) for each in row.get("reasons", [])),
        "purposes": tuple(purpose(each) for each in row.get("purposes", [])),
        "schools": tuple(School(**each) for each in row.get("schools", [])),
        "asks": tuple(Ask(word) for word in row["asks"]) if "asks" in row else tuple(asked_by(row)),
        "committee": row["committee"],
    }


def asked_by(row: Row) -> Iterator[Ask]:
    """尋ねること, of a row that was stored before rows said so: what its own limits cannot be read without."""
    if row.get("reasons"):
        yield Ask.REASON
    if row.get("purposes"):
        yield Ask.PURPOSE
    if row.get("shares_of_value"):
        yield Ask.PROPERTY
    if any(each.get("school") for each in row["ceilings"]):
        yield Ask.SCHOOL
    if row["grace"]["from"] == GraceFrom.GRADUATION:
        yield Ask.GRADUATION
    if "multiplier_if_needed" in row:
        yield Ask.NEED
    if any(each["per"] == Per.MONTH for each in row["ceilings"]):
        yield Ask.MONTHLY


def interest(row: Row) -> Interest:
    """貸付利子."""
    return Interest(
        Decimal(row["with_guarantor"]), Decimal(row["without_guarantor"]), row.get("capped_by_prime", False)
    )


def purpose(row: Row) -> Purpose:
    """資金使途."""
    guides = tuple(GuideCeiling(**guide) for guide in row["guides"])
    return Purpose(row["code"], row["name"], guides, row["guide_repay_months"])


def paper(row: Row) -> Paper:
    """必要書類."""
    return Paper(**{**row, "stage": Stage(row["stage"]), "of": From(row.get("of", From.HOUSEHOLD))})


def statement(row: Row) -> Statement:
    """申告・同意."""
    return Statement(**{**row, "of": From(row["of"])})


def day(text: str) -> date:
    """日付."""
    return date.fromisoformat(text)


def last_day(row: Row) -> date | None:
    """適用終了日. None while in force."""
    return day(row["valid_until"]) if row["valid_until"] else None
