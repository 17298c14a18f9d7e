"""What is demanded of a form that was sent something: words that help, nothing lost, nothing that cannot be stored."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

from django import forms
from django.core import validators
from django.forms import BoundField

from councils.look.fields import NameField
from councils.look.fields.spoken import Spoken

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
# A sentence may be followed by an example of what is meant.
_ENDS = re.compile(r"。(例：.+)?$")
_MACHINE = re.compile(r"[A-Za-z]{4,}|%\(|[{}]|\n")
# What the columns hold that figures go into.
MOST_OF_A_COLUMN = 2_147_483_647
# A box without a longest text takes a figure, a day or a number of its own shape.
MOST_WITHOUT_AN_END = 20
# A box is drawn by its widget alone: each kind of widget shows each text once.
_SHOWN: set[tuple[type, str]] = set()


def faults(form: forms.Form, text: str) -> Iterator[tuple[str, str]]:
    """Field and fault. Whatever a form raises goes up."""
    form.full_clean()
    for name in [name for name in form.fields if form.add_prefix(name) in form.data]:
        bound = form[name]
        said = form.errors.get(name, [])
        yield from ((name, fault) for each in said for fault in _of_words(str(each), bound.field))
        if not said:
            yield from ((name, fault) for fault in _of_value(form, name))
        yield from ((name, fault) for fault in _of_box(bound, text))
    for each in form.non_field_errors():
        yield from (("the form", fault) for fault in _of_words(str(each), forms.Field()))


def _of_words(sentence: str, field: forms.Field) -> Iterator[str]:
    plain = sentence.replace(str(field.label or ""), "").split("例：")[0]
    if not _JAPANESE.search(sentence) or not _ENDS.search(sentence) or _MACHINE.search(plain):
        yield f"says {sentence[:80]!r}"
    if any(part in sentence for part in _django_says()):
        yield f"says Django's own {sentence[:80]!r}"


@cache
def _django_says() -> set[str]:
    """The longest piece of each sentence of Django's own, between what it fills in."""
    found: set[str] = set()
    kinds = [kind for kind in vars(forms).values() if isinstance(kind, type) and issubclass(kind, forms.Field)]
    for kind in kinds:
        for sentence in getattr(kind, "default_error_messages", {}).values():
            found.add(_longest(str(sentence)))
    for kind in (
        validators.ProhibitNullCharactersValidator,
        validators.MinValueValidator,
        validators.MaxValueValidator,
    ):
        found.add(_longest(str(kind.message)))
    return {each for each in found if len(each) > 5}


def _longest(sentence: str) -> str:
    return max(re.split(r"%\(\w+\)\w|[「」]", sentence), key=len)


def _of_value(form: forms.Form, name: str) -> Iterator[str]:
    if name not in form.cleaned_data:
        yield "is neither taken nor refused"
        return
    value, field = form.cleaned_data[name], form.fields[name]
    for text in _texts(value):
        # No request brings half a pair (only_utf8): it is for our own fields alone to refuse.
        if "\0" in text or (isinstance(field, Spoken) and any("\ud800" <= sign <= "\udfff" for sign in text)):
            yield "takes what no database stores"
        most = getattr(field, "max_length", None)
        if len(text) > (most or MOST_WITHOUT_AN_END):
            yield f"takes {len(text)} letters of {most}"
    if isinstance(value, int) and not isinstance(value, bool) and not -1 < value <= MOST_OF_A_COLUMN:
        yield f"takes {value}"
    if isinstance(field, NameField) and value != text_of(form, name).strip():
        yield "is not as it was typed"
    if isinstance(field, Spoken) and not hasattr(form, f"clean_{name}"):
        yield from _of_way_back(field, value)


def text_of(form: forms.Form, name: str) -> str:
    return str(form.data[form.add_prefix(name)])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _of_way_back(field: forms.Field, value: Any) -> Iterator[str]:
    """What is stored, shown in the box again and sent by a browser, is the same."""
    if not _is_typed(field) or value in field.empty_values:
        return
    shown = field.prepare_value(value)
    sent = re.sub(r"\r\n|\r|\n", "\r\n", str(shown)) if isinstance(shown, str) else shown
    if not isinstance(field.widget, forms.Textarea) and isinstance(sent, str):
        sent = re.sub(r"[\r\n]", "", sent)
    try:
        again = field.clean(sent)
    except forms.ValidationError:
        yield "does not take what it has taken"
        return
    if isinstance(value, str) and isinstance(again, str) and again != value.replace("\r\n", "\n"):
        yield "changes what it has taken"


def _is_typed(field: forms.Field) -> bool:
    """Whether people write into its box, and see again what they wrote."""
    return isinstance(field.widget, forms.TextInput | forms.EmailInput | forms.Textarea)


def _of_box(bound: BoundField, text: str) -> Iterator[str]:
    field = bound.field
    if not _is_typed(field):
        return
    if bound.value() != text:
        yield "has lost what was typed"
    if (type(field.widget), text) in _SHOWN:
        return
    _SHOWN.add((type(field.widget), text))
    shown = str(bound)
    if "<script" in shown or _flat(_content(shown, field)) != _flat(text):
        yield "does not show what was typed"


def _content(html: str, field: forms.Field) -> str:
    if isinstance(field.widget, forms.Textarea):
        found = re.search(r"<textarea[^>]*>\n?(.*)</textarea>", html, re.DOTALL)
    else:
        found = re.search(r'\bvalue="([^"]*)"', html)
    return unescape(found[1]) if found else ""


def _flat(text: str) -> str:
    return re.sub(r"[\r\n]+", "\n", text).strip("\n")
