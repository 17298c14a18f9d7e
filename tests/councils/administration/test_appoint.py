"""初めの管理者. The owner makes two of a prefecture; from then on they invite the others."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.demo import CHIYODA, KANAGAWA, TOKYO
from councils.administration import roster
from councils.administration.models import RosterEntry
from tests.councils.administration import acts

pytestmark = pytest.mark.zone("stages")


def appointed(username, council=KANAGAWA):
    told = StringIO()
    call_command("appoint", council, username, "初野 花", stdout=told)
    return told.getvalue()


def test_two_are_appointed_and_no_third(db, rights):
    assert "seven days" in appointed("hajime")
    appointed("ｔｓｕｇｉ")

    with pytest.raises(CommandError, match="two administrators"):
        appointed("mittsu")
    entry = RosterEntry.objects.get(username="tsugi")
    assert rights(entry) == {(KANAGAWA, "administer_staff")}
    assert (entry.has_password, entry.invited_until is not None) == (False, True)


@pytest.mark.parametrize(("council", "username"), [(CHIYODA, "x"), ("999999", "x"), (KANAGAWA, "aoba"), (TOKYO, "x")])
def test_what_cannot_be_is_said(db, council, username):
    with pytest.raises(CommandError):
        appointed(username, council)


def test_the_list_goes_on_after_its_fiftieth(desk, staff, monkeypatch):
    monkeypatch.setattr(roster, "PAGE", 4)
    with desk("kanri") as by:
        whole, after = [], ""
        while True:
            page = roster.lines(by, roster.Wanted(), after=after)
            whole += [line.username for line in page.rows]
            after = page.after
            if not after:
                break
        expected = list(RosterEntry.objects.order_by("council_id", "username").values_list("username", flat=True))

    assert whole == expected
    assert len(whole) > 8


def test_the_list_shows_what_ends_within_thirty_days(desk):
    acts.hired(desk, username="mamonaku", until=acts.ahead(30))
    acts.hired(desk, username="madamada", until=acts.ahead(31))

    with desk("kanri") as by:
        page = roster.lines(by, roster.Wanted(is_ending=True))

    assert [line.username for line in page.rows] == ["mamonaku"]
    assert page.rows[0].posts[0].is_soon
