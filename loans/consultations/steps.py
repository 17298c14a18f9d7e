"""聞き取りの段. The subjects of a talk, one a screen, in any order; and by what two savers of one subject notice it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loans import hidden
from loans.consultations.models import Consultation


@dataclass(frozen=True)
class Step:
    """段. fields: what it asks; the memo belongs to every step."""

    code: str
    label: str
    fields: tuple[str, ...]


STEPS = {
    step.code: step
    for step in (
        Step(
            "start",
            "相談のきっかけ",
            (
                "client_name",
                "client_kana",
                "client_phone",
                "visitor",
                "visitor_name",
                "visitor_phone",
                "channel",
                "route",
                "came_on",
            ),
        ),
        Step(
            "household",
            "世帯と収入",
            (
                "client_born",
                "client_sex",
                "client_postcode",
                "client_address",
                "housing",
                "members",
                "work",
                "occupation",
                "monthly_income_yen",
                "household_income_yen",
                "outlook",
            ),
        ),
        Step(
            "troubles",
            "困りごと",
            (
                "topics",
                "main_topic",
                "gist",
                "debts",
                "debts_yen",
                "debts_monthly_yen",
                "wish",
                "fund",
                "amount_yen",
                "needed_by",
                "reason_text",
            ),
        ),
        Step(
            "schemes",
            "使える制度",
            ("schemes", "other_schemes", "health_insurance", "pension", "sharing", "sharing_on"),
        ),
        Step("check", "確認", ("next_on", "next_note")),
    )
}
ALL_FIELDS: tuple[str, ...] = tuple(name for step in STEPS.values() for name in step.fields)


def mark_of(talk: Consultation, step: Step, memo: str) -> int:
    """版. A figure of what stands in this step: two who fill in different steps of one talk are in nobody's way."""
    return hidden.mark_of([*(getattr(talk, name) for name in step.fields), memo])


def is_begun(talk: Consultation, step: Step) -> bool:
    """Whether something of the step has been answered, but for the day, which is there from the beginning."""
    return is_filled([getattr(talk, name) for name in step.fields if name != "came_on"])


def is_filled(values: Sequence[Any]) -> bool:
    return any(value not in ("", None, [], {}) for value in values)
