"""連絡・補正の依頼・返戻の項目 by SQL: as the real logins, past every page and every action."""

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege, RaiseException

from config.demo import CHIYODA, SETAGAYA, YOKOHAMA
from loans.talk.life import CORRECTION_NEXT, CorrectionState
from tests.walls.contexts import COUNSELLOR, REVIEWER, Who

pytestmark = pytest.mark.zone("walls")

POLICY = "violates row-level security policy"
DENIED = "permission denied"
MESSAGE = (
    "INSERT INTO {table} (id, prefecture_id, municipal_council_id, application_id, text, place, place_name, mentioned,"
    " mentioned_names, written_by, written_name{more}) VALUES (gen_random_uuid(), %s, %s, %s, 'x', '', '', %s, '{{}}',"
    " %s, 'x'{values})"
)
STEP = {
    "open": "state = 'open'",
    "answered": "state = 'answered', answer = 'x', answered_by = %(staff)s, answered_at = now()",
    "closed": "state = 'closed', settled_by = %(staff)s, settled_at = now()",
    "cancelled": "state = 'cancelled', settled_by = %(staff)s, settled_at = now()",
}


def say(run, application, who, table="loans_message", mentioned=(), written_by=None):
    more = (", is_forwarded, side", ", true, 'office'") if table == "loans_message" else ("", "")
    facts = [application.prefecture_id, application.municipal_council_id, application.id, list(mentioned)]
    run.execute(MESSAGE.format(table=table, more=more[0], values=more[1]), [*facts, written_by or who.staff])


def staff_of(admin, username):
    return admin("cases").execute("SELECT id FROM councils_staff WHERE username = %s", [username]).fetchone()[0]


@pytest.fixture
def counter(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as connection:
        yield connection


@pytest.fixture
def office(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as connection:
        yield connection


def test_each_office_has_no_grant_on_the_others_notes(counter, office):
    for run, table in ((counter, "loans_officenote"), (office, "loans_counternote")):
        with pytest.raises(InsufficientPrivilege, match=DENIED), run.transaction():
            run.execute(f"SELECT count(*) FROM {table}")


def test_the_counter_reads_notes_of_its_own_council_alone(counter):
    [councils] = zip(*counter.execute("SELECT DISTINCT municipal_council_id FROM loans_counternote"), strict=True)

    assert councils == (CHIYODA,)


@pytest.mark.parametrize("council", [SETAGAYA, YOKOHAMA])
def test_a_message_into_a_foreign_councils_case_is_not_written(counter, cases, council):
    with pytest.raises(InsufficientPrivilege, match="a row of another council"):
        say(counter, cases[council].forwarded, COUNSELLOR)


def test_who_writes_is_who_acts_and_on_which_side(counter, cases):
    say(counter, cases[CHIYODA].forwarded, COUNSELLOR)
    [newest] = counter.execute("SELECT side, written_name FROM loans_message ORDER BY created_at DESC LIMIT 1")

    assert newest[0] == "counter"
    assert newest[1] != "x"
    with pytest.raises(InsufficientPrivilege, match=POLICY):
        say(counter, cases[CHIYODA].forwarded, COUNSELLOR, written_by=COUNSELLOR.staff + 1)


def test_nothing_is_said_to_the_office_of_a_case_that_is_at_the_counter(counter, cases):
    with pytest.raises(InsufficientPrivilege, match="the office does not see this case"):
        say(counter, cases[CHIYODA].draft, COUNSELLOR)


def test_only_the_cases_own_people_are_mentioned(counter, cases, admin):
    foreign = staff_of(admin, f"aoba-{SETAGAYA}")

    with pytest.raises(InsufficientPrivilege, match="not of this case"):
        say(counter, cases[CHIYODA].forwarded, COUNSELLOR, mentioned=[foreign])


def test_a_note_does_not_reach_the_other_office_by_a_mention(counter, cases, admin):
    reviewer = staff_of(admin, f"sakura-{CHIYODA}")

    with pytest.raises(InsufficientPrivilege, match="not of this case"):
        say(counter, cases[CHIYODA].forwarded, COUNSELLOR, "loans_counternote", mentioned=[reviewer])


def test_nobody_learns_who_works_on_a_case_that_is_not_theirs(counter, office, cases):
    for run, application in (
        (counter, cases[SETAGAYA].forwarded),
        (office, cases[CHIYODA].draft),
        (office, cases[YOKOHAMA].forwarded),
    ):
        assert run.execute("SELECT * FROM walls.talkers(%s)", [application.id]).fetchall() == []


@pytest.mark.parametrize("change", ["text = 'y'", "mentioned = '{1}'", "created_at = now()", "side = 'office'"])
def test_what_was_said_cannot_be_reworded(counter, change):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        counter.execute(f"UPDATE loans_message SET {change}")


def test_one_takes_back_ones_own_words_alone_and_for_good(cases, desk_of, admin):
    writer = Who(CHIYODA, COUNSELLOR.prefecture, "counsellor", staff_of(admin, f"aoba-{CHIYODA}"))
    with desk_of("counter").acting(writer) as run:
        assert run.execute("UPDATE loans_message SET withdrawn_at = now()").rowcount == 1
        assert run.execute("UPDATE loans_message SET withdrawn_at = NULL").rowcount == 0


def test_a_message_is_not_deleted(counter):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        counter.execute("DELETE FROM loans_message")


@pytest.mark.parametrize("before", [CorrectionState.OPEN, CorrectionState.ANSWERED])
@pytest.mark.parametrize("then", CorrectionState)
@pytest.mark.parametrize("who", [COUNSELLOR, REVIEWER, Who(REVIEWER.council, REVIEWER.prefecture, "section_chief")])
def test_the_life_of_a_request_cannot_be_skipped(cases, desk_of, before, then, who):
    is_step = any(
        state == before and after == then and who.post in posts
        for (state, _), (after, posts) in CORRECTION_NEXT.items()
    )
    change = f"UPDATE loans_correction SET {STEP[then]} WHERE application_id = %(case)s AND state = %(before)s"
    facts = {"staff": who.staff, "case": cases[CHIYODA].forwarded.id, "before": before.value}

    role = "counter" if who is COUNSELLOR else "office"
    with desk_of(role).acting(who) as run:
        if is_step:
            assert run.execute(change, facts).rowcount == 1
        else:
            try:
                changed = run.execute(change, facts).rowcount
            except (InsufficientPrivilege, CheckViolation, RaiseException):
                changed = 0
            assert changed == 0


def test_a_request_is_answered_in_nobody_elses_name(counter, cases):
    with pytest.raises(InsufficientPrivilege, match=POLICY):
        counter.execute(
            f"UPDATE loans_correction SET {STEP['answered']} WHERE application_id = %(case)s AND state = 'open'",
            {"staff": COUNSELLOR.staff + 1, "case": cases[CHIYODA].forwarded.id},
        )


@pytest.mark.parametrize("change", ["blocks_proposal = false", "due_on = now()", "asked = 'y'", "takes_papers = true"])
def test_what_was_asked_stands(counter, office, change):
    for run in (counter, office):
        with pytest.raises(InsufficientPrivilege, match=DENIED), run.transaction():
            run.execute(f"UPDATE loans_correction SET {change}")


def test_a_proposal_does_not_pass_a_request_that_holds_it_up(office, cases):
    case = cases[CHIYODA].forwarded.id
    office.execute("UPDATE loans_application SET state = 'review' WHERE id = %s", [case])

    with pytest.raises(InsufficientPrivilege, match="a request for correction is not settled"):
        office.execute("UPDATE loans_application SET state = 'approval' WHERE id = %s", [case])


def test_a_return_is_answered_while_it_is_open_and_in_the_own_name(counter, admin):
    query = "SELECT i.id, r.answered_at IS NULL FROM loans_returnitem i JOIN loans_return r ON r.id = i.returned_id"
    answer = "UPDATE loans_returnitem SET answer = 'x', answered_by = %s, answered_at = now() WHERE id = %s"
    items = counter.execute(query).fetchall()
    assert {is_open for _, is_open in items} == {True, False}

    for item, is_open in items:
        if is_open:
            counter.execute(answer, [COUNSELLOR.staff + 1, item])
            [(by,)] = counter.execute("SELECT answered_by FROM loans_returnitem WHERE id = %s", [item])
            assert by == COUNSELLOR.staff
        else:
            with pytest.raises(InsufficientPrivilege, match="no open return"), counter.transaction():
                counter.execute(answer, [COUNSELLOR.staff, item])


def test_what_was_sent_up_is_written_by_the_chief_alone_and_never_changed(counter, cases):
    case = cases[CHIYODA].draft
    with pytest.raises(InsufficientPrivilege, match="nothing is sent now"), counter.transaction():
        counter.execute(
            "INSERT INTO loans_forwarding (id, prefecture_id, municipal_council_id, is_forwarded, application_id,"
            " number, sent, chief_opinion, forwarded_by, forwarded_name)"
            " VALUES (gen_random_uuid(), %s, %s, true, %s, 9, '{}', '', %s, 'x')",
            [case.prefecture_id, case.municipal_council_id, case.id, COUNSELLOR.staff],
        )
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        counter.execute("UPDATE loans_forwarding SET chief_opinion = 'y'")


def test_a_notice_goes_to_the_cases_own_people_alone(counter, cases, admin):
    case = cases[CHIYODA].forwarded
    tell = (
        "INSERT INTO loans_notice (id, prefecture_id, municipal_council_id, is_forwarded, application_id, staff_id,"
        " kind, told_name) VALUES (gen_random_uuid(), %s, %s, false, %s, %s, 'message', 'x')"
    )
    facts = [case.prefecture_id, case.municipal_council_id, case.id]

    counter.execute(tell, [*facts, staff_of(admin, f"sakura-{CHIYODA}")])
    with pytest.raises(InsufficientPrivilege, match="not of this case"):
        counter.execute(tell, [*facts, staff_of(admin, f"aoba-{SETAGAYA}")])


def test_an_address_of_mail_is_its_owners_and_the_workers(counter, office):
    for run in (counter, office):
        assert run.execute("SELECT address FROM loans_mailchoice").fetchall() == []
        with pytest.raises(InsufficientPrivilege), run.transaction():
            run.execute("UPDATE loans_mailchoice SET prefecture_id = '140007'")
