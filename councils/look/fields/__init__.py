"""入力欄. The form fields of every zone: they take what people type in Japan, and say what to do where they cannot."""

from councils.look.fields.choices import ChoiceButtons, TickButtons
from councils.look.fields.contact import PhoneField, PostcodeField
from councils.look.fields.dates import A_BIRTHDAY, EraDateField, EraMonthField
from councils.look.fields.figures import CountField, YenField
from councils.look.fields.names import KanaField, NameField
from councils.look.fields.text import TextField

__all__ = [
    "A_BIRTHDAY",
    "ChoiceButtons",
    "CountField",
    "EraDateField",
    "EraMonthField",
    "KanaField",
    "NameField",
    "PhoneField",
    "PostcodeField",
    "TextField",
    "TickButtons",
    "YenField",
]
