"""Addresses of administration, under staff/. Each zone is given what its people need: the counter the chiefs' two."""

from django.urls import path

from councils.administration.views import acts, invitations, people, settings, waiting

_DESK = [
    path("", people.people, name="people"),
    path("new/", invitations.invite, name="invite"),
    path("waiting/", waiting.proposals, name="waiting"),
    path("waiting/<uuid:proposal_id>/confirm/", waiting.confirm, name="confirm"),
    path("waiting/<uuid:proposal_id>/withdraw/", waiting.withdraw, name="withdraw"),
    path("posts/<int:post_id>/end/", acts.end_post, name="end_post"),
    path("<uuid:entry_id>/", people.person, name="person"),
    path("<uuid:entry_id>/invitation/", invitations.invite_again, name="invite_again"),
    path("<uuid:entry_id>/post/", acts.post, name="post"),
    path("<uuid:entry_id>/factor/", acts.factor, name="factor"),
    path("<uuid:entry_id>/leave/", acts.leave, name="leave"),
    path("<uuid:entry_id>/suspend/", acts.suspend, name="suspend"),
    path("<uuid:entry_id>/resume/", acts.resume, name="resume"),
    path("settings/", settings.overview, name="settings"),
    path("settings/<slug:name>/", settings.change, name="setting"),
]
COUNTER = [
    path("factors/", waiting.factors, name="factors"),
    path("factors/<uuid:proposal_id>/confirm/", waiting.confirm_factor, name="confirm_factor"),
]
OFFICE = [
    *_DESK,
    *COUNTER,
    path("<uuid:entry_id>/move/", acts.move, name="move"),
    path("<uuid:entry_id>/home/", acts.home, name="home"),
]
GATE = [
    *_DESK,
    path("<uuid:entry_id>/designation/", acts.designate, name="designate"),
    path("designations/<int:designation_id>/end/", acts.end_designation, name="end_designation"),
]
