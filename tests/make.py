"""Cases for tests, made by the real actions at the real desks: no state is written by hand."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from config.walk.papers import paper as one_page
from councils.tenancy import Actor, system_of
from loans.applications import actions as applications
from loans.applications import papers, rules
from loans.applications.models import Application
from loans.applications.parties import needed
from loans.applications.returned import answers_mark
from loans.approval import actions as approval
from loans.consultations import actions as consultations
from loans.consultations.models import Consultation
from loans.decision import actions as decision
from loans.documents import actions as documents
from loans.documents.check import check_waiting
from loans.documents.cleaning import clean
from loans.documents.models import Document
from loans.review import actions as review
from loans.terms.in_force import facts_of
from tests import bed
from tests.acting import is_past_all_walls, seated, sit_down

ADDRESS = "東京都千代田区見本町三丁目12番5号架空ハイツ203号"
CAME_ON = date(2026, 11, 2)
RETURN = {
    "items": [{"reason": "PAPER_MISSING", "place": "paper:ACCOUNT", "asked": "通帳の写しを付けてください。"}],
    "note": "",
    "due_on": date(2099, 1, 30),
}
CORRECTION = {"kind": "PAPER", "place": "", "asked": "給与明細を付けてください。", "due_on": date(2099, 1, 30)}
MEMO = {"caller": "CLIENT", "gist": "給与明細を金曜に持って来られる。", "promised_on": date(2099, 1, 30)}
PROPOSAL = {
    "proposal": "approve",
    "amount_yen": 80_000,
    "grace_months": 2,
    "repayment_months": 12,
    "comment": "償還の見込みあり。",
    "denial_reason": "",
}


def consultation(by: Actor, **facts: Any) -> Consultation:
    usual = {
        "came_on": CAME_ON,
        "client_name": "𠮷田　健一",
        "client_kana": "ヨシダ　ケンイチ",
        "client_phone": "090-0000-1234",
        "topics": ["income"],
        "gist": "初回の給与まで生活費が足りない。",
        "other_schemes": "",
    }
    return consultations.record({**usual, **facts}, by=by)


def request(application: Application, **facts: Any) -> dict[str, Any]:
    """What a complete application form says."""
    keys = [rules.statement_key(each) for each in rules.household_statements(facts_of(application.terms))]
    usual = {
        "applicant_phone": application.applicant_phone,
        "reason": "WAITING_BENEFIT",
        "reason_text": "初回の給与が支給されるまで。",
        "outlook": "来月から月18万円の給与。",
        "amount_yen": 80_000,
        "grace_months": 2,
        "repayment_months": 12,
        "bank_name": "見本銀行",
        "bank_branch": "架空支店",
        "account_kind": "ordinary",
        "account_number": "0000001",
        "account_holder_kana": "ヨシダ　ケンイチ",
        "statements": keys,
    }
    return {**usual, **facts}


def member(position: int, name: str, kana: str, born: str, sex: str, relation: str) -> dict[str, Any]:
    return {
        "id": None,
        "position": position,
        "name": name,
        "kana": kana,
        "born": born,
        "sex": sex,
        "relation": relation,
        "postcode": "100-0000",
        "address": ADDRESS,
        "occupation": "",
        "monthly_income_yen": None,
    }


def household() -> list[Mapping[str, Any]]:
    return [
        member(0, "𠮷田　健一", "ヨシダ　ケンイチ", "1986-05-14", "M", "self"),
        member(1, "𠮷田　美咲", "ヨシダ　ミサキ", "1988-11-02", "F", "wife"),
        member(2, "𠮷田　葵", "ヨシダ　アオイ", "2017-07-21", "F", "child"),
    ]


def draft(by: Actor) -> Application:
    """An application with nothing in it but the client; there may be more of the same household."""
    return applications.start(consultation(by).id, "KINKYU", again_reason="前回とは別の事情。", by=by)


def complete(by: Actor) -> Application:
    """A draft that lacks nothing, its papers checked; not so where the login is really the counter's."""
    application = draft(by)
    applications.save(application.id, request(application), household(), version=application.version, by=by)
    consents(application, by=by)
    for kind in ("IDENTITY", "REASON_PROOF", "AMOUNT_PROOF", "ACCOUNT"):
        file = photo() if kind == "IDENTITY" else pdf(kind)
        documents.add(application.id, kind, file, by=by, filing=filing(kind))
    if is_past_all_walls():
        check_papers(by)
    application.refresh_from_db()
    return application


def consents(application: Application, *, by: Actor) -> None:
    """同意 of everybody: each adult alone, and the applicant for the minors."""
    members = rules.household(application)
    applicant = next(each for each in members if each.relation == "self")
    for each in members:
        whose = None if rules.must_consent(each) else applicant.id
        given = applications.Given(representative_id=whose)
        applications.give_consent(application.id, each.id, given, by=by)


def party_facts(**facts: Any) -> dict[str, Any]:
    usual = {
        "role": "guarantor",
        "name": "架空　次郎",
        "kana": "カクウ　ジロウ",
        "born": "1975-03-03",
        "postcode": "100-0000",
        "address": ADDRESS,
        "phone": "090-0000-9999",
        "relation": "兄",
        "occupation": "架空商店",
        "yearly_income_yen": 3_000_000,
    }
    return {**usual, **facts}


def parties(application: Application, *, by: Actor) -> None:
    """申込に加わる人, as far as this fund cannot do without, and their own consents."""
    asked = needed(facts_of(application.terms), rules.household(application), [])
    for each in [each for each in asked if each.is_needed]:
        party = applications.add_party(application.id, party_facts(role=each.role.value), by=by)
        applications.give_consent(application.id, party.id, by=by)


def check_papers(by: Actor) -> None:
    """書類の確認, by the office's worker: on the connection of the tests that takes each login's place in turn."""
    with seated(bed.opened(), system_of(by.prefecture_id)):
        check_waiting(by.prefecture_id, clean=clean)
    sit_down(by)


def paper(application: Application, kind: str, *, by: Actor, **more: Any) -> Document:
    """A paper on which no number is to be seen, and of which that was said; issued today, where its age counts."""
    return documents.add(application.id, kind, pdf(kind), by=by, filing=filing(kind, **more))


def filing(kind: str, **more: Any) -> documents.Filing:
    usual = {"issued_on": timezone.localdate()} if kind == "RESIDENT_RECORD" else {}
    return documents.Filing(marks=dict.fromkeys(papers.types()[kind].blackout, "absent"), **{**usual, **more})


def commissioner(**facts: Any) -> dict[str, Any]:
    """What a 民生委員 wrote."""
    usual = {
        "verdict": "fit",
        "written_on": date(2026, 11, 1),
        "commissioner": "架空　民子",
        "district": "見本町",
        "text": "訪問して生活の状況を確かめた。",
        "document": "",
    }
    return {**usual, **facts}


def on_paper(**facts: Any) -> dict[str, Any]:
    """A form that was filled in by pen."""
    return {"dated_on": date(2026, 11, 1), "written_by": "ご本人", "document": "", **facts}


def photo(colour: str = "white") -> SimpleUploadedFile:
    """A photograph, small as it is."""
    out = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(out, "JPEG")
    return SimpleUploadedFile("IDENTITY.jpg", out.getvalue(), "image/jpeg")


def pdf(kind: str = "IDENTITY") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{kind}.pdf", one_page(kind), "application/pdf")


def submitted(by: Actor) -> Application:
    return applications.submit(complete(by).id, by=by)


def with_opinion(by: Actor) -> Application:
    application = submitted(by)
    return applications.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by).application


def forwarded(desk: Any) -> Application:
    with desk("aoba") as by:
        application = with_opinion(by)
    with desk("wakaba") as by:
        return applications.forward(application.id, by=by)


def received(desk: Any) -> Application:
    application = forwarded(desk)
    with desk("sakura") as by:
        return review.receive(application.id, by=by)


def returned(desk: Any) -> Application:
    application = received(desk)
    with desk("sakura") as by:
        return review.return_case(application.id, RETURN, by=by).application


def forwarded_again(desk: Any) -> Application:
    """Returned once, mended, and at the office for the second time."""
    return mended(desk, returned(desk))


def mended(desk: Any, application: Application) -> Application:
    """返戻への補正, and 進達 anew."""
    with desk("aoba") as by:
        answer(application, by)
        applications.reopen(application.id, by=by)
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "補正しました。"}, by=by)
    with desk("wakaba") as by:
        return applications.forward(application.id, by=by)


def answer(application: Application, by: Actor, words: str = "通帳の写しを確かめました。") -> None:
    """返戻への回答, to every item."""
    items = application.return_items.filter(returned__answered_at__isnull=True)
    mark = answers_mark(items.order_by("position"))
    answers = dict.fromkeys(items.values_list("pk", flat=True), words)
    applications.answer_return(application.id, answers, version=mark, by=by)


def in_review(desk: Any) -> Application:
    application = received(desk)
    with desk("sakura") as by:
        return review.take_up(application.id, reason="提出書類で確かめられるため。", by=by)


def proposed(desk: Any, **facts: Any) -> Application:
    application = in_review(desk)
    with desk("sakura") as by:
        return review.propose(application.id, {**PROPOSAL, **facts}, by=by).application


def signed_by(desk: Any, application: Application, *ranks: str) -> Application:
    for rank in ranks:
        with desk(rank) as by:
            application = decision.sign(application.id, "", by=by)
    return application


def signed_once(desk: Any, **facts: Any) -> Application:
    return signed_by(desk, proposed(desk, **facts), "momiji")


def decided(desk: Any, **facts: Any) -> Application:
    return signed_by(desk, proposed(desk, **facts), "momiji", "kaede")


def sent_back(desk: Any) -> Application:
    application = proposed(desk)
    with desk("momiji") as by:
        return approval.send_back(application.id, "所見を補ってください。", by=by)
