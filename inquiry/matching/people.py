"""本人確認4情報. The four items as they were recorded, and the kana that helps but does not decide."""

from dataclasses import dataclass
from enum import StrEnum


class Item(StrEnum):
    """照合項目."""

    NAME = "氏名"
    BORN = "生年月日"
    SEX = "性別"
    ADDRESS = "住所"


@dataclass(frozen=True)
class FourItems:
    """本人確認4情報. Raw text as recorded; what is folded for comparing is never stored. "" is 記録なし."""

    name: str
    kana: str
    born: str
    sex: str
    address: str
