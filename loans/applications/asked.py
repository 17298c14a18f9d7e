"""尋ねること. Which columns of a request a fund's rule row asks for, and what is needed before it is taken in."""

from collections.abc import Iterator, Mapping

from loans.terms.facts import Ask, ConsultationRule, Repayment, Terms

# What a fund's form asks for, by the words of its rule row; the rest of the form every fund has.
BOXES: Mapping[Ask, tuple[str, ...]] = {
    Ask.REASON: ("reason",),
    Ask.PURPOSE: ("purpose", "lasting_months"),
    Ask.MONTHLY: ("monthly_yen", "lending_months", "lending_from"),
    Ask.SCHOOL: ("school", "school_name", "school_year"),
    Ask.GRADUATION: ("graduates_on",),
    Ask.NEED: ("is_specially_needed", "special_need"),
    Ask.COSTS: ("costs", "own_funds_yen", "other_grants_yen"),
    Ask.PAYEE: ("payee", "payee_name"),
    Ask.PROPERTY: ("property_kind", "property_address", "property_value_yen", "heirs"),
    Ask.ASSISTANCE: ("assistance_yen",),
}
_NEEDED = {
    Ask.REASON: {"reason": "貸付事由を選ぶ"},
    Ask.PURPOSE: {"purpose": "資金使途を選ぶ"},
    Ask.MONTHLY: {
        "monthly_yen": "借入月額を入力する",
        "lending_months": "貸付期間を入力する",
        "lending_from": "貸付開始月を入力する",
    },
    Ask.SCHOOL: {
        "school": "学校の種別を選ぶ",
        "school_name": "学校名を入力する",
        "school_year": "学年を入力する",
    },
    Ask.GRADUATION: {"graduates_on": "卒業予定日を入力する"},
    Ask.COSTS: {"costs": "必要額内訳を入力する"},
    Ask.PAYEE: {"payee": "送金先（家主または不動産業者）を選ぶ", "payee_name": "送金先の名称を入力する"},
    Ask.PROPERTY: {
        "property_kind": "不動産の種類を選ぶ",
        "property_address": "不動産の所在地を入力する",
        "property_value_yen": "不動産の評価額を入力する",
        "heirs": "推定相続人を書く",
    },
    Ask.ASSISTANCE: {"assistance_yen": "生活扶助額を入力する"},
}
_OF_EVERY_FUND = {
    "reason_text": "借入理由を書く",
    "outlook": "今後の収入の見通しを書く",
    "amount_yen": "借入希望額を入力する",
    "repayment_months": "償還期間を入力する",
    "bank_name": "振込先の金融機関を入力する",
    "bank_branch": "振込先の支店を入力する",
    "account_kind": "預金種目を選ぶ",
    "account_number": "口座番号を入力する",
    "account_holder_kana": "口座名義を入力する",
}


def needed(terms: Terms) -> Mapping[str, str]:
    """入力が必要な欄. By column, what to do where it is blank."""
    of_fund = {name: words for ask in terms.asks for name, words in _NEEDED.get(ask, {}).items()}
    return {name: words for name, words in {**of_fund, **_OF_EVERY_FUND}.items() if name not in set(unasked(terms))}


def unasked(terms: Terms) -> Iterator[str]:
    """尋ねない欄. What this fund's form leaves out: an amount that is computed, a period that there is not."""
    for ask, names in BOXES.items():
        if ask not in terms.asks:
            yield from names
    if Ask.MONTHLY in terms.asks:
        yield "amount_yen"
    if terms.repayment is Repayment.LUMP_SUM:
        yield "repayment_months"
    if terms.consultation is ConsultationRule.NOT_REQUIRED:
        yield "support_centre"
    if not terms.purposes and not terms.loan_months_standard:
        yield "guide_reason"
