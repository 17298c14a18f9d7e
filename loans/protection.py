"""支援措置 (DV等支援措置). A household whose home is kept secret: how an address is printed, why the flag is lifted."""

from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.db import models

from councils.look.fields import ChoiceButtons
from councils.look.forms import LookForm
from councils.refusals import Refused

# Paper travels further than a screen.
NOT_PRINTED = "支援措置のため印字しません"


class Protectable(Protocol):
    is_nondisclosure: bool


class Lifting(models.TextChoices):
    """支援措置の対象から外す理由. Codes, since the trail keeps no free words about a person."""

    ENDED = "ENDED", "支援措置が終わった"
    DECLINED = "DECLINED", "本人から申し出があった"
    ENTERED_WRONGLY = "ENTERED_WRONGLY", "誤って登録していた"


class ProtectedAlready(Refused):
    sentence = "すでに支援措置の対象として登録されています。"


class NotProtected(Refused):
    sentence = "支援措置の対象として登録されていません。画面を開き直してください。"


class LiftForm(LookForm):
    """支援措置の解除."""

    reason = forms.ChoiceField(
        label="対象から外す理由",
        choices=Lifting,
        widget=ChoiceButtons,
        error_messages={"required": "対象から外す理由を選んでください。"},
    )


@dataclass(frozen=True)
class PrintedAddress:
    """印字する住所. Both parts "" where none is printed; line says so in words."""

    postcode: str
    address: str
    is_hidden: bool = False

    @property
    def line(self) -> str:
        if self.is_hidden:
            return NOT_PRINTED
        return f"〒{self.postcode} {self.address}" if self.postcode else self.address


def printed_address(of: Protectable | None, address: str, postcode: str = "") -> PrintedAddress:
    """住所の印字. Every address on a form or a letter goes through here; of a protected household none comes out.

    of: the talk or the case that it stands in; None on a blank form.
    """
    if of is not None and of.is_nondisclosure:
        return PrintedAddress("", "", is_hidden=True)
    return PrintedAddress(postcode, address)


@dataclass(frozen=True)
class Panel:
    """支援措置の欄. protect and lift are addresses, "" where it is not this person's to press."""

    is_protected: bool
    protect: str = ""
    lift: str = ""
    is_in_office: bool = False
