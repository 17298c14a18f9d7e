"""Addresses of the talk between the two offices, and of one's own notices: the same in both zones."""

from django.urls import path

from loans.talk import notice_views, views

TALK = [
    path("cases/<uuid:application_id>/talk/", views.talk, name="talk"),
    path("cases/<uuid:application_id>/talk/part/", views.talk_part, name="talk_part"),
    path("cases/<uuid:application_id>/talk/read/", views.read_talk, name="read_talk"),
    path("cases/<uuid:application_id>/talk/note/", views.write_note, name="write_note"),
    path("cases/<uuid:application_id>/talk/<uuid:words_id>/withdraw/", views.withdraw_message, name="withdraw_message"),
    path("notices/", notice_views.notice_list, name="notices"),
    path("notices/read/", notice_views.read_notices, name="read_notices"),
    path("notices/mail/", notice_views.choose_mail, name="choose_mail"),
]
