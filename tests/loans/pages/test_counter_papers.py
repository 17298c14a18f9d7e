"""Papers at the counter, page by page: what was typed stays, and nobody else's paper is seen, small or bound."""

import io
import json

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from councils.trail import write
from loans.applications import actions as applications
from loans.applications.blank_views import TITLES
from loans.consultations.paper_origins import PaperOrigin
from loans.documents.models import CommissionerReport, Document, Sighting
from tests import make
from tests.loans.documents import files
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def page(name, case, *more):
    return reverse(f"loans:{name}", args=[case.id, *more])


def photos(count=1):
    return [make.photo() for _ in range(count)]


def test_the_kind_is_chosen_first_from_those_that_answer_what_is_asked_for(aoba, draft):
    everything = text_of(aoba.get(page("add_document", draft)))
    identity = text_of(aoba.get(page("add_document", draft) + "?for=IDENTITY"))

    assert "見積書" in everything
    assert "運転免許証" in identity
    assert "健康保険証（旧）" in identity
    assert "資格情報のお知らせ" not in identity


def test_the_page_asks_what_this_kind_wants(aoba, draft):
    certificate = text_of(aoba.get(page("add_document", draft) + "?kind=HEALTH_CERT"))
    record = text_of(aoba.get(page("add_document", draft) + "?kind=RESIDENT_RECORD"))

    assert "保険者番号は" in certificate
    assert "発行日" not in certificate
    assert "発行日" in record
    assert "3か月以内" in record


def test_several_photographs_are_registered_with_what_was_said_of_them(aoba, draft):
    boxes = json.dumps([[[0.1, 0.1, 0.5, 0.2]], []])
    marks = {"mark_INSURER": "blacked", "mark_SYMBOL": "absent"}

    answer = aoba.post(
        page("add_document", draft), {"kind": "HEALTH_CERT", "photo": photos(2), "boxes": boxes, **marks}
    )

    assert answer.status_code == 302
    stored = Document.objects.filter(application=draft).order_by("sheet")
    assert [(each.sheet, each.marks) for each in stored] == [
        (1, {"INSURER": "blacked", "SYMBOL": "absent"}),
        (2, {"INSURER": "blacked", "SYMBOL": "absent"}),
    ]


def test_photographs_come_before_files(aoba, draft):
    facts = {"kind": "ACCOUNT", "file": [make.pdf()], "photo": photos()}

    assert aoba.post(page("add_document", draft), facts).status_code == 302
    types = Document.objects.filter(application=draft).order_by("sheet").values_list("media_type", flat=True)
    assert list(types) == ["image/jpeg", "application/pdf"]


def test_without_a_word_of_a_number_nothing_is_kept(aoba, draft):
    answer = aoba.post(page("add_document", draft), {"kind": "HEALTH_CERT", "photo": photos()})

    assert refused(answer, "保険者番号を「黒塗りした」か「載っていない」か")
    assert not Document.objects.exists()


def test_a_paper_that_grows_old_wants_its_day(aoba, draft):
    facts = {"kind": "RESIDENT_RECORD", "photo": photos(), "mark_MY_NUMBER": "absent"}

    without = aoba.post(page("add_document", draft), facts)
    wrong = aoba.post(page("add_document", draft), {**facts, "photo": photos(), "issued_on": "55.4.1"})
    right = aoba.post(page("add_document", draft), {**facts, "photo": photos(), "issued_on": "Ｒ８．１１．２"})

    assert refused(without, "発行日を入力してください")
    assert refused(wrong, "発行日：")
    assert typed_in(wrong)["issued_on"] == "55.4.1"
    assert right.status_code == 302
    assert str(Document.objects.get().issued_on) == "2026-11-02"


@pytest.mark.parametrize("boxes", ["{", "[[[0,0,2,2]]]", "[" * 10_000, "null", "\x00"])
def test_boxes_that_no_page_of_ours_sends_are_refused(aoba, draft, boxes):
    answer = aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "photo": photos(), "boxes": boxes})

    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_twenty_sheets_and_no_more(aoba, draft):
    answer = aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "photo": photos(21)})

    assert refused(answer, "20枚まで")


def test_the_list_shows_what_is_there_what_was_seen_and_what_was_taken_again(aoba, desk, draft):
    with desk("aoba") as by:
        applications.save(draft.id, make.request(draft), make.household(), version=1, by=by)
    aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "photo": photos()})
    first = Document.objects.get()
    again = page("add_document", draft) + f"?kind=ACCOUNT&replaces={first.id}"
    seen = aoba.post(page("see_paper", draft) + "?kind=LICENCE", {"kind": "LICENCE", "said": "住所が申込書と同じ"})

    assert "撮り直し" in text_of(aoba.get(again))
    assert aoba.post(again, {"kind": "ACCOUNT", "photo": photos()}).status_code == 302
    words = text_of(aoba.get(page("checklist", draft)))

    assert seen.status_code == 302
    assert "原本確認のみ" in words
    assert "住所が申込書と同じ" in words
    assert "取り消した書類" in words
    assert "照会で省略" in words
    assert "書類で確認が必要なこと" in words


@pytest.mark.parametrize("replaced", ["00000000-0000-4000-8000-000000000000", "x", "\x00"])
def test_what_was_never_there_is_not_taken_again(aoba, draft, replaced):
    assert aoba.get(page("add_document", draft), kind="ACCOUNT", replaces=replaced).status_code == 404


def test_a_sighting_without_a_word_is_asked_for_it(aoba, draft):
    answer = aoba.post(page("see_paper", draft) + "?kind=LICENCE", {"kind": "LICENCE", "said": ""})

    assert refused(answer, "書いてあったことを入力してください")
    assert refused(
        aoba.post(page("see_paper", draft), {"kind": "NO_SUCH", "said": "x"}), "書類の種類を一覧から選び直して"
    )
    assert "書類の種類" in text_of(aoba.get(page("see_paper", draft)))
    assert not Sighting.objects.exists()


def test_a_kind_changes_on_its_page_with_a_reason(aoba, draft):
    aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "photo": photos()})
    document = Document.objects.get()
    address = page("retype_document", draft, document.id)

    assert refused(aoba.post(address, {"after": "REASON_PROOF", "reason": ""}), "変える理由を入力してください")
    assert refused(aoba.post(address, {"after": "ACCOUNT", "reason": "x"}), "いまと同じ種類です")
    assert refused(aoba.post(address, {"after": "HEALTH_CERT", "reason": "x"}), "黒塗りの確認が要ります")
    assert aoba.post(address, {"after": "REASON_PROOF", "reason": "取り違え"}).status_code == 302
    document.refresh_from_db()
    assert document.kind == "REASON_PROOF"


def test_what_a_commissioner_wrote_is_recorded_as_it_was_written(aoba, draft):
    facts = {**make.commissioner(), "written_on": "令和8年11月1日", "commissioner": "𠮷川　髙子"}

    answer = aoba.post(page("report_commissioner", draft), facts)

    assert answer.status_code == 302
    assert CommissionerReport.objects.get().commissioner == "𠮷川　髙子"
    assert refused(aoba.post(page("report_commissioner", draft), {"verdict": ""}), "意見を選んでください")


def test_what_was_typed_from_paper_is_said_on_the_pages(aoba, draft):
    facts = {"form": "application", "dated_on": "令和8年11月1日", "written_by": "ご本人"}
    talk = reverse("loans:talk_origin", args=[draft.consultation_id])

    assert aoba.post(page("paper_origin", draft), facts).status_code == 302
    assert aoba.post(talk, {"dated_on": "R8.11.1", "written_by": "髙橋　花子"}).status_code == 302
    assert refused(aoba.post(page("paper_origin", draft), {**facts, "dated_on": ""}), "紙に書いてある日を入力")
    assert PaperOrigin.objects.count() == 2
    for address in (page("checklist", draft), page("case", draft)):
        assert "紙の様式から入力" in text_of(aoba.get(address))
    assert "髙橋　花子" in text_of(aoba.get(reverse("loans:consultation", args=[draft.consultation_id])))


@pytest.fixture
def recorded(monkeypatch):
    """What goes into the trail, which no login of the counter may read."""
    told, act = [], write.act

    def keep(verb, **facts):
        told.append((verb, facts.get("case_id"), list(facts.get("fields", ()))))
        act(verb, **facts)

    monkeypatch.setattr(write, "act", keep)
    return told


def test_a_number_may_be_vouched_for_beside_its_box_and_is_recorded_without_itself(aoba, draft, recorded):
    facts = {"kind": "LICENCE", "said": "お客様番号 1234-5678-9018"}
    address = page("see_paper", draft) + "?kind=LICENCE"

    before = aoba.post(address, facts)
    after = aoba.post(address, {**facts, "said-other_number": "on"})

    assert refused(before, "個人番号ではない（別の番号であることを確かめた）")
    assert after.status_code == 302
    assert ("not_my_number", draft.id, ["said"]) in recorded
    assert "9018" not in str(recorded)


def test_the_papers_of_another_counter_are_nowhere(screen, draft, aoba):
    aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "photo": photos()})
    document = Document.objects.get()

    for stranger in ("kozue", "minato"):
        for name in ("checklist", "bundle", "add_document", "see_paper", "report_commissioner", "paper_origin"):
            assert screen(stranger).get(page(name, draft)).status_code == 404
        for name in ("thumbnail", "document", "retype_document"):
            assert screen(stranger).get(page(name, draft, document.id)).status_code == 404


def test_a_small_picture_that_is_not_there_yet_is_404(aoba, draft):
    aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "photo": photos()})

    assert aoba.get(page("thumbnail", draft, Document.objects.get().id)).status_code == 404


def test_the_case_is_bound_into_one_pdf_and_that_is_recorded(aoba, draft, recorded):
    answer = aoba.get(page("bundle", draft))

    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert len(document.pages) >= len(TITLES) + 1
    assert ("export_bundle", draft.id, ["document"]) in recorded


@pytest.mark.parametrize("form", TITLES)
def test_every_form_is_there_without_a_case(aoba, form):
    answer = aoba.get(reverse("loans:blank_form", args=[form]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_the_blank_forms_follow_the_fund(aoba):
    words = text_of(aoba.get(reverse("loans:blank_forms"), fund="EDU_SUPPORT"))

    assert "教育支援資金 教育支援費" in words
    assert aoba.get(reverse("loans:blank_form", args=["secret"])).status_code == 404
    assert aoba.get(reverse("loans:blank_form", args=["application"]), fund="NO").status_code == 404


def test_a_harmful_file_among_good_ones_keeps_all_out(aoba, draft):
    sent = [make.photo(), SimpleUploadedFile("photo.png", files.pixel_bomb(), "image/png")]

    answer = aoba.post(page("add_document", draft), {"kind": "ACCOUNT", "file": sent})

    assert refused(answer, "画素数が多すぎます")
    assert not Document.objects.exists()


def test_a_signed_consent_says_whose_it_is(aoba, desk):
    with desk("aoba") as by:
        application = make.complete(by)
        consent = application.consents.get(member__relation="wife")
    address = page("add_document", application) + "?kind=CONSENT_PAPER"
    facts = {"kind": "CONSENT_PAPER", "photo": photos(), "consent": str(consent.id)}

    asked = text_of(aoba.get(address))
    wrong = aoba.post(address, {**facts, "photo": photos(), "consent": "00000000-0000-4000-8000-000000000000"})

    assert "どなたの同意書か" in asked
    assert "𠮷田　美咲 様" in asked
    assert wrong.status_code == 422
    assert aoba.post(address, facts).status_code == 302
    assert "𠮷田　美咲 様の同意" in text_of(aoba.get(page("checklist", application)))
