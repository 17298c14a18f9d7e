"""What the form of each product says, complete; and cases of it by the real actions."""

from datetime import date
from typing import Any

from loans.applications import actions as applications
from loans.applications import rules
from loans.applications.models import Application
from loans.documents import actions as documents
from loans.terms.in_force import facts_of
from tests import make

# None: what the fund's form does not ask for
NOT_ASKED = {"reason": "", "amount_yen": None}
COSTS = [{"what": "敷金", "yen": 120_000}, {"what": "礼金", "yen": 80_000}, {"what": "仲介手数料", "yen": 50_000}]
PRODUCTS: dict[str, dict[str, Any]] = {
    "SOGO_LIVING": {
        **NOT_ASKED,
        "monthly_yen": 200_000,
        "lending_months": 3,
        "lending_from": date(2027, 1, 1),
        "grace_months": 6,
        "repayment_months": 120,
        "support_centre": "using",
    },
    "SOGO_HOUSING": {
        **NOT_ASKED,
        "costs": COSTS,
        "own_funds_yen": 50_000,
        "other_grants_yen": None,
        "payee": "landlord",
        "payee_name": "架空不動産　見本太郎",
        "account_holder_kana": "カクウフドウサン",
        "grace_months": 6,
        "repayment_months": 60,
        "support_centre": "applied",
    },
    "SOGO_RESTART": {
        **NOT_ASKED,
        "costs": [{"what": "家財", "yen": 300_000}],
        "own_funds_yen": None,
        "other_grants_yen": None,
        "grace_months": 6,
        "repayment_months": 120,
        "support_centre": "using",
    },
    "FUKUSHI": {
        **NOT_ASKED,
        "purpose": "MOVE",
        "lasting_months": None,
        "costs": [{"what": "引越費用", "yen": 500_000}],
        "own_funds_yen": None,
        "other_grants_yen": None,
        "grace_months": 6,
        "repayment_months": 36,
        "guide_reason": "",
    },
    "KINKYU": {},
    "EDU_SUPPORT": {
        **NOT_ASKED,
        "school": "university",
        "school_name": "架空大学",
        "school_year": 1,
        "graduates_on": date(2031, 3, 31),
        "is_specially_needed": False,
        "special_need": "",
        "monthly_yen": 65_000,
        "lending_months": 48,
        "lending_from": date(2027, 4, 1),
        "grace_months": 6,
        "repayment_months": 240,
    },
    "EDU_ENTRY": {
        **NOT_ASKED,
        "school": "high_school",
        "school_name": "見本高等学校",
        "school_year": 1,
        "graduates_on": date(2030, 3, 31),
        "costs": [{"what": "入学金", "yen": 200_000}, {"what": "制服・教材", "yen": 100_000}],
        "own_funds_yen": None,
        "other_grants_yen": 50_000,
        "grace_months": 6,
        "repayment_months": 120,
    },
    "RE_GENERAL": {
        **NOT_ASKED,
        "property_kind": "land",
        "property_address": "架空県見本市本町1番",
        "property_value_yen": 20_000_000,
        "heirs": "𠮷田　葵（子）",
        "monthly_yen": 100_000,
        "lending_months": 120,
        "lending_from": date(2027, 1, 1),
        "grace_months": 3,
        "repayment_months": None,
    },
    "RE_PROTECTED": {
        **NOT_ASKED,
        "property_kind": "apartment",
        "property_address": "架空県見本市本町2番203号",
        "property_value_yen": 9_000_000,
        "heirs": "なし",
        "assistance_yen": 70_000,
        "monthly_yen": 90_000,
        "lending_months": 50,
        "lending_from": date(2027, 1, 1),
        "grace_months": 3,
        "repayment_months": None,
    },
}
AMOUNTS = {
    "SOGO_LIVING": 600_000,
    "SOGO_HOUSING": 200_000,
    "SOGO_RESTART": 300_000,
    "FUKUSHI": 500_000,
    "KINKYU": 80_000,
    "EDU_SUPPORT": 3_120_000,
    "EDU_ENTRY": 250_000,
    "RE_GENERAL": 12_000_000,
    "RE_PROTECTED": 4_500_000,
}


def draft(code: str, by: Any) -> Application:
    return applications.start(make.consultation(by).id, code, again_reason="別の事情。", by=by)


def filled(code: str, by: Any, *, members: Any = None, **changed: Any) -> Application:
    """A saved form of this product, complete unless something is changed."""
    return refilled(draft(code, by), by, members=members, **changed)


def refilled(application: Application, by: Any, *, members: Any = None, **changed: Any) -> Application:
    application.refresh_from_db()
    facts = make.request(application, **{**PRODUCTS[application.fund], **changed})
    rows = make.household() if members is None else members
    return applications.save(application.id, facts, rows, version=application.version, by=by)


def with_all(application: Application, by: Any) -> Application:
    """Every consent and every paper that this fund wants."""
    for each in filter(rules.must_consent, rules.household(application)):
        applications.give_consent(application.id, each.id, by=by)
    for paper in rules.papers_for_application(facts_of(application.terms)):
        if not paper.replaced_by:
            documents.add(application.id, paper.code, make.pdf("IDENTITY"), by=by)
    make.check_papers(by)
    application.refresh_from_db()
    return application


def forwarded(code: str, desk: Any, **changed: Any) -> Application:
    """From the talk to 進達."""
    with desk("aoba") as by:
        application = with_all(filled(code, by, **changed), by)
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by)
    with desk("wakaba") as by:
        return applications.forward(application.id, by=by)
