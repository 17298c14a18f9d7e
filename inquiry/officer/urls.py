"""Addresses of the officer's pages."""

from django.urls import path

from inquiry.officer.views import codes, figures, files, guide, inquiries, links, looks, orders

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
    path("figures/", figures.figures, name="figures"),
    path("training/", figures.training, name="training"),
    path("help/", guide.scenes, name="help"),
    path("help/questions/", guide.questions, name="questions"),
    path("help/roles/", guide.roles, name="roles"),
    path("looks/<uuid:intent_id>/", looks.look, name="look"),
    path("inquiries/", inquiries.undecided, name="undecided"),
    path("inquiries/<uuid:inquiry_id>/", inquiries.inquiry, name="inquiry"),
]
