"""Addresses of the counter (窓口)."""

from django.urls import include, path

from config.urls import common, talk
from councils.administration import urls as administration
from councils.look.postcode import postcode
from loans.applications import answering, filling
from loans.applications import blank_views as blank
from loans.applications import budget_views as budget
from loans.applications import consent_views as consents
from loans.applications import duplicate_views as duplicates
from loans.applications import party_views as parties
from loans.applications import protection_views as protection
from loans.applications import views as applications
from loans.cases import counter as cases
from loans.cases import day, desk, forwarding, onelook, saved, scenes, search
from loans.consultations import views as consultations
from loans.decision import views as decision
from loans.documents import bundle_views as bundles
from loans.documents import checklist_views as checklist
from loans.documents import views as documents
from loans.memos import views as memos
from loans.recusals import views as recusals
from loans.talk import correction_views as corrections

_LOANS = [
    path("", desk.desk, name="desk"),
    path("today/", day.today, name="today"),
    path("export/", desk.export, name="export_desk"),
    path("filters/", saved.keep, name="save_filter"),
    path("filters/<uuid:saved_id>/forget/", saved.remove, name="forget_filter"),
    path("search/", search.search, name="search"),
    path("search/begin/", search.begin, name="begin"),
    path("look/<uuid:application_id>/", onelook.case, name="look"),
    path("look/talks/<uuid:consultation_id>/", onelook.talk, name="look_talk"),
    path("inquiries/scenes/", scenes.scenes, name="scenes"),
    path("forms/", blank.forms_at_counter, name="blank_forms"),
    path("forms/<slug:form>.pdf", blank.form_at_counter, name="blank_form"),
    path("consultations/new/", consultations.consult, name="consult"),
    path("consultations/<uuid:consultation_id>/", consultations.show, name="consultation"),
    path("consultations/<uuid:consultation_id>/steps/<slug:step>/", consultations.interview, name="interview"),
    path("consultations/<uuid:consultation_id>/ask/", consultations.ask, name="ask"),
    path("consultations/<uuid:consultation_id>/carry/", consultations.carry, name="carry"),
    path("consultations/<uuid:consultation_id>/client/", consultations.show_client, name="show_client"),
    path("consultations/<uuid:consultation_id>/referrals/new/", consultations.introduce, name="introduce"),
    path("consultations/<uuid:consultation_id>/referrals/<uuid:referral_id>.pdf", consultations.slip, name="slip"),
    path("consultations/<uuid:consultation_id>/form.pdf", consultations.form, name="consultation_form"),
    path("consultations/<uuid:consultation_id>/paper/", checklist.talk_origin, name="talk_origin"),
    path(
        "consultations/<uuid:consultation_id>/paper/<uuid:origin_id>/remove/",
        checklist.take_back_origin,
        name="take_back_origin",
    ),
    path("consultations/<uuid:consultation_id>/close/", consultations.close, name="close_consultation"),
    path("consultations/<uuid:consultation_id>/protect/", consultations.protect, name="protect_talk"),
    path("consultations/<uuid:consultation_id>/protect/lift/", consultations.lift, name="lift_talk_protection"),
    path("consultations/<uuid:consultation_id>/reopen/", consultations.reopen, name="reopen_consultation"),
    path("consultations/<uuid:consultation_id>/memo/", memos.of_talk, name="talk_memo"),
    path(
        "consultations/<uuid:consultation_id>/memos/<uuid:memo_id>/keep/",
        memos.keep_of_talk,
        name="keep_talk_memo",
    ),
    path("consultations/<uuid:consultation_id>/apply/", filling.start, name="start"),
    path("cases/<uuid:application_id>/", cases.case, name="case"),
    path("cases/<uuid:application_id>/memo/", memos.of_case, name="memo"),
    path("cases/<uuid:application_id>/memos/<uuid:memo_id>/keep/", memos.keep_of_case, name="keep_memo"),
    path("cases/<uuid:application_id>/application/", filling.edit, name="edit"),
    path("cases/<uuid:application_id>/application/preview/", filling.look_ahead, name="look_ahead"),
    path("cases/<uuid:application_id>/application/take-over/", filling.take_over, name="take_over"),
    path("cases/<uuid:application_id>/consents/<uuid:person_id>/", consents.consent, name="consent"),
    path(
        "cases/<uuid:application_id>/consents/<uuid:person_id>/withdraw/",
        consents.withdraw_consent,
        name="withdraw_consent",
    ),
    path(
        "cases/<uuid:application_id>/consents/<uuid:member_id>/refuse/", consents.refuse_consent, name="refuse_consent"
    ),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("cases/<uuid:application_id>/duplicates/", duplicates.note_at_counter, name="note_duplicate"),
    path("cases/<uuid:application_id>/budget/", budget.budget, name="budget"),
    path("cases/<uuid:application_id>/people/", parties.list_parties, name="parties"),
    path("cases/<uuid:application_id>/people/new/", parties.add_party, name="add_party"),
    path("cases/<uuid:application_id>/people/<uuid:party_id>/", parties.change_party, name="party"),
    path("cases/<uuid:application_id>/people/<uuid:party_id>/remove/", parties.remove_party, name="remove_party"),
    path("cases/<uuid:application_id>/papers/", cases.papers, name="papers"),
    path("cases/<uuid:application_id>/papers/new/", documents.add, name="add_document"),
    path("cases/<uuid:application_id>/papers/portal/", documents.portal, name="portal"),
    path("cases/<uuid:application_id>/papers/list/", checklist.checklist_at_counter, name="checklist"),
    path("cases/<uuid:application_id>/papers/seen/", checklist.see, name="see_paper"),
    path("cases/<uuid:application_id>/papers/origin/", checklist.origin, name="paper_origin"),
    path("cases/<uuid:application_id>/papers/commissioner/", checklist.report, name="report_commissioner"),
    path("cases/<uuid:application_id>/papers/all.pdf", bundles.bundle_at_counter, name="bundle"),
    path(
        "cases/<uuid:application_id>/papers/seen/<uuid:sighting_id>/remove/",
        checklist.take_back_sighting,
        name="take_back_sighting",
    ),
    path("cases/<uuid:application_id>/papers/<uuid:document_id>/", documents.file_at_counter, name="document"),
    path("cases/<uuid:application_id>/papers/<uuid:document_id>/remove/", documents.remove, name="remove_document"),
    path("cases/<uuid:application_id>/papers/<uuid:document_id>/kind/", checklist.retype, name="retype_document"),
    path(
        "cases/<uuid:application_id>/papers/<uuid:document_id>/small.jpg",
        documents.thumbnail_at_counter,
        name="thumbnail",
    ),
    path("cases/<uuid:application_id>/hand-over/", filling.hand_over, name="hand_over"),
    path("cases/<uuid:application_id>/submit/", applications.submit, name="submit"),
    path("cases/<uuid:application_id>/reopen/", applications.reopen, name="reopen"),
    path("cases/<uuid:application_id>/resume/", applications.resume, name="resume"),
    path("cases/<uuid:application_id>/withdraw/", applications.withdraw, name="withdraw"),
    path("cases/<uuid:application_id>/opinion/", applications.opine, name="opine"),
    path("cases/<uuid:application_id>/returned/", answering.answer_return, name="answer_return"),
    path("cases/<uuid:application_id>/forward/", forwarding.forward, name="forward"),
    path("cases/<uuid:application_id>/hand-back/", corrections.hand_back, name="hand_back"),
    path(
        "cases/<uuid:application_id>/corrections/<uuid:correction_id>/",
        corrections.answer_correction,
        name="answer_correction",
    ),
    *talk.TALK,
    path("cases/<uuid:application_id>/protect/", protection.protect_at_counter, name="protect"),
    path("cases/<uuid:application_id>/protect/lift/", protection.lift_at_counter, name="lift_protection"),
    path("cases/<uuid:application_id>/recusal/", recusals.recuse, name="recuse"),
    path("cases/<uuid:application_id>/recusals/<uuid:recusal_id>/lift/", recusals.lift, name="lift_recusal"),
    path("cases/<uuid:application_id>/forms/<slug:form>.pdf", applications.form_at_counter, name="form"),
    path("cases/<uuid:application_id>/letters/<slug:paper>.pdf", decision.paper_at_counter, name="letter"),
]

urlpatterns = [
    *common.urlpatterns,
    path("postcode/", postcode, name="postcode"),
    path("staff/", include((administration.COUNTER, "staff"))),
    path("", include((_LOANS, "loans"))),
]

handler400, handler404, handler500 = common.handler400, common.handler404, common.handler500
