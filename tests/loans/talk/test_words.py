"""連絡・内部メモ: who writes to whom, what is seen by whom, and what is taken back."""

import pytest
from django.db import DatabaseError, transaction

from councils.permissions import Permission, PostKind
from councils.refusals import NotFound
from councils.trail.models import TrailRow
from loans.recusals import actions as recusals
from loans.talk import actions
from loans.talk.models import CounterNote, Message, Notice, OfficeNote, Side
from loans.talk.people import talkers
from loans.talk.refusals import NoSuchPlace, NotOfThisCase, NotOwnWords, NotYetForwarded, WithdrawnAlready
from loans.talk.thread import PAGE, read_words, thread, unread_counts, unread_of_office
from tests import make

pytestmark = pytest.mark.zone("stages")


def said(text="申込金額をお確かめください。", place="", mentioned=()):
    return {"text": text, "place": place, "mentioned": list(mentioned)}


def write(desk, application, username, **facts):
    with desk(username) as by:
        return actions.write_message(application.id, said(**facts), by=by)


def test_both_offices_read_what_either_writes(desk):
    application = make.received(desk)
    write(desk, application, "sakura", text="通帳の写しは届いていますか。", place="field:amount_yen")
    write(desk, application, "aoba", text="本日お送りします。")

    for username in ("aoba", "wakaba", "sakura", "momiji"):
        with desk(username) as by:
            lines = thread(application, by).lines
            assert [(line.side, line.text) for line in lines] == [
                ("県社協", "通帳の写しは届いていますか。"),
                ("市区町村社協", "本日お送りします。"),
            ]
            assert lines[0].place == "借入希望額"
    assert TrailRow.objects.filter(verb="write_message", case_id=application.id).count() == 2


def test_nothing_is_written_to_the_office_before_the_case_is_forwarded(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        with pytest.raises(NotYetForwarded):
            actions.write_message(application.id, said(), by=by)

    assert not Message.objects.exists()


@pytest.mark.parametrize("username", ["kozue", "ajisai"])
def test_another_council_neither_writes_nor_learns_that_there_is_a_case(desk, username):
    application = make.received(desk)

    with desk(username) as by, pytest.raises(NotFound):
        actions.write_message(application.id, said(), by=by)


def test_notes_are_seen_by_colleagues_of_the_own_office_alone(desk):
    application = make.received(desk)
    with desk("aoba") as by:
        actions.write_note(application.id, said("ご家族には内緒とのこと。"), by=by)
    with desk("sakura") as by:
        actions.write_note(application.id, said("係長に相談する。"), by=by)

    seen = {}
    for username in ("wakaba", "momiji"):
        with desk(username) as by:
            seen[username] = [line.text for line in thread(application, by).lines]
    assert seen == {"wakaba": ["ご家族には内緒とのこと。"], "momiji": ["係長に相談する。"]}


@pytest.mark.parametrize(("username", "model"), [("sakura", CounterNote), ("aoba", OfficeNote)])
def test_the_other_offices_notes_cannot_even_be_asked_for(desk, username, model):
    make.received(desk)

    with (
        desk(username),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        list(model.objects.all())


def test_a_note_may_be_written_before_the_forwarding_and_stays_at_the_counter(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        actions.write_note(application.id, said("電話で聞き取り。"), by=by)
        assert [line.tone for line in thread(application, by).lines] == ["note"]


def test_those_who_may_see_the_case_can_be_written_to_and_nobody_else(desk):
    application = make.received(desk)

    with desk("aoba") as by:
        people = talkers(application.id)
        sides = {each.name: each.side for each in people}
        assert by.staff_id in {each.staff_id for each in people}
    with desk("sakura") as sakura, desk("kozue") as kozue, desk("ajisai") as ajisai:
        pass

    ids = {each.staff_id for each in people}
    assert sakura.staff_id in ids
    assert ids.isdisjoint({kozue.staff_id, ajisai.staff_id})
    assert set(sides.values()) == {Side.COUNTER, Side.OFFICE}
    assert {each.post for each in people}.isdisjoint({PostKind.ADMINISTRATOR, PostKind.AUDITOR})


def test_before_the_forwarding_only_the_own_council_can_be_written_to(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        assert {each.side for each in talkers(application.id)} == {Side.COUNTER}


def test_a_mention_gives_that_person_a_notice(desk):
    application = make.received(desk)
    with desk("momiji") as momiji:
        pass

    message = write(desk, application, "aoba", mentioned=[momiji.staff_id])

    assert message.mentioned_names == [momiji.name]
    assert [row.kind for row in Notice.objects.filter(staff_id=momiji.staff_id)] == ["mention"]
    with desk("sakura") as sakura:
        assert [row.kind for row in Notice.objects.filter(staff_id=sakura.staff_id)] == ["message"]


@pytest.mark.parametrize("username", ["kozue", "ajisai"])
def test_nobody_else_can_be_mentioned(desk, username):
    application = make.received(desk)
    with desk(username) as other:
        pass

    with desk("aoba") as by, pytest.raises(NotOfThisCase):
        actions.write_message(application.id, said(mentioned=[other.staff_id]), by=by)


def test_a_note_mentions_colleagues_of_the_own_office_alone(desk):
    application = make.received(desk)
    with desk("sakura") as sakura:
        pass

    with desk("aoba") as by, pytest.raises(NotOfThisCase):
        actions.write_note(application.id, said(mentioned=[sakura.staff_id]), by=by)


def test_words_are_pinned_to_what_the_application_has(desk):
    application = make.received(desk)

    with desk("sakura") as by, pytest.raises(NoSuchPlace):
        actions.write_message(application.id, said(place="field:counsellor_id"), by=by)


def test_who_wrote_a_message_takes_it_back_and_it_stays_struck(desk):
    application = make.received(desk)
    message = write(desk, application, "aoba", text="送り間違い")

    with desk("aoba") as by:
        actions.withdraw_words(application.id, message.id, by=by)
        with pytest.raises(WithdrawnAlready):
            actions.withdraw_words(application.id, message.id, by=by)

    with desk("sakura") as by:
        [line] = thread(application, by).lines
    assert (line.text, bool(line.withdrawn), line.can_withdraw) == ("送り間違い", True, False)


@pytest.mark.parametrize("username", ["wakaba", "sakura"])
def test_nobody_takes_back_what_another_wrote(desk, username):
    application = make.received(desk)
    message = write(desk, application, "aoba")

    with desk(username) as by, pytest.raises(NotOwnWords):
        actions.withdraw_words(application.id, message.id, by=by)

    assert Message.objects.get().withdrawn_at is None


def test_what_is_new_is_new_for_each_and_for_each_office(desk):
    application = make.received(desk)
    write(desk, application, "sakura")

    with desk("aoba") as by:
        assert [line.is_new for line in thread(application, by).lines] == [True]
        assert unread_counts([application.id], by) == {application.id: 1}
        actions.mark_read(application, by=by)
        assert [line.is_new for line in thread(application, by).lines] == [False]
        assert unread_counts([application.id], by) == {}
    with desk("wakaba") as by:
        assert unread_counts([application.id], by) == {application.id: 1}
        assert unread_of_office(application, by) == 0
    with desk("sakura") as by:
        assert "青葉 みどりさん" in read_words(application, by)


def test_somebody_who_keeps_off_the_case_is_not_written_to(desk):
    application = make.received(desk)
    with desk("momiji") as momiji:
        recusals.recuse(application.id, "FAMILY", by=momiji, may=Permission.SIGN)

    with desk("aoba") as by, pytest.raises(NotOfThisCase):
        actions.write_message(application.id, said(mentioned=[momiji.staff_id]), by=by)


def test_a_long_thread_is_read_fifty_at_a_time(desk):
    application = make.received(desk)
    with desk("aoba") as by:
        for number in range(PAGE + 3):
            actions.write_message(application.id, said(text=str(number)), by=by)
        actions.write_note(application.id, said(text="note"), by=by)
        newest = thread(application, by)
        older = thread(application, by, before=newest.before)

    assert [line.text for line in newest.lines] == [*map(str, range(4, PAGE + 3)), "note"]
    assert (newest.is_latest, older.is_latest, older.before) == (True, False, "")
    assert [line.text for line in older.lines] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("mark", ["", "x", "9999-12-31T23:59:59.999999-23:59", "0001-01-01"])
def test_a_mark_that_cannot_be_read_is_the_newest_page(desk, mark):
    application = make.received(desk)
    write(desk, application, "aoba")
    with desk("aoba") as by:
        found = thread(application, by, before=mark)

    assert len(found.lines) == int(found.is_latest)
