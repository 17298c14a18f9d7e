"""返戻と進達 by SQL: what is asked comes with its return; a case goes up with what is sent, and with all of it met."""

import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.types.json import Jsonb

from config.demo import CHIYODA
from tests.walls.contexts import COUNSELLOR, REVIEWER, Who

pytestmark = pytest.mark.zone("walls")

DENIED = "permission denied"
CHIEF = Who(COUNSELLOR.council, COUNSELLOR.prefecture, "counter_chief")
RETURN = (
    "INSERT INTO loans_return (id, prefecture_id, municipal_council_id, is_forwarded, application_id, reasons, note,"
    " due_on, returned_by, returned_name, created_at) VALUES (gen_random_uuid(), %(prefecture)s, %(council)s, true,"
    " %(case)s, '{OTHER}', '', '2099-01-30', %(staff)s, 'x', '2099-01-01') RETURNING id"
)
ITEM = (
    "INSERT INTO loans_returnitem (id, prefecture_id, municipal_council_id, is_forwarded, application_id, returned_id,"
    " position, reason, reason_name, place, place_name, asked, answer, answered_name) VALUES (gen_random_uuid(),"
    " %(prefecture)s, %(council)s, true, %(case)s, %(returned)s, %(position)s, 'OTHER', '', %(place)s, '', 'x', '', '')"
)
SENT = (
    "INSERT INTO loans_forwarding (id, prefecture_id, municipal_council_id, is_forwarded, application_id, number, sent,"
    " chief_opinion, forwarded_by, forwarded_name) VALUES (gen_random_uuid(), %(prefecture)s, %(council)s, false,"
    " %(case)s, %(number)s, %(sent)s, '', %(staff)s, 'x')"
)
FORWARD = (
    "UPDATE loans_application SET state = 'forwarded', forwarded_by = %(staff)s, forwarded_at = now()"
    " WHERE id = %(case)s"
)


def of(case, who, **more):
    tenant = {"prefecture": case.prefecture_id, "council": case.municipal_council_id}
    return {**tenant, "case": case.id, "staff": who.staff, **more}


def returned(run, case):
    """By the reviewer, with one item that is pinned and one that is not."""
    run.execute("UPDATE loans_application SET state = 'returned' WHERE id = %s", [case.id])
    [(back,)] = run.execute(RETURN, of(case, REVIEWER)).fetchall()
    for position, place in enumerate(("field:amount_yen", "")):
        run.execute(ITEM, of(case, REVIEWER, returned=back, position=position, place=place))
    return back


def open_return(admin, council=CHIYODA):
    query = (
        "SELECT id, application_id, prefecture_id, municipal_council_id FROM loans_return"
        " WHERE answered_at IS NULL AND municipal_council_id = %s"
    )
    return admin("cases").execute(query, [council]).fetchone()


def test_items_come_with_their_return_which_is_dated_when_it_is_written(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as run:
        back = returned(run, cases[CHIYODA].ordered)

        found = run.execute("SELECT count(*) FROM loans_returnitem WHERE returned_id = %s", [back]).fetchone()
        dated = run.execute("SELECT created_at < now() + interval '1 hour' FROM loans_return WHERE id = %s", [back])
        assert (found, dated.fetchone()) == ((2,), (True,))


@pytest.mark.parametrize("post", ["reviewer", "section_chief", "president"])
def test_nothing_is_added_to_a_return_that_was_made_before(cases, desk_of, admin, post):
    back, case, prefecture, council = open_return(admin)
    facts = {"prefecture": prefecture, "council": council, "case": case, "returned": back, "position": 7, "place": ""}
    who = Who(REVIEWER.council, REVIEWER.prefecture, post)

    with desk_of("office").acting(who) as run, pytest.raises(InsufficientPrivilege, match="come with their return"):
        run.execute(ITEM, facts)


@pytest.mark.parametrize("post", ["section_chief", "president"])
def test_a_rank_returns_nothing(cases, desk_of, post):
    who = Who(REVIEWER.council, REVIEWER.prefecture, post)
    with desk_of("office").acting(who) as run, pytest.raises(InsufficientPrivilege, match="nothing is returned now"):
        run.execute(RETURN, of(cases[CHIYODA].ordered, who))


def test_nothing_is_returned_of_a_case_that_stays(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as run, pytest.raises(InsufficientPrivilege, match="nothing is returned"):
        run.execute(RETURN, of(cases[CHIYODA].ordered, REVIEWER))


def test_a_counter_ends_no_return_by_itself(cases, desk_of):
    with desk_of("counter").acting(CHIEF) as run, pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute("UPDATE loans_return SET answered_at = now()")


@pytest.fixture
def up_again(cases, desk_of, admin):
    """A case of the counter's that was returned and is about to go up, past the pages; the chief's own login."""
    back, case, prefecture, council = open_return(admin)
    facts = {"prefecture": prefecture, "council": council, "case": case, "staff": CHIEF.staff, "number": 9}
    with desk_of("counter").acting(CHIEF) as run:
        for state in ("draft", "submitted", "opinion_done"):
            run.execute("UPDATE loans_application SET state = %s WHERE id = %s", [state, case])
        yield run, facts, back


def last_sent(run, facts):
    query = "SELECT sent FROM loans_forwarding WHERE application_id = %s AND is_forwarded ORDER BY number DESC LIMIT 1"
    return run.execute(query, [facts["case"]]).fetchone()[0]


def keep(run, facts, sent):
    run.execute(SENT, facts | {"sent": Jsonb(sent)})


def test_a_case_does_not_go_up_without_what_is_sent(up_again):
    run, facts, _ = up_again

    with pytest.raises(InsufficientPrivilege, match="what is sent was not kept"):
        run.execute(FORWARD, facts)


def test_a_case_does_not_go_up_while_an_item_is_not_met(up_again):
    run, facts, _ = up_again
    keep(run, facts, last_sent(run, facts))

    with pytest.raises(InsufficientPrivilege, match="an item of the return is not answered"):
        run.execute(FORWARD, facts)


@pytest.mark.parametrize("how", ["answered", "changed"])
def test_with_every_item_met_it_goes_up_and_its_return_ends(up_again, how):
    run, facts, back = up_again
    sent = last_sent(run, facts)
    if how == "answered":
        answer = (
            "UPDATE loans_returnitem SET answer = 'x', answered_by = %s, answered_at = now() WHERE returned_id = %s"
        )
        run.execute(answer, [CHIEF.staff, back])
    else:  # its one item asks for a paper of this kind
        sent["papers"].append({"id": "00000000-0000-4000-8000-000000000001", "kind": "ACCOUNT", "name": "x"})
    keep(run, facts, sent)

    assert run.execute(FORWARD, facts).rowcount == 1
    assert run.execute("SELECT answered_at IS NOT NULL FROM loans_return WHERE id = %s", [back]).fetchone() == (True,)


def test_a_withdrawal_ends_the_return(cases, desk_of, admin):
    back, case, *_ = open_return(admin)
    with desk_of("counter").acting(COUNSELLOR) as run:
        run.execute("UPDATE loans_application SET state = 'withdrawn' WHERE id = %s", [case])
        [(is_ended,)] = run.execute("SELECT answered_at IS NOT NULL FROM loans_return WHERE id = %s", [back]).fetchall()

    assert is_ended


@pytest.mark.parametrize(
    ("place", "before", "now", "is_changed"),
    [
        ("field:a", {"request": {"a": 1}}, {"request": {"a": 2}}, True),
        ("field:a", {"request": {"a": 1, "b": 1}}, {"request": {"a": 1, "b": 2}}, False),
        ("member:m", {"members": [{"id": "m", "a": 1}]}, {"members": [{"id": "m", "a": 2}]}, True),
        ("member:m", {"members": [{"id": "m"}]}, {"members": []}, True),
        ("member:m", {"members": [{"id": "m"}, {"id": "n"}]}, {"members": [{"id": "m"}]}, False),
        ("paper:P", {"papers": [{"id": "1", "kind": "P"}]}, {"papers": [{"id": "2", "kind": "P"}]}, True),
        ("paper:P", {"papers": []}, {"papers": [{"id": "2", "kind": "Q"}]}, False),
        ("", {"request": {"a": 1}}, {"request": {"a": 2}}, False),
        ("field:a", None, {"request": {"a": 2}}, False),
    ],
)
def test_what_has_changed_at_its_place_is_met(admin, place, before, now, is_changed):
    facts = [place, Jsonb(before) if before else None, Jsonb(now)]
    assert admin("cases").execute("SELECT walls.is_changed(%s, %s, %s)", facts).fetchone() == (is_changed,)
