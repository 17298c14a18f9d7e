"""入力フォーム. How every form is drawn, and in which words it speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict

from councils.look.fields.spoken import UNPRINTABLE
from councils.numbers import my_numbers_in


class DadsRenderer(TemplatesSetting):
    """Draws forms in the vocabulary of デジタル庁デザインシステム.

    settings: FORM_RENDERER = "councils.look.forms.DadsRenderer", INSTALLED_APPS has "django.forms" and "councils.look".
    """

    form_template_name = "dads/form.html"
    field_template_name = "dads/field.html"


_ASKED: dict[type[forms.Field] | tuple[type[forms.Field], ...], str] = {
    forms.BooleanField: "「{label}」に印を付けてください。",
    forms.FileField: "{label}のファイルを選んでください。",
    (forms.ChoiceField, forms.ModelChoiceField): "{label}を選んでください。",
}

# Nobody types the id of a row.
_TORN = "画面を読み取れませんでした。開き直してから、もう一度お試しください。"


def asked(field: forms.Field) -> str:
    """未入力の言葉. How this kind of field asks for what is missing."""
    return next((words for kinds, words in _ASKED.items() if isinstance(field, kinds)), "{label}を入力してください。")


def wording(field: forms.Field, label: str) -> dict[str, str]:
    """入力の手引き. What to do, by error code, for the errors that Django itself finds."""
    return {
        "required": asked(field).format(label=label),
        "invalid_choice": f"{label}を一覧から選び直してください。",
        "invalid_list": f"{label}を一覧から選び直してください。",
        "max_length": f"{label}は%(limit_value)d文字以内で入力してください（今は%(show_value)d文字です）。",
        **({"invalid": _TORN} if isinstance(field, forms.UUIDField) else {}),
        "null_characters_not_allowed": UNPRINTABLE.format(label=label),
        "min_length": f"{label}は%(limit_value)d文字以上で入力してください（今は%(show_value)d文字です）。",
        "max_value": f"{label}は%(limit_value)s以下で入力してください。",
        "min_value": f"{label}は%(limit_value)s以上で入力してください。",
    }


class PoliteWords(forms.BaseForm):
    """For any form, model forms too: says what to do, with the label, where Django would say 「このフィールドは…」.

    A sentence that the form's author gave through `error_messages=` stays.
    """

    # The browser's own bubbles would stop the form before our summary can speak, in the browser's words.
    use_required_attribute = False

    def full_clean(self) -> None:
        """Now, since a form may have got fields and labels after it was made."""
        for field in self.fields.values():
            _teach(field)
        super().full_clean()


def _teach(field: forms.Field) -> None:
    spoken = authored(field)
    for code, sentence in wording(field, str(field.label or "この項目")).items():
        if code not in spoken:
            field.error_messages[code] = sentence


def authored(field: forms.Field) -> set[str]:
    """The codes whose sentence is not one of Django's own."""
    own = {
        code: sentence
        for kind in reversed(type(field).__mro__)
        if kind.__module__.startswith("django.")
        for code, sentence in getattr(kind, "default_error_messages", {}).items()
    }
    return {code for code, sentence in field.error_messages.items() if code not in own or own[code] != sentence}


@dataclass(frozen=True)
class Fold:
    """折りたたみ. Boxes that few people need: one line until it is opened."""

    title: str
    names: Sequence[str]


@dataclass(frozen=True)
class ShownFold:
    title: str
    fields: Sequence[BoundField]
    filled: int
    is_open: bool


class LookForm(PoliteWords, forms.Form):
    """画面の入力フォーム. Base of the forms that staff fill in.

    folds: the boxes that the rows of a formset show folded away, and open where one of them is to be mended.
    """

    folds: ClassVar[Sequence[Fold]] = ()

    def plain_fields(self) -> list[BoundField]:
        """What stands open, without the tick that removes a row."""
        away = {name for fold in self.folds for name in fold.names} | {"DELETE"}
        return [field for field in self.visible_fields() if field.name not in away]

    def folded(self) -> Iterator[ShownFold]:
        for fold in self.folds:
            fields = [self[name] for name in fold.names if name in self.fields]
            filled = sum(field.value() not in (None, "", []) for field in fields)
            yield ShownFold(fold.title, fields, filled, any(field.errors for field in fields))

    def unjudge(self) -> None:
        """書きかけ. What was typed is shown again and nothing is said about it: another box asked for the page."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def ask(self, name: str, field: forms.Field) -> None:
        """One more field, which only this page asks for."""
        self.fields[name] = field

    def vouched(self, stored: str = "") -> list[str]:
        """個人番号ではないとした欄. Those whose twelve digits somebody vouches for, in the rows of the form too.

        Asked once the form was read; a row that goes has none, nor has a number that stood in what was stored.
        """
        ticked = [name for name, field in self.fields.items() if getattr(field, "is_vouched", False)]
        own = [name for name in ticked if self._numbers(name) - set(my_numbers_in(stored))]
        rows = [row for row in self._rows() if not row.cleaned_data.get("DELETE")]
        return own + [name for row in rows for name in row.vouched(stored)]

    def _numbers(self, name: str) -> set[str]:
        return set(my_numbers_in(str(self.cleaned_data.get(name, ""))))

    def _rows(self) -> Iterator["LookForm"]:
        """The forms of every set of rows that this form carries."""
        for each in vars(self).values():
            if isinstance(each, forms.BaseFormSet):
                yield from (row for row in each.forms if isinstance(row, LookForm))
