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
    """本人確認4情報. Raw text as recorded; what is folded for comparing is never stored. "" is 記録なし.

    Beside them what a register may carry: 通称 and 旧氏, and former addresses (変更情報). They explain a difference and
    never make an item agree.
    """

    name: str
    kana: str
    born: str
    sex: str
    address: str
    other_names: tuple[str, ...] = ()
    former_addresses: tuple[str, ...] = ()
