"""同意の決まり that a prefecture decides: how long a consent holds, and whether a spoken one will do."""

from typing import Final

from councils.settings.registry import Entry, SettingKind

CONSENT_MONTHS: Final = Entry(
    "consent.months",
    "情報照会の同意の有効期間",
    SettingKind.COUNT,
    default=6,
    why=(
        "同意は、申込みの審査に要る間だけ有効とします。要綱で期間を定めている県は、その月数に合わせてください。"
        "過ぎた同意では照会を依頼できず、窓口でもう一度確認します。"
    ),
    unit="か月",
    least=1,
    most=24,
)
CONSENT_ORALLY: Final = Entry(
    "consent.orally",
    "読み上げて口頭で得た同意を認める",
    SettingKind.FLAG,
    default=False,
    why=(
        "はじめは、画面か紙への署名を求めます。後から本人の意思を示せるようにするためです。"
        "電話や訪問で署名を得られない方の同意を認める県は「する」に切り替えます。確認した職員の名前が残ります。"
    ),
)
ENTRIES: Final = (CONSENT_MONTHS, CONSENT_ORALLY)
