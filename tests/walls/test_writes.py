"""What a login with a good context may not write: another's rows, another's name, another state, the trail."""

from uuid import uuid4

import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege

from config.demo import CHIYODA, KANAGAWA, SETAGAYA, TOKYO
from tests.walls.contexts import COUNSELLOR, REVIEWER, SET, Who, signed

pytestmark = pytest.mark.zone("walls")

POLICY = "violates row-level security policy"
DENIED = "permission denied"
LATE_STATES = ("forwarded", "received", "inquiry", "review", "approval", "approved", "denied")


@pytest.fixture
def run(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as connection:
        yield connection


@pytest.fixture
def office(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as connection:
        yield connection


def copied(table, **changed):
    """INSERT of a copy of a row with a new id and these values: everything else is what a real action wrote."""

    def write(connection, row_id):
        columns = [
            row[0]
            for row in connection.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                [table],
            )
        ]
        values = {"id": uuid4(), **changed}
        picked = [f"%({each})s" if each in values else each for each in columns]
        connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(picked)} FROM {table} WHERE id = %(from)s",
            {**values, "from": row_id},
        )

    return write


def one(connection, table, application):
    return connection.execute(f"SELECT id FROM {table} WHERE application_id = %s", [application.id]).fetchone()[0]


def test_a_copy_of_an_own_row_may_be_written(run, cases):
    draft = cases[CHIYODA].draft

    copied("loans_consultation", counsellor_id=COUNSELLOR.staff)(run, draft.consultation_id)
    copied("loans_member", relation="other")(run, one(run, "loans_member", draft))


@pytest.mark.parametrize("council", [SETAGAYA, "141003"])
def test_a_counter_writes_no_row_of_another_council(run, cases, council):
    write = copied("loans_consultation", municipal_council_id=council, counsellor_id=COUNSELLOR.staff)

    with pytest.raises(InsufficientPrivilege, match=POLICY):
        write(run, cases[CHIYODA].draft.consultation_id)


def test_a_counter_puts_no_row_before_another_prefecture(run, cases):
    write = copied("loans_consultation", prefecture_id=KANAGAWA, is_shared=True, counsellor_id=COUNSELLOR.staff)

    with pytest.raises(ForeignKeyViolation, match="consultation_council_of_prefecture"):
        write(run, cases[CHIYODA].draft.consultation_id)


def test_an_office_puts_no_history_before_a_counter_of_another_prefecture(office, cases):
    insert = (
        "INSERT INTO loans_historicalreturn (id, prefecture_id, municipal_council_id, is_forwarded, application_id,"
        " reasons, note, due_on, returned_by, returned_name, history_date, history_type, created_at,"
        " history_user_id)"
        " SELECT id, prefecture_id, '141003', true, application_id, reasons, note, due_on, returned_by, returned_name,"
        " now(), '+', now(), 1 FROM loans_return LIMIT 1"
    )

    with pytest.raises(ForeignKeyViolation, match="historicalreturn_council_of_prefecture"):
        office.execute(insert)


@pytest.mark.parametrize("table", ["loans_member", "loans_opinion"])
def test_a_child_points_at_no_parent_of_another_council(run, cases, table):
    write = copied(table, application_id=cases[SETAGAYA].draft.id, relation="other", written_by=COUNSELLOR.staff)
    own = cases[CHIYODA].draft if table == "loans_member" else cases[CHIYODA].forwarded

    with pytest.raises(ForeignKeyViolation, match="_of_application_key"):
        write(run, one(run, table, own))


def test_a_parent_of_another_council_and_one_that_is_absent_are_one_answer(run, cases):
    answers = set()
    for parent in (cases[SETAGAYA].draft.id, cases[SETAGAYA].forwarded.id, uuid4()):
        with pytest.raises(ForeignKeyViolation) as refused, run.transaction():
            copied("loans_member", application_id=parent, relation="other")(
                run, one(run, "loans_member", cases[CHIYODA].draft)
            )
        answers.add((refused.value.sqlstate, refused.value.diag.message_primary))

    assert len(answers) == 1


@pytest.mark.parametrize("column", ["prefecture_id", "municipal_council_id", "id", "counsellor_id", "receipt_number"])
def test_a_counter_changes_no_column_that_says_whose_a_case_is(run, column):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(f"UPDATE loans_application SET {column} = {column}")


@pytest.mark.parametrize("table", ["loans_member", "loans_document", "loans_consent", "loans_opinion", "loans_return"])
def test_a_counter_does_not_say_that_a_part_was_forwarded(run, table):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(f"UPDATE {table} SET is_forwarded = true")


def test_a_part_that_says_so_by_itself_is_not_forwarded(run, cases):
    new = uuid4()
    write = copied("loans_member", id=new, relation="other", is_forwarded=True)

    write(run, one(run, "loans_member", cases[CHIYODA].draft))

    assert run.execute("SELECT is_forwarded FROM loans_member WHERE id = %s", [new]).fetchone() == (False,)


@pytest.mark.parametrize("state", LATE_STATES)
def test_a_draft_moves_only_where_the_table_of_states_leads(run, cases, state):
    with pytest.raises(InsufficientPrivilege, match="no such step"):
        run.execute("UPDATE loans_application SET state = %s WHERE id = %s", [state, cases[CHIYODA].draft.id])


@pytest.mark.parametrize(
    "words", ["state = 'draft'", "amount_yen = 1", "applicant_name = 'x'", "forwarded_at = NULL, forwarded_by = NULL"]
)
@pytest.mark.parametrize("case", ["forwarded", "ordered", "decided"])
def test_a_case_that_was_forwarded_stands_still_at_the_counter(run, cases, case, words):
    with pytest.raises(InsufficientPrivilege, match="the application has left the counter"):
        run.execute(f"UPDATE loans_application SET {words} WHERE id = %s", [getattr(cases[CHIYODA], case).id])


@pytest.mark.parametrize("table", ["loans_member", "loans_document", "loans_opinion"])
def test_no_part_is_added_to_a_case_that_was_forwarded(run, cases, table):
    unchecked = {"state": "checking", "content": None, "checked_at": None, "thumbnail": None, "page_count": None}
    write = copied(table, relation="other", added_by=COUNSELLOR.staff, written_by=COUNSELLOR.staff, **unchecked)

    with pytest.raises(InsufficientPrivilege, match="the application has left the counter"):
        # of the other that was forwarded, a request that is open takes papers
        write(run, one(run, table, cases[CHIYODA].decided))


def test_a_draft_is_not_shown_to_the_office_but_by_forwarding(run, cases):
    with pytest.raises(InsufficientPrivilege, match="seen by forwarding alone"):
        run.execute(
            "UPDATE loans_application SET forwarded_at = now(), forwarded_by = 1 WHERE id = %s",
            [cases[CHIYODA].draft.id],
        )


@pytest.mark.parametrize("changed", [{"state": "approved"}, {"prefectural_number": "13-x"}])
def test_an_application_begins_as_a_draft(run, cases, changed):
    write = copied("loans_application", receipt_number="new", counsellor_id=COUNSELLOR.staff, **changed)

    with pytest.raises(InsufficientPrivilege, match="begins as a draft"):
        write(run, cases[CHIYODA].draft.id)


@pytest.mark.parametrize("table", ["loans_application", "loans_member", "loans_consultation", "councils_trailrow"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}"])
def test_records_are_not_removed(run, office, table, statement):
    for connection in (run, office):
        with pytest.raises(InsufficientPrivilege, match=DENIED), connection.transaction():
            connection.execute(statement.format(table))


@pytest.mark.parametrize("statement", ["INSERT INTO {} DEFAULT VALUES", "UPDATE {} SET verb = 'x'", "SELECT 1 FROM {}"])
def test_a_counter_neither_writes_nor_reads_the_trail_by_itself(run, statement):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(statement.format("councils_trailrow"))


def test_the_trail_names_who_acts_whatever_the_caller_says(cases, desk_of, admin):
    desk, who, case_id = desk_of("counter"), Who(CHIYODA, TOKYO, "counsellor", staff=4711), uuid4()

    with desk.connection.transaction():
        desk.connection.execute(SET, [signed(desk.connection, who, desk.key), True])
        desk.connection.execute("SELECT walls.trail('viewed', %s, NULL, '{}', '', 'done')", [case_id])

    query = "SELECT staff_id, post, council_id, prefecture_id FROM councils_trailrow WHERE case_id = %s"
    assert admin("cases").execute(query, [case_id]).fetchone() == (4711, "counsellor", CHIYODA, TOKYO)


@pytest.mark.parametrize(
    ("table", "hand"),
    [("loans_review", "reviewer_id"), ("loans_signature", "signer_id"), ("loans_decision", "decided_by")],
)
def test_nobody_in_the_office_writes_in_anothers_name(office, table, hand):
    row = office.execute(f"SELECT id FROM {table} LIMIT 1").fetchone()[0]

    with pytest.raises(InsufficientPrivilege, match=r"own_hand|not signed by every rank"):
        copied(table, **{hand: REVIEWER.staff + 1})(office, row)


def test_a_seal_is_of_the_post_that_acts(office, cases):
    row = office.execute("SELECT id FROM loans_signature LIMIT 1").fetchone()[0]
    write = copied("loans_signature", signer_id=REVIEWER.staff, step=3, post="section_chief")

    with pytest.raises(InsufficientPrivilege, match="not the seal that is due"):
        write(office, row)


def test_the_office_leaves_the_table_of_states_neither(office, cases):
    with pytest.raises(InsufficientPrivilege, match="no such step"):
        office.execute("UPDATE loans_application SET state = 'approved' WHERE id = %s", [cases[CHIYODA].forwarded.id])


def test_only_the_chief_of_a_counter_forwards(cases, desk_of):
    moved = "UPDATE loans_application SET state = %s WHERE id = %s"
    draft = cases[CHIYODA].draft.id

    with desk_of("counter").acting(COUNSELLOR) as run:
        for state in ("submitted", "opinion_done"):
            run.execute(moved, [state, draft])
        with pytest.raises(InsufficientPrivilege, match="no such step"):
            run.execute(moved, ["forwarded", draft])


@pytest.mark.parametrize("column", ["amount_yen", "applicant_name", "forwarded_at", "municipal_council_id"])
def test_the_office_changes_nothing_that_the_counter_wrote(office, column):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        office.execute(f"UPDATE loans_application SET {column} = {column}")


def test_the_database_holds_what_a_row_must_hold(run, cases):
    with pytest.raises(CheckViolation, match="member_born_is_a_date"):
        run.execute("UPDATE loans_member SET born = 'x' WHERE application_id = %s", [cases[CHIYODA].draft.id])
