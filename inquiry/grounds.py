"""結果の根拠. What a verdict rests on, in fixed words by code: no value can come into them.

A rule of its own has a sentence for each of its verdicts; 要確認 says the same for every reason that lies in answers, a
provider's refusal (支援措置) among them. What is the gate's own (no limit was entered) it names.
"""

from collections.abc import Mapping

from inquiry.codes import FindingCode, FindingReason, Verdict, WithdrawalReason

OPEN = "照会では確かめられませんでした。書類で確認してください。"
_YES_NO: Mapping[FindingCode, tuple[str, str]] = {
    FindingCode.RESIDENT_TAX_EXEMPT: (
        "均等割・所得割ともに課税がありません。",
        "均等割、または所得割が課税されています。",
    ),
    FindingCode.PUBLIC_ASSISTANCE: ("生活保護を受けています。", "生活保護を受けていません。"),
    FindingCode.PENSION_RECEIVED: ("支給中の年金があります。", "支給中の年金はありません。"),
    FindingCode.UNEMPLOYMENT_RECEIVED: (
        "受給資格があり、支給の残りがあります。",
        "受給資格がないか、支給が終わっています。",
    ),
    FindingCode.TRAINING_RECEIVED: ("給付を受けています。", "給付を受けていません。"),
    FindingCode.CHILD_ALLOWANCE_RECEIVED: ("手当を受けています。", "手当を受けていません。"),
    FindingCode.CHILD_REARING_RECEIVED: ("手当を受けています。", "手当を受けていません。"),
    FindingCode.SPECIAL_CHILD_RECEIVED: ("手当を受けています。", "手当を受けていません。"),
    FindingCode.OTHER_LOAN: (
        "償還の終わっていない借入れがあります。",
        "照会した社協に、償還中の借入れはありません。",
    ),
    FindingCode.LONE_PARENT_LOAN_OPEN: (
        "償還の終わっていない借入れがあります。",
        "照会した提供元に、償還中の借入れはありません。",
    ),
    FindingCode.OLD_COPY: (
        "提供元の情報が、長い間更新されていません。最近の変化は書類で確認してください。",
        "提供元の情報は、定めた日数のうちに更新されています。",
    ),
}
_OTHER: Mapping[tuple[FindingCode, Verdict], str] = {
    (FindingCode.HOUSEHOLD_COMPOSITION, Verdict.CONSISTENT): "住民票の世帯と、申告した世帯の人数・続柄が合っています。",
    (FindingCode.HOUSEHOLD_COMPOSITION, Verdict.DIFFERENT): "住民票の世帯が、申告した世帯と違います。",
    (FindingCode.INCOME_LIMIT, Verdict.WITHIN): "世帯の合計所得金額が、県の基準を下回っています。",
    (
        FindingCode.INCOME_LIMIT,
        Verdict.NEAR,
    ): "世帯の合計所得金額が、県の基準の近くです。収入の書類で確認してください。",
    (FindingCode.INCOME_LIMIT, Verdict.OVER): "世帯の合計所得金額が、県の基準を上回っています。",
}

# Of 誤照会 the office learns no more than that it is not to be used.
WITHDRAWN_GROUNDS: Mapping[WithdrawalReason, str] = {
    WithdrawalReason.REDO: "",
    WithdrawalReason.UNLINKED: "照会担当が、ご本人の紐付けを取り消しました。本人特定をやり直しています。",
}


def ground_of(code: FindingCode, verdict: Verdict, reason: FindingReason | None = None) -> str:
    """結果の根拠. A verdict without words of its own is one that a paper must tell."""
    if reason is not None:
        return f"{reason.label}。書類で確認してください。"
    applies, does_not = _YES_NO.get(code, (OPEN, OPEN))
    words = {Verdict.APPLIES: applies, Verdict.DOES_NOT_APPLY: does_not}
    return _OTHER.get((code, verdict)) or words.get(verdict, OPEN)
