"""申込書の節. The form in the order of a talk; each section can be gone to at once, and one button saves them all."""

from dataclasses import dataclass, field
from typing import Any

from loans.applications.asked import needed
from loans.extras.answers import name_of

SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("household", "世帯", ("applicant_phone",)),
    (
        "request",
        "申込内容",
        (
            "reason",
            "purpose",
            "lasting_months",
            "school",
            "school_name",
            "school_year",
            "graduates_on",
            "reason_text",
            "outlook",
            "support_centre",
        ),
    ),
    ("property", "不動産", ("property_kind", "property_value_yen", "property_address", "heirs", "assistance_yen")),
    (
        "amount",
        "金額と償還",
        (
            "own_funds_yen",
            "other_grants_yen",
            "is_specially_needed",
            "special_need",
            "monthly_yen",
            "lending_months",
            "lending_from",
            "amount_yen",
            "grace_months",
            "repayment_months",
            "guide_reason",
        ),
    ),
    (
        "account",
        "振込先",
        ("payee", "payee_name", "bank_name", "bank_branch", "account_kind", "account_number", "account_holder_kana"),
    ),
    ("statements", "申告・同意事項", ("statements",)),
)


@dataclass(frozen=True)
class Section:
    """申込書の節. state and url as <c-steps> takes them; boxes are the bound fields that this fund has."""

    code: str
    label: str
    boxes: list[Any] = field(default_factory=list)
    state: str = "todo"

    @property
    def url(self) -> str:
        return f"#step-{self.code}"


def steps(form: Any) -> list[Section]:
    """手順. Without a section of which this fund asks nothing."""
    extras = tuple(name_of(extra) for extra in form.extras)
    found = [
        Section(code, label, [form[name] for name in names if name in form.fields], _state(form, code, names))
        for code, label, names in (*SECTIONS[:-1], ("extras", "県の項目", extras), SECTIONS[-1])
    ]
    return [each for each in found if each.boxes]


def _state(form: Any, code: str, names: tuple[str, ...]) -> str:
    """済み once all is there that the terms want of it."""
    rows = {"household": form.members, "amount": form.costs}.get(code)
    wrong = any(name in form.errors for name in names) or bool(rows is not None and rows.total_error_count())
    if form.is_bound and wrong:
        return "error"
    if code == "household":
        return "done" if all(row["address"].value() for row in form.members.forms) else "todo"
    wanted = [name for name in names if name in form.fields and (name == "statements" or name in needed(form.terms))]
    return "done" if wanted and all(form[name].value() for name in wanted) else "todo"
