"""重複: the same person elsewhere is shown to whoever may see it, and a reason is kept; nothing is merged."""

import pytest

from councils.permissions import Permission
from councils.refusals import NotFound
from loans.applications import actions
from loans.applications.duplicates import Known, same_as, same_people
from loans.applications.models import DuplicateNote
from tests import make

pytestmark = pytest.mark.zone("stages")

KANA, BORN, PHONE = "ヨシダ　ケンイチ", "1986-05-14", "090-0000-1234"


def drafted(by):
    application = make.draft(by)
    actions.save(application.id, make.request(application), make.household(), version=1, by=by)
    application.refresh_from_db()
    return application


def test_the_same_person_is_found_by_reading_and_birth(desk):
    with desk("aoba") as by:
        first, second = drafted(by), drafted(by)

        found = same_people([Known(KANA, BORN)], but={second.id}, by=by)

    assert [(each.id, each.is_case, each.who) for each in found] == [(first.id, True, by.name)]
    assert first.receipt_number in found[0].what


@pytest.mark.parametrize(
    ("kana", "born", "phone"), [("", BORN, PHONE), (KANA, "1986-05-15", ""), ("ベツジン", BORN, "")]
)
def test_half_a_person_is_nobody(desk, kana, born, phone):
    with desk("aoba") as by:
        drafted(by)

        assert same_people([Known(kana, born, phone)], but=(), by=by) == []


def test_nobody_is_the_same_by_a_birth_that_is_not_known(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        rows = [{**row, "born": "0000-00-00"} for row in make.household()]
        actions.save(application.id, make.request(application), rows, version=1, by=by)

        assert same_people([Known(KANA, "0000-00-00")], but=(), by=by) == []


def test_a_talk_is_found_by_reading_and_telephone(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        make.consultation(by, client_phone="090-0000-5555")

        found = same_people([Known(KANA, phone=PHONE)], but=(), by=by)

    assert [(each.id, each.is_case) for each in found] == [(talk.id, False)]


def test_a_sister_council_and_another_prefecture_see_nothing_of_it(desk):
    with desk("aoba") as by:
        drafted(by)

    for stranger in ("kozue", "minato"):
        with desk(stranger) as by:
            assert same_people([Known(KANA, BORN, PHONE)], but=(), by=by) == []


def test_the_office_sees_what_was_forwarded(desk):
    with desk("aoba") as by:
        drafted(by)
    forwarded = make.forwarded(desk)

    with desk("sakura") as by:
        assert [each.id for each in same_people([Known(KANA, BORN)], but=(), by=by)] == [forwarded.id]


def test_why_it_goes_on_is_kept_once(desk):
    with desk("aoba") as by:
        first, second = drafted(by), drafted(by)
        actions.note_duplicate(second.id, first.id, "again", by=by, may=Permission.APPLY)
        [same] = same_as(second, by=by)

        with pytest.raises(NotFound):
            actions.note_duplicate(second.id, first.id, "other", by=by, may=Permission.APPLY)

    assert by.name in same.note
    assert DuplicateNote.objects.get().other_id == first.id


def test_no_reason_is_kept_about_a_case_of_nobody_in_common(desk):
    with desk("aoba") as by:
        application = drafted(by)
        stranger = make.consultation(by, client_kana="ベツジン　タロウ", client_phone="090-0000-7777")
        other = actions.start(stranger.id, "KINKYU", by=by)

        with pytest.raises(NotFound):
            actions.note_duplicate(application.id, other.id, "again", by=by, may=Permission.APPLY)
