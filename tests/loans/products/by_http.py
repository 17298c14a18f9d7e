"""One product through the counter's pages: from a talk that is recorded to 進達, by posting the forms that are shown.

For whoever has screens of a counsellor and of a chief (config.walk.browser.Screen) at a demo that runs.
"""

import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from config.walk.counter import agreed, said_of
from config.walk.papers import paper
from councils.era import PartialDate
from tests.loans.products.facts import PRODUCTS

# What the form of every fund asks for; KINKYU's own boxes are those that tests/make.py fills in.
USUAL = {
    "applicant_phone": "０９０－００００－１２３４",
    "reason_text": "次の給与が支給されるまで、生活に必要な費用が足りない。",
    "outlook": "来月25日から、月18万円ほどの給与が支給される見込み。",
    "bank_name": "見本銀行",
    "bank_branch": "架空支店",
    "account_number": "0000001",
}
PARTY = {
    "name": "架空　次郎",
    "kana": "カクウ　ジロウ",
    "born": "昭和50年3月3日",
    "address": "東京都千代田区見本町三丁目12番5号",
    "relation": "兄",
}
KINKYU = {"reason": "WAITING_BENEFIT", "amount_yen": "８０，０００円", "grace_months": "２", "repayment_months": "１２"}


class Counter(Protocol):
    """窓口の画面."""

    page: str
    address: str

    def open(self, address: str) -> str: ...
    def fill(self, values: Any, *, files: Any = None, action: str = "") -> str: ...


def apply_for(screen: Counter, consultation_id: str, code: str, members: Mapping[str, str], account_holder: str) -> str:
    """申込. From the talk to a form that is saved; the id of the case. members: the rows of the household as typed."""
    start = f"/consultations/{consultation_id}/apply/"
    screen.open(start)
    screen.fill({"fund": code, "again_reason": "前回とは別の事情。"})
    [case_id] = re.findall(r"/cases/([0-9a-f-]{36})/", screen.address)
    statements = re.findall(r'value="([A-Z_]+@\d+)"', screen.page)
    typed = {**USUAL, "account_holder_kana": account_holder, **typed_form(code)}
    # Whoever the talk brought along keeps their row: the form's own ids are sent back.
    rows = {name: value for name, value in members.items() if not name.endswith("-id")}
    screen.fill({**typed, **rows, "statements": statements})
    return case_id


def to_the_prefecture(counsellor: Counter, chief: Counter, case_id: str) -> None:
    """受付から進達まで. Whom the fund asks for, every consent and every paper that the case page asks for."""
    case = f"/cases/{case_id}/"
    for role in re.findall(r"必要</span><br>[^<]*<a [^>]*\?role=(\w+)", counsellor.open(f"{case}people/")):
        counsellor.open(f"{case}people/new/?role={role}")
        counsellor.fill({"role": role, **PARTY})
    for address in _linked(counsellor.open(case), r'href="(/cases/[0-9a-f-]+/consents/[0-9a-f-]+/)"'):
        counsellor.fill(agreed(counsellor.open(address)))
    for kind in _linked(counsellor.open(case), r"papers/new/\?for=([A-Z_]+)"):
        said = said_of(counsellor.open(f"{case}papers/new/?kind={kind}"))
        counsellor.fill(said, files={"file": (f"{kind.lower()}.pdf", paper("IDENTITY"), "application/pdf")})
    counsellor.open(case)
    counsellor.fill({}, action=f"{case}submit/")
    counsellor.open(f"{case}opinion/")
    counsellor.fill({"verdict": "fit", "text": "適当と考えます。"})
    _wait(lambda: "確認中" not in chief.open(case))
    chief.fill({}, action=f"{case}forward/")


def _linked(page: str, pattern: str) -> list[str]:
    return list(dict.fromkeys(re.findall(pattern, page)))


def _wait(is_so: Callable[[], bool]) -> None:
    for _ in range(120):
        if is_so():
            return
        time.sleep(0.25)
    raise AssertionError("the papers were not checked")


def typed_form(code: str) -> dict[str, str]:
    """The boxes of this product as a counsellor types them."""
    if code == "KINKYU":
        return KINKYU
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
