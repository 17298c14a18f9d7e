"""The steps of the counter, by its counsellor and its chief."""

import re

from config.walk.household import SEXES, ask_household, typed_in
from config.walk.papers import paper
from config.walk.walk import Walk, case_page, id_in, press, wait
from councils.era import PartialDate

PAPERS = ("IDENTITY", "REASON_PROOF", "AMOUNT_PROOF", "ACCOUNT")


def consult(walk: Walk) -> str:
    """相談."""
    walk.household = ask_household(walk.ready["standins"]["resident"], prefecture="東京都", municipality="千代田区")
    applicant = walk.household.applicant
    screen = walk.screen("aoba")
    screen.open("/consultations/new/")
    screen.fill(
        {
            "came_on": "令和8年11月2日",
            "client_name": applicant["name"],
            "client_kana": applicant["kana"],
            "client_phone": "０９０－００００－１２３４",
            "channel": "counter",
            "memo": "面談室で聞き取り。落ち着いて話される。",
        }
    )
    walk.consultation_id = id_in(screen.address)
    page = f"/consultations/{walk.consultation_id}/"
    for step, said in _said(walk).items():
        screen.open(f"{page}steps/{step}/")
        screen.fill(said)
    return page


def _said(walk: Walk) -> dict[str, dict[str, str | list[str]]]:
    """聞き取り, step by step: what the application takes over, and what was checked first."""
    applicant = walk.household.applicant
    return {
        "household": {
            "client_born": PartialDate.parse(applicant["born"]).wareki(),
            "client_sex": SEXES.get(applicant["sex"], ""),
            "client_postcode": walk.household.postcode,
            "client_address": walk.household.address,
            "housing": "rented",
            "work": "unemployed",
            "outlook": "来月25日から、月18万円ほどの給与が支給される見込み。",
        },
        "troubles": {
            "topics": ["income", "work"],
            "main_topic": "income",
            "gist": "勤務先が変わり、初回の給与まで生活費が足りない。",
            "wish": "yes",
            "fund": "KINKYU",
            "amount_yen": f"{walk.amount_yen:,}円",
            "reason_text": "初回の給与が支給されるまでの生活費として。",
        },
        "schemes": {
            "scheme-SUPPORT_CENTER": "checked",
            "scheme-HOUSING_BENEFIT": "not_applicable",
            "other_schemes": "住居確保給付金は対象外。自立相談支援機関を案内済み。",
        },
    }


def apply(walk: Walk) -> str:
    """申込書."""
    screen = walk.screen("aoba")
    start = f"/consultations/{walk.consultation_id}/apply/"
    screen.open(f"/consultations/{walk.consultation_id}/")
    screen.fill({"fund": "KINKYU", "again_reason": "前回とは別の事情。"}, action=start)
    walk.case_id = id_in(screen.address)
    screen.open(case_page(walk) + "application/")
    screen.fill(
        {
            **typed_in(walk.household),
            "applicant_phone": "０９０－００００－１２３４",
            "reason": "WAITING_BENEFIT",
            "reason_text": "初回の給与が支給されるまでの生活費として。",
            "amount_yen": f"{walk.amount_yen:,}円",
            "outlook": "来月25日から、月18万円ほどの給与が支給される見込み。",
            "grace_months": "２",
            "repayment_months": "１２",
            "bank_name": "見本銀行",
            "bank_branch": "架空支店",
            "account_kind": "ordinary",
            "account_number": "0000001",
            "account_holder_kana": walk.household.applicant["kana"],
            "statements": re.findall(r'name="statements"[^>]*value="([^"]+)"', screen.page)
            or re.findall(r'value="([A-Z_]+@\d+)"', screen.page),
        }
    )
    [walk.receipt_number, *_] = re.findall(r"\d{6}-R\d+-\d{5}", screen.page)
    return case_page(walk)


def consents(walk: Walk) -> str:
    """同意."""
    screen = walk.screen("aoba")
    page = screen.open(case_page(walk))
    for address in dict.fromkeys(re.findall(r'href="(/cases/[0-9a-f-]+/consents/[0-9a-f-]+/)"', page)):
        screen.fill(agreed(screen.open(address)))
    return case_page(walk)


def agreed(page: str) -> dict[str, str]:
    """同意の確認の画面への入力: on paper; for a minor by the first adult who is offered."""
    adults = re.findall(r'name="representative" value="([0-9a-f-]+)"', page)
    return {"agreed": "on", "way": "paper", **({"representative": adults[0]} if adults else {})}


def said_of(page: str) -> dict[str, str]:
    """書類の登録の画面への入力: none of the numbers that this kind is asked about is on it."""
    return dict.fromkeys(re.findall(r'name="(mark_[A-Z_]+)"', page), "absent")


def papers(walk: Walk) -> str:
    """書類."""
    screen = walk.screen("aoba")
    for kind in PAPERS:
        said = said_of(screen.open(case_page(walk) + f"papers/new/?kind={kind}"))
        screen.fill(said, files={"file": (f"{kind.lower()}.pdf", paper(kind), "application/pdf")})
    return case_page(walk) + "#papers"


def submit(walk: Walk) -> str:
    """受付."""
    return press(walk, "aoba", "submit")


def opine(walk: Walk) -> str:
    """市区町村社協の意見."""
    screen = walk.screen("aoba")
    screen.open(case_page(walk) + "opinion/")
    screen.fill({"verdict": "fit", "text": "初回給与までの一時的な不足であり、償還の見込みがある。"})
    return case_page(walk)


def forward(walk: Walk) -> str:
    """進達, once the office's worker has checked the papers."""
    screen = walk.screen("wakaba")
    wait(lambda: "確認中" not in screen.open(case_page(walk)), "the check of the papers")
    screen.open(case_page(walk) + "forward/")
    screen.fill({"chief_opinion": "内容を確かめました。"})
    return case_page(walk)
