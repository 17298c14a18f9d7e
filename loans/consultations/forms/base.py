from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone

from councils.era import PartialDate
from councils.look.fields import TextField
from councils.look.forms import LookForm
from loans.consultations.models import Consultation
from loans.consultations.steps import STEPS, Step, mark_of
from loans.hidden import RowIdField, VersionField


class StepForm(LookForm):
    """聞き取りの一段. Nothing has to be answered; what can be read is taken, also where something else cannot.

    page names the screen: by it a talk is begun once, and an answer that was lost on the way is no colleague's.
    turn counts its saves, so that an older one that arrives late is known.
    """

    step: ClassVar[Step]
    # The sections of the page whose answers of last time one tap confirms.
    sections: ClassVar[dict[str, tuple[str, ...]]] = {}
    members: Any = None

    memo = TextField(
        label="聞き取りメモ（職員だけが見ます）",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = VersionField()
    page = RowIdField(required=False)
    turn = VersionField()

    def __init__(self, data: Any = None, *, talk: Consultation, memo: str = "") -> None:
        self.talk = talk
        opened = {"memo": memo, "version": mark_of(talk, self.step, memo), "page": uuid4(), "turn": 0}
        super().__init__(data, initial={**self.opened_on(talk), **opened})
        for name, field in self.fields.items():
            field.carried = name in talk.carried  # type: ignore[attr-defined]  # asked for by the template

    def opened_on(self, talk: Consultation) -> dict[str, Any]:
        """What stands in the boxes at first."""
        return {name: shown(getattr(talk, name)) for name in self.step.fields if name in self.base_fields}

    def facts(self) -> dict[str, Any]:
        """読み取れたこと. What of this step can be stored; a box that cannot be read is left as it was stored."""
        cleaned = self.cleaned_data
        names = [name for name in (*self.step.fields, "memo") if name in cleaned]
        return {name: stored(cleaned[name]) for name in names}

    def sentences(self) -> list[tuple[str, str]]:
        """誤り. By the name of the box, as the page has it."""
        return [(self.add_prefix(name), str(errors[0])) for name, errors in self.errors.items()]

    def carried_together(self) -> dict[str, str]:
        """前回のままの項目, by section, as its one button sends them; a single one has its own button."""
        left = {title: [name for name in names if name in self.talk.carried] for title, names in self.sections.items()}
        return {title: ",".join(names) for title, names in left.items() if len(names) > 1}

    @property
    def screen(self) -> UUID | None:
        found: UUID | None = self.cleaned_data.get("page")
        return found


def shown(value: Any) -> Any:
    """As a box shows it: days as the era has them."""
    return PartialDate(value.year, value.month, value.day) if isinstance(value, date) else value


def stored(value: Any) -> Any:
    """As the talk stores it: a day as a day."""
    return value.first() if isinstance(value, PartialDate) else value


def today() -> date:
    return timezone.localdate()


def step_of(code: str) -> Step:
    return STEPS[code]
