import re
from typing import Any

from councils.look.fields.spoken import half_width
from councils.look.fields.text import TextField

# Mobile and IP telephones have eleven digits and so has the free 0800; all others have ten.
_TELEPHONE = re.compile(r"0[5-9]0\d{8}|0(?![5-9]0)\d{9}", re.ASCII)
_MOBILE = re.compile(r"(?!0800)(0[5-9]0)(\d{4})(\d{4})", re.ASCII)


class PhoneField(TextField):
    """電話番号. Half-width digits with the hyphens as typed; a mobile number gets its hyphens."""

    normalise = "phone"
    input_mode = "tel"
    width = "w-middle"
    may_be_vouched = False
    default_error_messages = {
        "not_a_phone": "{label}は、0から始まる10桁（携帯電話は11桁）の番号を入力してください。例：03-1234-5678",
    }

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return typed
        number = re.sub(r"[\s()-]+", "-", half_width(typed)).strip("-")
        number = re.sub(r"^\+81-?0?", "0", number)
        digits = number.replace("-", "")
        if not _TELEPHONE.fullmatch(digits):
            raise self.refused("not_a_phone")
        return _MOBILE.sub(r"\1-\2-\3", digits) if _MOBILE.fullmatch(digits) else number


class PostcodeField(TextField):
    """郵便番号. Stored as 123-4567; 〒, full-width digits and a missing hyphen are accepted.

    Named …postcode, it fills the box …address (typing.js, postcode.py).
    """

    fills_address = True
    normalise = "postcode"
    input_mode = "numeric"
    width = "w-short"
    may_be_vouched = False
    default_error_messages = {"not_a_postcode": "{label}は7桁の数字で入力してください。例：123-4567"}

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return typed
        digits = re.sub(r"[〒\s-]", "", half_width(typed))
        if not re.fullmatch(r"\d{7}", digits, re.ASCII):
            raise self.refused("not_a_postcode")
        return f"{digits[:3]}-{digits[3:]}"
