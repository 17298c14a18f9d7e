"""相談で聞いたことと、申込書に足すこと, of each product as a counsellor types them. Values alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from config.walk.household import RELATIONS, SEXES, Household
from councils.era import PartialDate, month_wareki
from tests.loans.products.facts import AMOUNTS, PRODUCTS

Told = Mapping[str, str | list[str]]
PHONE = "０９０－００００－１２３４"
REASON = "次の給与が支給されるまで、生活に必要な費用が足りない。"
OUTLOOK = "来月25日から、月18万円ほどの給与が支給される見込み。"
# 緊急小口資金 is the one whose form has nothing of facts.py.
KINKYU = {"reason": "WAITING_BENEFIT", "grace_months": "２", "repayment_months": "１２"}
ACCOUNT = {
    "bank_name": "見本銀行",
    "bank_branch": "架空支店",
    "account_kind": "ordinary",
    "account_number": "0000001",
}
PARTY = {
    "name": "架空　次郎",
    "kana": "カクウ　ジロウ",
    "born": "昭和50年3月3日",
    "address": "東京都千代田区見本町三丁目12番5号",
    "relation": "兄",
}
ROLES = {"EDU_SUPPORT": ("co_borrower",), "EDU_ENTRY": ("co_borrower",), "RE_GENERAL": ("guarantor",)}
ISSUED = PartialDate(*(date.today()).timetuple()[:3]).wareki()


def talk(code: str, household: Household) -> dict[str, Told]:
    """聞き取り, by its steps."""
    return {
        "start": {
            "client_name": household.applicant["name"],
            "client_kana": household.applicant["kana"],
            "client_phone": PHONE,
            "channel": "counter",
        },
        "household": {**_client(household), **_beside(household)},
        "troubles": {
            "topics": ["income"],
            "gist": "勤務先が変わり、収入が途切れている。",
            "wish": "yes",
            "fund": code,
            **_wanted(code),
            "reason_text": REASON,
        },
        "schemes": {"scheme-SUPPORT_CENTER": "using" if is_at_centre(code) else "checked", "sharing": "given"},
        "check": {},
    }


def _client(household: Household) -> Told:
    applicant = household.applicant
    return {
        "client_born": PartialDate.parse(applicant["born"]).wareki(),
        "client_sex": SEXES[applicant["sex"]],
        "client_postcode": household.postcode,
        "client_address": household.address,
        "work": "regular",
        "monthly_income_yen": "１２０，０００",
        "outlook": OUTLOOK,
    }


def _beside(household: Household) -> Told:
    """Whoever lives with the client."""
    return {
        f"members-{row}-{name}": value
        for row, member in enumerate(household.members[1:])
        for name, value in {
            "name": member["name"],
            "kana": member["kana"],
            "relation": RELATIONS.get(member["relation"], "other"),
            "born": PartialDate.parse(member["born"]).wareki(),
            "sex": SEXES[member["sex"]],
        }.items()
    }


def is_at_centre(code: str) -> bool:
    """自立相談支援事業を利用している."""
    return bool(PRODUCTS[code].get("support_centre") == "using")


def is_monthly(code: str) -> bool:
    return "monthly_yen" in PRODUCTS[code]


def _wanted(code: str) -> Told:
    """いくら、いつ. A loan by the month is asked for by its month; its sum is computed."""
    if is_monthly(code):
        begins = PRODUCTS[code]["lending_from"]
        return {"needed_by": PartialDate(begins.year, begins.month, 20).wareki()}
    return {"amount_yen": f"{AMOUNTS[code]:,}円"}


def carried(code: str, household: Household) -> dict[str, str]:
    """引き継がれること: what the form of the application shows before anybody has typed there."""
    said = talk(code, household)
    client = {name.removeprefix("client_"): value for name, value in said["household"].items() if "members" not in name}
    first = {name: client[name] for name in ("born", "sex", "postcode", "address", "work", "monthly_income_yen")}
    rows: dict[str, Any] = {f"members-0-{name}": value for name, value in first.items()}
    rows |= {"members-0-name": said["start"]["client_name"], "members-0-kana": said["start"]["client_kana"]}
    for row, member in enumerate(household.members[1:], start=1):
        rows |= {f"members-{row}-name": member["name"], f"members-{row}-kana": member["kana"]}
        rows |= {f"members-{row}-born": PartialDate.parse(member["born"]).wareki()}
        rows |= {f"members-{row}-address": household.address}
    known = {"applicant_phone": PHONE, "reason_text": REASON, "outlook": OUTLOOK}
    if is_monthly(code):
        known["lending_from"] = month_wareki(PRODUCTS[code]["lending_from"])
    else:
        known["amount_yen"] = str(AMOUNTS[code])
    if is_at_centre(code):
        known["support_centre"] = "using"
    if not PRODUCTS[code].get("payee"):
        known["account_holder_kana"] = household.applicant["kana"]
    return {**rows, **known}


def asked_more(code: str) -> dict[str, str]:
    """申込書で初めて聞くこと."""
    known = {"amount_yen", "lending_from", *(["support_centre"] if is_at_centre(code) else [])}
    return {name: value for name, value in {**typed_form(code), **ACCOUNT}.items() if name not in known}


def typed_form(code: str) -> dict[str, str]:
    """The boxes of this product as a counsellor types them."""
    if code == "KINKYU":
        return KINKYU | {"amount_yen": "８０，０００円"}
    typed: dict[str, str] = {}
    for name, value in PRODUCTS[code].items():
        if name == "costs":
            typed |= {f"costs-{row}-{key}": str(each[key]) for row, each in enumerate(value) for key in each}
        elif value not in ("", None, False):
            typed[name] = _text(value)
    return typed


def _text(value: Any) -> str:
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day).wareki()
    return f"{value:,}" if isinstance(value, int) and value > 999 else str(value)
