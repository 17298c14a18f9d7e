"""窓口に見せる照会結果. Which findings a prefecture lets its municipal councils see; nothing until it has decided.

What is decided here the database heeds: `walls.findings_at_counter` (loans) gives the counter nothing else.
"""

from councils.settings.registry import Entry, SettingKind
from inquiry.codes import FindingCode

_WHY = (
    "市区町村社協の窓口では、特定個人情報を扱いません。照会の結果は、県が見せると決めたものだけを、区分で見せます。"
    "書類で確かめるものは、理由にかかわらず「追加書類が必要」と表示します。"
)
_WHY_INCOME = _WHY + "「近接の合図だけ」では、基準に近いときだけ表示し、基準内か超過かは見せません。"


def _name(code: FindingCode) -> str:
    return f"findings.at_counter.{code.value}"


def _entry(code: FindingCode) -> Entry:
    label = f"窓口に「{code.label}」の照会結果を見せる"
    if code == FindingCode.INCOME_LIMIT:
        words = ("見せない", "近接の合図だけ", "見せる")
        return Entry(_name(code), label, SettingKind.COUNT, default=0, why=_WHY_INCOME, most=2, words=words)
    return Entry(_name(code), label, SettingKind.FLAG, default=False, why=_WHY)


ENTRIES = tuple(_entry(code) for code in FindingCode)
