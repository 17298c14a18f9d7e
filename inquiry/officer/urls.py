"""Addresses of the officer's pages."""

from django.urls import path

from inquiry.officer.views import codes, emergencies, files, inquiries, links, looks, mishaps, orders, protection, terms

app_name = "officer"
urlpatterns = [
    path("", orders.orders, name="orders"),
    path("orders/<uuid:order_id>/", orders.order, name="order"),
    path("orders/<uuid:order_id>/progress/", orders.progress, name="progress"),
    path("orders/<uuid:order_id>/ask/", orders.ask, name="ask"),
    path("orders/<uuid:order_id>/confirm/", looks.confirm_looks, name="confirm_looks"),
    path("links/", links.links, name="links"),
    path("persons/<uuid:person_id>/", links.person, name="person"),
    path("persons/<uuid:person_id>/confirm/", links.confirm, name="confirm"),
    path("persons/<uuid:person_id>/reject/", links.reject, name="reject"),
    path("persons/<uuid:person_id>/leave-out/", links.leave_out, name="leave_out"),
    path("persons/<uuid:person_id>/look-up-again/", links.look_up_again, name="look_up_again"),
    path("persons/<uuid:person_id>/answers/", looks.open_answers, name="open_answers"),
    path("persons/<uuid:person_id>/candidates/", looks.open_candidates, name="open_candidates"),
    path("persons/<uuid:person_id>/next/", orders.ask_next, name="ask_next"),
    path("persons/<uuid:person_id>/leave-next/", orders.leave_next, name="leave_next"),
    path("today/", files.today, name="today"),
    path("files/", files.files, name="files"),
    path("files/new/", files.make, name="make_file"),
    path("files/<uuid:file_id>/", files.file, name="file"),
    path("codes/", codes.codes, name="codes"),
    path("terms/", terms.terms, name="terms"),
    path("orders/<uuid:order_id>/stop/", protection.stop, name="stop"),
    path("orders/<uuid:order_id>/emergency/", emergencies.ask_emergency, name="ask_emergency"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/reviews/", emergencies.emergency_reviews, name="emergency_reviews"),
    path("emergencies/<uuid:emergency_id>/allow/", emergencies.allow_emergency, name="allow_emergency"),
    path("emergencies/<uuid:emergency_id>/refuse/", emergencies.refuse_emergency, name="refuse_emergency"),
    path("emergencies/<uuid:emergency_id>/review/", emergencies.review_emergency, name="review_emergency"),
    path("persons/<uuid:person_id>/mishap/", mishaps.propose_mishap, name="propose_mishap"),
    path("mishaps/", mishaps.mishaps, name="mishaps"),
    path("mishaps/<uuid:mishap_id>/", mishaps.mishap, name="mishap"),
    path("mishaps/<uuid:mishap_id>/record/", mishaps.mishap_record, name="mishap_record"),
    path("mishaps/<uuid:mishap_id>/confirm/", mishaps.confirm_mishap, name="confirm_mishap"),
    path("mishaps/<uuid:mishap_id>/lift/", mishaps.lift_mishap, name="lift_mishap"),
    path("mishaps/<uuid:mishap_id>/judge/", mishaps.judge_mishap, name="judge_mishap"),
    path("mishaps/<uuid:mishap_id>/end/", mishaps.end_mishap, name="end_mishap"),
    path("looks/<uuid:intent_id>/", looks.look, name="look"),
    path("inquiries/", inquiries.undecided, name="undecided"),
    path("inquiries/<uuid:inquiry_id>/", inquiries.inquiry, name="inquiry"),
]
