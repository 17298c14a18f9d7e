"""Addresses of the office (事務局)."""

from django.urls import include, path

from config.urls import common, talk
from councils.administration import urls as administration
from loans.applications import views as applications
from loans.approval import views as approval
from loans.cases import office as cases
from loans.cases import scenes, use
from loans.decision import views as decision
from loans.documents import views as documents
from loans.recusals import views as recusals
from loans.review import views as review
from loans.talk import correction_views as corrections

_LOANS = [
    path("", cases.home, name="home"),
    path("queue/", cases.queue, name="queue"),
    path("inquiries/scenes/", scenes.scenes, name="scenes"),
    path("inquiries/use/", use.use, name="use"),
    path("sign/", cases.sign_queue, name="sign_queue"),
    path("sign/choose/", approval.choose_signing, name="choose_signing"),
    path("sign/confirm/", approval.confirm_signing, name="confirm_signing"),
    path("cases/<uuid:application_id>/", cases.case, name="case"),
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
    path("cases/<uuid:application_id>/protect/", review.protect, name="protect"),
    path("cases/<uuid:application_id>/take-up/", review.take_up, name="take_up"),
    path("cases/<uuid:application_id>/proposal/", review.propose, name="propose"),
    path("cases/<uuid:application_id>/sign/", decision.sign, name="sign"),
    path("cases/<uuid:application_id>/send-back/", approval.send_back, name="send_back"),
    path("cases/<uuid:application_id>/papers/<uuid:document_id>/", documents.file_in_office, name="document"),
    path("cases/<uuid:application_id>/recusal/", recusals.recuse, name="recuse"),
    path("cases/<uuid:application_id>/recusals/<uuid:recusal_id>/lift/", recusals.lift, name="lift_recusal"),
    path("cases/<uuid:application_id>/forms/<slug:form>.pdf", applications.form_in_office, name="form"),
    path("cases/<uuid:application_id>/letters/<slug:paper>.pdf", decision.paper_in_office, name="letter"),
]

urlpatterns = [
    *common.urlpatterns,
    path("trail/", include("councils.trail.urls")),
    path("staff/", include((administration.OFFICE, "staff"))),
    path("", include((_LOANS, "loans"))),
]

handler400, handler404, handler500 = common.handler400, common.handler404, common.handler500
