"""Files in quarantine: put in by the counter, read and destroyed by the office's worker, and seen by nobody else."""

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from config.demo import CHIYODA, SETAGAYA, TOKYO
from tests.walls.contexts import ADMINISTRATOR, AUDITOR, COUNSELLOR, OFFICER, REVIEWER, REVIEWER_OF_KANAGAWA, SYSTEM

pytestmark = pytest.mark.zone("walls")

MARK = (
    "UPDATE loans_document SET state = 'checked', content = 'x', media_type = 'image/png', checked_at = now()"
    " WHERE state = 'checking'"
)
DENIED = "permission denied"


def count(connection, words):
    return connection.execute(f"SELECT count(*) FROM {words}").fetchone()[0]


def test_the_worker_sees_what_waits_in_its_prefecture(cases, desk_of, admin):
    everywhere = count(admin("cases"), "loans_arrival")

    with desk_of("office").acting(SYSTEM) as run:
        seen, foreign = count(run, "loans_arrival"), count(run, f"loans_arrival WHERE prefecture_id <> '{TOKYO}'")

    assert everywhere > seen > 0
    assert foreign == 0


@pytest.mark.parametrize("who", [REVIEWER, REVIEWER_OF_KANAGAWA, ADMINISTRATOR, AUDITOR, OFFICER])
def test_no_post_of_the_office_sees_or_destroys_what_waits(cases, desk_of, who):
    with desk_of("office").acting(who) as run:
        assert count(run, "loans_arrival") == 0
        assert run.execute("DELETE FROM loans_arrival").rowcount == 0


@pytest.mark.parametrize("words", ["SELECT content FROM {}", "UPDATE {} SET content = ''", "DELETE FROM {}"])
def test_a_counter_never_sees_again_what_it_put_in(cases, desk_of, words):
    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(words.format("loans_arrival"))


def test_a_counter_marks_no_paper_as_checked(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(MARK)


@pytest.mark.parametrize("who", [REVIEWER, OFFICER, ADMINISTRATOR, AUDITOR])
def test_no_post_of_the_office_marks_a_paper_as_checked(cases, desk_of, admin, who):
    with desk_of("office").acting(who) as run:
        assert run.execute(MARK).rowcount == 0


def test_the_worker_marks_those_of_its_prefecture_and_once(cases, desk_of, admin):
    waiting = count(admin("cases"), f"loans_document WHERE state = 'checking' AND prefecture_id = '{TOKYO}'")

    with desk_of("office").acting(SYSTEM) as run:
        marked = run.execute(MARK).rowcount
        for words in ("state = 'checking', content = NULL, checked_at = NULL", "content = 'y'", "size = 1"):
            with pytest.raises(InsufficientPrivilege, match="a paper is checked once"), run.transaction():
                run.execute(f"UPDATE loans_document SET {words}")

    assert marked == waiting > 0


def test_the_worker_marks_nothing_as_checked_without_a_content(cases, desk_of):
    with desk_of("office").acting(SYSTEM) as run, pytest.raises(CheckViolation, match="holds_what_was_checked"):
        run.execute("UPDATE loans_document SET state = 'checked', checked_at = now() WHERE state = 'checking'")


def copied(state, content):
    return (
        "INSERT INTO loans_document (id, prefecture_id, municipal_council_id, is_forwarded, application_id, kind, name,"
        " media_type, size, sha256, state, trouble, content, checked_at, added_by, added_name, created_at)"
        " SELECT gen_random_uuid(), prefecture_id, municipal_council_id, false, application_id, kind, name, media_type,"
        f" size, sha256, '{state}', '', {content}, now(), {COUNSELLOR.staff}, added_name, now()"
        " FROM loans_document WHERE application_id = %s LIMIT 1"
    )


def test_a_counter_brings_no_paper_that_says_it_was_checked(cases, desk_of):
    with (
        desk_of("counter").acting(COUNSELLOR) as run,
        pytest.raises(InsufficientPrivilege, match="a paper comes unchecked"),
    ):
        run.execute(copied("checked", "'x'"), [cases[CHIYODA].draft.id])


def test_a_paper_that_was_checked_takes_no_other_file(cases, desk_of):
    insert = (
        "INSERT INTO loans_arrival (document_id, prefecture_id, municipal_council_id, content, boxes)"
        " SELECT id, prefecture_id, municipal_council_id, 'other', '[]' FROM loans_document WHERE application_id = %s"
    )

    with (
        desk_of("counter").acting(COUNSELLOR) as run,
        pytest.raises(InsufficientPrivilege, match="no paper waits for this"),
    ):
        run.execute(insert, [cases[CHIYODA].draft.id])


def test_a_counter_puts_nothing_in_for_another_council(cases, desk_of):
    insert = (
        "INSERT INTO loans_arrival (document_id, prefecture_id, municipal_council_id, content, boxes)"
        " VALUES (gen_random_uuid(), %s, %s, 'x', '[]')"
    )

    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege, match="row-level security"):
        run.execute(insert, [TOKYO, SETAGAYA])


def test_a_case_with_an_unchecked_paper_is_not_forwarded_by_any_login(cases, admin):
    """Past all policies: the trigger alone."""
    with admin("cases") as connection, connection.transaction(force_rollback=True):
        connection.execute("ALTER TABLE loans_application DISABLE TRIGGER guard")
        with pytest.raises(InsufficientPrivilege, match="a paper is not checked"):
            connection.execute(
                "UPDATE loans_application SET state = 'forwarded', forwarded_at = now(), forwarded_by = 1 WHERE id ="
                " (SELECT application_id FROM loans_document WHERE state = 'checking' LIMIT 1)"
            )
