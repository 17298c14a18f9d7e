from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from councils.look.fields import TextField, YenField
from councils.look.forms import LookForm
from loans.applications.models import Budget, BudgetCategory
from loans.hidden import VersionField

# More than any household has in a month, and less than what a sum of all lines could not hold.
MOST_YEN = 99_999_999


@dataclass(frozen=True)
class BudgetLine:
    name: str
    boxes: tuple[BoundField, BoundField]


class BudgetForm(LookForm):
    """家計表. For each category a box for each month and one for what comes or goes besides in a year."""

    version = VersionField()
    note = TextField(label="備考", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, categories: Sequence[BudgetCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = categories
        for line in categories:
            self._add(f"month_{line.code}", f"{line.name}（毎月）")
            self._add(f"year_{line.code}", f"{line.name}（年に何度か）")

    def _add(self, name: str, label: str) -> None:
        self.fields[name] = YenField(label=label, required=False, max_value=MOST_YEN, example="10,000")

    def sides(self) -> Iterator[tuple[str, list[BudgetLine]]]:
        """収入 and 支出, each with its lines."""
        for side in BudgetCategory.Side:
            lines = [line for line in self.categories if line.side == side]
            yield (
                str(side.label),
                [BudgetLine(line.name, (self[f"month_{line.code}"], self[f"year_{line.code}"])) for line in lines],
            )

    def boxes_of(self, budget: Budget | None) -> dict[str, Any]:
        """What every box would hold if the sheet had been opened now."""
        blank = dict.fromkeys(name for name in self.fields if name != "version") | {"note": ""}
        return blank | (initial_of(budget.monthly, budget.yearly, budget.note) if budget else {})

    def amounts(self, when: str) -> dict[str, int]:
        """What was typed and can be read, by category."""
        cleaned = getattr(self, "cleaned_data", {})
        found = {line.code: cleaned.get(f"{when}_{line.code}") for line in self.categories}
        return {code: amount for code, amount in found.items() if amount is not None}


def initial_of(monthly: dict[str, int], yearly: dict[str, int], note: str) -> dict[str, Any]:
    return {
        **{f"month_{code}": amount for code, amount in monthly.items()},
        **{f"year_{code}": amount for code, amount in yearly.items()},
        "note": note,
    }
