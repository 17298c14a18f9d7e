"""様式の中身: what was recorded is on the paper, who agreed and who forwarded, and when; the rest waits for a pen."""

from dataclasses import asdict

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.era import wareki
from councils.papers.form import Signatures, Table
from councils.papers.rendering import texts
from loans.applications import actions, rules
from loans.applications.missing import missing
from loans.applications.models import Application
from loans.applications.opinion_begun import begun
from loans.applications.printed import facts_of_form, printed
from loans.applications.signature import drawing_of
from loans.consultations import actions as consultations
from tests import make

pytestmark = pytest.mark.zone("stages")
STROKES = [[100, 200, 300, 80, 500, 220, 700, 90], [150, 250, 400, 240, 800, 260]]
NOTES = {"interviews": "面談 2回", "other_schemes": "住居確保給付金：対象外", "support_plan": "家計改善支援につなぐ"}


def words(application, form):
    return "\n".join(texts(asdict(facts_of_form(application, form)[0])))


def parts(application, form, kind):
    return [each for each in facts_of_form(application, form)[0].parts if isinstance(each, kind)]


def signers(application, form):
    return {signer.who: signer for part in parts(application, form, Signatures) for signer in part.signers}


def drafted(by):
    application = make.draft(by)
    actions.save(application.id, make.request(application), make.household(), version=1, by=by)
    application.refresh_from_db()
    return application


def test_the_consent_prints_the_signature_its_way_and_its_day(desk):
    with desk("aoba") as by:
        application = drafted(by)
        own, spouse, child = rules.household(application)
        actions.give_consent(application.id, own.id, actions.Given("tablet", STROKES), by=by)
        actions.refuse_consent(application.id, spouse.id, {"reason": "own_papers", "note": ""}, by=by)
        actions.give_consent(application.id, child.id, actions.Given("paper", representative_id=own.id), by=by)
        party = actions.add_party(application.id, make.party_facts(), by=by)
        actions.give_consent(application.id, party.id, by=by)

        signed = signers(application, "consent")
        paper = printed(application, "consent")

    today = wareki(timezone.localdate())
    assert signed[own.name].drawn == drawing_of(STROKES) != ""
    assert signed[own.name].note.startswith("画面に署名")
    assert signed[spouse.name].note.startswith("同意しない（自分で書類を出したい）")
    assert signed[f"{child.name}\n（法定代理人　{own.name}）"].note.startswith("紙の同意書に署名")
    assert f"連帯保証人　{party.name}" in signed
    assert {each.dated for each in signed.values()} == {today}
    assert paper.startswith(b"%PDF")


def test_whoever_was_not_asked_has_room_for_a_pen(desk):
    with desk("aoba") as by:
        application = drafted(by)
        signed = signers(application, "consent")

    assert len(signed) == 3
    assert all((each.drawn, each.note, each.dated) == ("", "", "") for each in signed.values())


def test_the_chief_stands_on_what_was_forwarded_and_on_nothing_that_came_back(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        before = words(application, "forwarding")
    with desk("wakaba") as by:
        sent = actions.forward(application.id, chief_opinion="早めの貸付けを望みます。", by=by)
        chief, after = by.name, {form: words(sent, form) for form in ("forwarding", "opinion")}
        signed = signers(sent, "forwarding")["責任者"]

    assert chief not in before
    assert all("早めの貸付けを望みます。" in each for each in after.values())
    assert (signed.note, signed.dated) == (chief, wareki(timezone.localdate()))


def test_what_came_back_is_forwarded_by_nobody_yet(desk):
    application = make.returned(desk)
    with desk("aoba"):
        application.refresh_from_db()
        signed = signers(application, "forwarding")

    assert (signed["責任者"].note, signed["責任者"].dated) == ("", "")


def test_an_opinion_begins_with_what_the_talk_says(desk):
    with desk("aoba") as by:
        application = drafted(by)
        talk = application.consultation
        talk.schemes, talk.other_schemes = {"HOUSING": {"result": "not_applicable", "note": "家賃なし"}}, "年金は申請中"
        first = begun(application)

    assert first["interviews"].startswith("面談 1回")
    assert "来月から月18万円の給与。" in first["interviews"]
    assert "家賃なし" in first["other_schemes"]
    assert "年金は申請中" in first["other_schemes"]


def test_an_opinion_is_printed_as_it_was_written_and_the_next_begins_with_it(desk):
    with desk("aoba") as by:
        application = make.submitted(by)
        said = {"verdict": "fit", "text": "適当と考えます。", **NOTES}
        application = actions.opine(application.id, said, by=by).application
        told = words(application, "opinion")

        assert [each for each in NOTES.values() if each not in told] == []
        assert begun(application) == said


def test_the_request_is_addressed_and_has_no_empty_rows_among_the_household(desk):
    with desk("aoba") as by:
        application = drafted(by)
        told = words(application, "application")
        [household, *_] = parts(application, "application", Table)

    assert "東京都社会福祉協議会　会長　様" in told
    assert "普通" in told
    assert len(household.table) == 3


def test_the_kind_of_account_is_asked_for_and_is_one_of_two(desk):
    with desk("aoba") as by:
        application = drafted(by)
        application.account_kind = ""
        lacking = [each.sentence for each in missing(application)]

        assert "預金種目を選ぶ" in lacking
        with pytest.raises(IntegrityError, match="application_account_kind_by_code"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(account_kind="savings")


def test_a_slip_says_whom_the_agency_answers(desk, monkeypatch):
    from loans.consultations import printed_slip

    kept = []
    monkeypatch.setattr(printed_slip, "print_form", lambda form, stamp: kept.append(form) or b"")
    referral = {"scheme": "FOOD", "agency": "架空フードバンク", "told": "食料が足りない。", "asked": ""}
    with desk("aoba") as by:
        talk = make.consultation(by, sharing="given", sharing_on=make.CAME_ON)
        printed_slip.slip_of(talk, consultations.introduce(talk.id, referral, by=by))

    told = list(texts(asdict(kept[0])))
    assert "千代田区社会福祉協議会" in told
    assert any(each.startswith("03-0000-0002") for each in told)
