"""Addresses of the office (事務局)."""

from django.urls import include, path

from config.urls import common, talk
from councils.administration import urls as administration
from councils.look.postcode import postcode
from loans.applications import blank_views as blank
from loans.applications import duplicate_views as duplicates
from loans.applications import protection_views as protection
from loans.applications import views as applications
from loans.approval import views as approval
from loans.cases import day, onelook, queue, saved, scenes, search, use
from loans.cases import office as cases
from loans.decision import views as decision
from loans.documents import bundle_views as bundles
from loans.documents import checklist_views as checklist
from loans.documents import views as documents
from loans.extras import views as extras
from loans.memos import views as memos
from loans.recusals import views as recusals
from loans.review import views as review
from loans.talk import correction_views as corrections

_LOANS = [
    path("", cases.home, name="home"),
    path("today/", day.today, name="today"),
    path("queue/", queue.queue, name="queue"),
    path("queue/next/", queue.take_next, name="next_case"),
    path("export/", queue.export, name="export_queue"),
    path("filters/", saved.keep, name="save_filter"),
    path("filters/<uuid:saved_id>/forget/", saved.remove, name="forget_filter"),
    path("search/", search.search, name="search"),
    path("look/<uuid:application_id>/", onelook.case, name="look"),
    path("inquiries/scenes/", scenes.scenes, name="scenes"),
    path("forms/", blank.forms_in_office, name="blank_forms"),
    path("forms/<slug:form>.pdf", blank.form_in_office, name="blank_form"),
    path("inquiries/use/", use.use, name="use"),
    path("extras/", extras.overview, name="extras"),
    path("extras/new/", extras.add, name="add_extra"),
    path("extras/<uuid:extra_id>/confirm/", extras.confirm, name="confirm_extra"),
    path("extras/<uuid:extra_id>/end/", extras.end, name="end_extra"),
    path("sign/", queue.sign_queue, name="sign_queue"),
    path("sign/choose/", approval.choose_signing, name="choose_signing"),
    path("sign/confirm/", approval.confirm_signing, name="confirm_signing"),
    path("cases/<uuid:application_id>/", cases.case, name="case"),
    path("cases/<uuid:application_id>/duplicates/", duplicates.note_in_office, name="note_duplicate"),
    path("cases/<uuid:application_id>/memo/", memos.of_case, name="memo"),
    path("cases/<uuid:application_id>/memos/<uuid:memo_id>/keep/", memos.keep_of_case, name="keep_memo"),
    path("cases/<uuid:application_id>/receive/", review.receive, name="receive"),
    path("cases/<uuid:application_id>/return/", review.return_case, name="return"),
    path("cases/<uuid:application_id>/corrections/new/", corrections.ask_correction, name="ask_correction"),
    path(
        "cases/<uuid:application_id>/corrections/<uuid:correction_id>/close/",
        corrections.close_correction,
        name="close_correction",
    ),
    path(
        "cases/<uuid:application_id>/corrections/<uuid:correction_id>/cancel/",
        corrections.cancel_correction,
        name="cancel_correction",
    ),
    *talk.TALK,
    path("cases/<uuid:application_id>/order/", review.order, name="order"),
    path("cases/<uuid:application_id>/protect/", protection.protect_in_office, name="protect"),
    path("cases/<uuid:application_id>/protect/lift/", protection.lift_in_office, name="lift_protection"),
    path("cases/<uuid:application_id>/take-up/", review.take_up, name="take_up"),
    path("cases/<uuid:application_id>/proposal/", review.propose, name="propose"),
    path("cases/<uuid:application_id>/sign/", decision.sign, name="sign"),
    path("cases/<uuid:application_id>/send-back/", approval.send_back, name="send_back"),
    path("cases/<uuid:application_id>/papers/list/", checklist.checklist_in_office, name="checklist"),
    path("cases/<uuid:application_id>/papers/all.pdf", bundles.bundle_in_office, name="bundle"),
    path("cases/<uuid:application_id>/papers/<uuid:document_id>/", documents.file_in_office, name="document"),
    path(
        "cases/<uuid:application_id>/papers/<uuid:document_id>/small.jpg",
        documents.thumbnail_in_office,
        name="thumbnail",
    ),
    path("cases/<uuid:application_id>/recusal/", recusals.recuse, name="recuse"),
    path("cases/<uuid:application_id>/recusals/<uuid:recusal_id>/lift/", recusals.lift, name="lift_recusal"),
    path("cases/<uuid:application_id>/forms/<slug:form>.pdf", applications.form_in_office, name="form"),
    path("cases/<uuid:application_id>/letters/<slug:paper>.pdf", decision.paper_in_office, name="letter"),
]

urlpatterns = [
    *common.urlpatterns,
    path("trail/", include("councils.trail.urls")),
    path("postcode/", postcode, name="postcode"),
    path("staff/", include((administration.OFFICE, "staff"))),
    path("", include((_LOANS, "loans"))),
]

handler400, handler404, handler500 = common.handler400, common.handler404, common.handler500
