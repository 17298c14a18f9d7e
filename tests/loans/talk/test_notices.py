"""お知らせ and the mails that say that there are some."""

import smtplib

import pytest
from django.core import mail as outgoing
from django.db.models.functions import Now

from councils.outbox.models import OutboxRow
from councils.refusals import NotPermitted
from councils.settings.models import Setting
from loans.states import State
from loans.talk import actions, mail, notices
from loans.talk.models import CounterNote, MailChoice, Notice
from tests import make

pytestmark = pytest.mark.zone("stages")

TOKYO = "130001"
WANTED = {"is_wanted": True, "address": "soudan@example.jp"}


def switched_on(monkeypatch, minutes=60):
    values = {"notices.mail": True, "notices.mail_minutes": minutes}
    monkeypatch.setattr(mail, "value_of", lambda _, name: values[name])


def returned_to_aoba(desk):
    with desk("aoba") as by:
        mail.choose(WANTED, by=by)
    return make.returned(desk)


def test_a_decision_tells_the_counsellor_and_the_chief(desk):
    make.decided(desk)
    with desk("aoba") as aoba, desk("wakaba") as wakaba:
        pass

    told = set(Notice.objects.filter(kind="decided").values_list("staff_id", flat=True))
    assert told == {aoba.staff_id, wakaba.staff_id}


def test_today_has_what_was_told_until_its_case_is_opened(desk):
    application = make.returned(desk)

    with desk("aoba") as by:
        [told] = notices.new_notices(by)
        notices.read_of(application, by)
        assert (told.application_id, notices.new_notices(by)) == (application.id, [])


def test_one_sees_ones_own_and_opening_the_case_reads_them(desk):
    application = make.returned(desk)

    with desk("wakaba") as by:
        assert notices.unread_count(by) == 1
    with desk("aoba") as by:
        assert [(line.what, line.is_new, line.who) for line in notices.notice_lines(by)] == [
            ("返戻されました", True, "桜井 春")
        ]
        notices.read_of(application, by)
        assert notices.unread_count(by) == 0
    with desk("wakaba") as by:
        assert notices.unread_count(by) == 1
        notices.read_all(by)
        assert notices.unread_count(by) == 0


def test_before_the_case_is_received_every_reviewer_is_told(desk):
    application = make.forwarded(desk)
    with desk("aoba") as by:
        actions.write_message(application.id, {"text": "急ぎです。", "place": "", "mentioned": []}, by=by)

    with desk("sakura") as sakura:
        pass
    assert sakura.staff_id in set(Notice.objects.values_list("staff_id", flat=True))


def test_the_chief_hands_back_with_a_reason_that_stays_at_the_counter(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
    with desk("wakaba") as by:
        actions.hand_back(application.id, "通帳の名義を確かめてください。", by=by)

    with desk("aoba") as aoba:
        application.refresh_from_db()
        assert application.state == State.DRAFT
        assert [line.what for line in notices.notice_lines(aoba)] == ["責任者から戻されました"]
    assert CounterNote.objects.get().text == "通帳の名義を確かめてください。"


def test_a_counsellor_does_not_hand_back(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        with pytest.raises(NotPermitted):
            actions.hand_back(application.id, "x", by=by)


def test_a_mail_says_how_many_and_nothing_of_anybody(desk, system, settings, monkeypatch):
    settings.EMAIL_HOST, settings.MAIL_ADDRESSES = (
        "mail.example.jp",
        {"counter": "https://counter.example.jp/", "office": ""},
    )
    switched_on(monkeypatch)
    application = returned_to_aoba(desk)

    assert waiting(system) == 1

    [letter] = outgoing.outbox
    assert letter.to == ["soudan@example.jp"]
    assert "お知らせが1件" in letter.body
    assert "https://counter.example.jp/" in letter.body
    for word in (application.applicant_name, application.receipt_number, application.prefectural_number, "返戻"):
        assert word not in letter.subject + letter.body
    assert not OutboxRow.objects.filter(kind=mail.KIND, settled_at__isnull=True).exists()


def test_one_mail_at_most_in_the_time_that_is_set(desk, system, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example.jp"
    switched_on(monkeypatch)
    application = returned_to_aoba(desk)
    assert waiting(system) == 1
    make.mended(desk, application)
    with desk("sakura") as by:
        actions.write_message(application.id, {"text": "受け付けました。", "place": "", "mentioned": []}, by=by)

    assert waiting(system) == 0
    assert OutboxRow.objects.get(kind=mail.KIND, settled_at__isnull=True).trouble == "mailed_lately"


@pytest.mark.parametrize("refused", [smtplib.SMTPServerDisconnected("x"), TimeoutError("x")])
def test_a_server_that_does_not_answer_is_tried_again(desk, system, settings, monkeypatch, refused):
    settings.EMAIL_HOST = "mail.example.jp"
    switched_on(monkeypatch)
    returned_to_aoba(desk)

    def fail(_):
        raise refused

    monkeypatch.setattr(mail, "_send", fail)
    assert waiting(system) == 0
    row = OutboxRow.objects.get(kind=mail.KIND)
    assert (row.settled_at, row.trouble) == (None, type(refused).__name__)


def test_without_a_server_nothing_is_sent_and_nothing_is_lost(desk, system, settings, monkeypatch):
    settings.EMAIL_HOST = ""
    switched_on(monkeypatch)
    returned_to_aoba(desk)

    assert waiting(system) == 0
    assert OutboxRow.objects.get(kind=mail.KIND).trouble == "no_mail_host"


def test_until_the_prefecture_switches_it_on_nothing_is_sent(desk, system, settings):
    settings.EMAIL_HOST = "mail.example.jp"
    returned_to_aoba(desk)

    assert not Setting.objects.filter(name="notices.mail").exists()
    assert (waiting(system), outgoing.outbox) == (0, [])


def test_what_was_read_in_the_meantime_is_not_mailed(desk, system, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example.jp"
    switched_on(monkeypatch)
    returned_to_aoba(desk)
    with desk("aoba") as by:
        notices.read_all(by)

    assert (waiting(system), outgoing.outbox) == (0, [])


def test_who_wants_none_gets_none(desk):
    with desk("aoba") as by:
        mail.choose(WANTED, by=by)
        mail.choose({"is_wanted": False, "address": ""}, by=by)
    make.returned(desk)

    assert MailChoice.objects.get().is_wanted is False
    assert not OutboxRow.objects.filter(kind=mail.KIND).exists()


def test_nobody_reads_anothers_address(desk):
    with desk("aoba") as by:
        mail.choose(WANTED, by=by)
    with desk("wakaba") as by:
        assert mail.choice_of(by) == {}
        assert not MailChoice.objects.exists()


def waiting(system):
    """The worker's own transactions stand inside the test's."""
    with system():
        return mail.mail_waiting(TOKYO)


def refusing(monkeypatch, code):
    """The server takes no mail for this address; how often it was asked."""
    asked = []

    def refuse(letter):
        asked.append(letter.to)
        raise smtplib.SMTPRecipientsRefused({letter.to: (code, b"x")})

    monkeypatch.setattr(mail, "_send", refuse)
    return asked


def again():
    OutboxRow.objects.filter(kind=mail.KIND, settled_at__isnull=True).update(next_at=Now())


@pytest.mark.parametrize(("code", "is_given_up"), [(550, True), (450, False)])
def test_an_address_that_is_refused_for_good_is_given_up_and_its_person_is_told(
    desk, system, settings, monkeypatch, code, is_given_up
):
    settings.EMAIL_HOST = "mail.example.jp"
    switched_on(monkeypatch)
    returned_to_aoba(desk)
    asked = refusing(monkeypatch, code)

    for _ in range(5):
        assert waiting(system) == 0
        again()

    assert len(asked) == (mail.MOST_REFUSALS if is_given_up else 5)
    with desk("aoba") as by:
        assert mail.is_refused(by) is is_given_up
        mail.choose(WANTED, by=by)
        assert not mail.is_refused(by)


def test_a_mail_that_another_worker_has_just_sent_is_not_sent_again(desk, system, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example.jp"
    switched_on(monkeypatch)
    returned_to_aoba(desk)
    sent, send = [], mail._send

    def slowly(letter):
        """While the server thinks, the claim lapses, and a second worker takes the row."""
        sent.append(letter.to)
        if len(sent) == 1:
            again()
            assert mail.mail_waiting(TOKYO) == 0
        send(letter)

    monkeypatch.setattr(mail, "_send", slowly)

    assert waiting(system) == 1
    assert len(sent) == len(outgoing.outbox) == 1
