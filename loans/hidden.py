"""隠し項目. Where only a torn or tampered form has them wrong they are read as absent: what was typed is not lost."""

import json
import zlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

_MOST = 2_147_483_647  # what the column holds


class RowIdField(forms.UUIDField):
    """行の番号. Which stored row a row of the form is; None for a new one."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> UUID | None:  # type: ignore[override]  # the stubs take a UUID for a str
        try:
            found: UUID | None = super().to_python(value)
        except ValidationError:
            return None
        return found


def mark_of(values: Sequence[Any]) -> int:
    """版. A figure of what is stored, for a form whose rows have no version of their own.

    Never 0, which a form has whose version cannot be read.
    """
    return (zlib.crc32(json.dumps(values, default=str, sort_keys=True).encode()) & _MOST) or 1


class VersionField(forms.IntegerField):
    """版. Which version the form was opened on; 0, which nothing ever is, where that cannot be told."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=_MOST, **kwargs)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0
