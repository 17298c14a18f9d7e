"""One number, one person; a link that is undone; a link that one officer made and another checks."""

import pytest
from django.db import DatabaseError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind, ProgressCode
from inquiry.officer.actions import links, looks
from inquiry.officer.refusals import AnotherOnDuty, NumberOfAnother, OwnProposal, SomebodyElse, TwoOfficersLink
from inquiry.vault.actions.look import look
from inquiry.vault.models import Candidate, Link, LinkProposal, Person, Reading, Sealed, TakenOrder
from tests.inquiry.officer.test_one_officer import CONFIRM, LINK, PROPOSE
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
MOVED = KENICHI | {"address": "東京都千代田区見本町1-2-3"}
CHILD = {"relation": "child"}
ALLOW = (
    "INSERT INTO councils_setting (prefecture_id, name, kind, value, since, reason, proposed_by_id, confirmed_by_id,"
    " confirmed_at) VALUES (%s, 'inquiry.one_officer_links', 'flag', %s, '2026-01-01', '見本', %s, %s, now())"
)

ALONE = PROPOSE.replace("confirmed_by,", "alone_at, confirmed_by,").replace("%(by)s, %(con", "%(by)s, now(), %(con")


@pytest.fixture
def acting(logins):
    """An act as one officer, on the pages' connection, committed."""

    def act(function, *args, by):
        with logins.pages(), transaction_for(by):
            return function(*args, by=by)

    return act


@pytest.fixture
def sql(logins, officer):
    """A statement as the officer's session runs it. What is refused is rolled back."""

    def run(statement, **facts):
        with logins.pages(), transaction_for(officer), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, facts)
            return cursor.rowcount

    return run


@pytest.fixture
def allowed_by_setting(logins, officer, colleague):
    """The prefecture lets one officer link; taken back for the next test."""
    steps.past_the_walls(logins, ALLOW, TOKYO, "true", officer.staff_id, colleague.staff_id)
    yield
    steps.past_the_walls(logins, ALLOW, TOKYO, "false", officer.staff_id, colleague.staff_id)


# How the colleague may be away today; each with its way back.
AWAY = {
    "no designation any more": (
        "UPDATE councils_designation SET since = since - 400, trained_on = trained_on - 400, until = current_date - 2"
        " WHERE staff_id = %s",
        "UPDATE councils_designation SET since = since + 400, trained_on = trained_on + 400, until = NULL"
        " WHERE staff_id = %s",
    ),
    "suspended": (
        "UPDATE councils_staff SET is_active = false WHERE id = %s",
        "UPDATE councils_staff SET is_active = true WHERE id = %s",
    ),
    "the post is over": (
        "UPDATE councils_post SET since = since - 400, until = current_date - 2 WHERE staff_id = %s",
        "UPDATE councils_post SET since = since + 400, until = NULL WHERE staff_id = %s",
    ),
}


@pytest.fixture
def away(logins, colleague):
    """Nobody else is on duty, in one of these ways, until the test ends."""
    back = []

    def leave(how="suspended"):
        steps.past_the_walls(logins, AWAY[how][0], colleague.staff_id)
        back.append(AWAY[how][1])

    yield leave
    for statement in back:
        steps.past_the_walls(logins, statement, colleague.staff_id)


@pytest.fixture
def allowed(allowed_by_setting, away):
    """The prefecture lets one officer link, and nobody else is on duty."""
    away()


def persons(order_id) -> list[Person]:
    with transaction_for(system_of(TOKYO)):
        return list(Person.objects.filter(order_id=order_id).select_related("order").order_by("position"))


def asked_about(slip, *people) -> list[Person]:
    order_id = slip.order(people, kinds=[Kind.TAX])
    look(TOKYO)
    return persons(order_id)


def now(person) -> Person:
    [found] = [each for each in persons(person.order_id) if each.pk == person.pk]
    return found


def rows(model, **facts):
    with transaction_for(system_of(TOKYO)):
        return list(model.objects.filter(**facts).order_by("created_at"))


def grounds(person) -> links.Grounds:
    candidate = rows(Candidate, person=person)[-1]
    return links.Grounds(candidate.pk, LinkProposal.Reason.MOVED, LinkProposal.Evidence.RESIDENT_RECORD)


def seen_and(acting, act, person, *more, by):
    acting(looks.open_candidates, person.pk, by=by)
    return acting(act, person.pk, *more, by=by)


def link_by_two(acting, person, officer, colleague):
    seen_and(acting, links.propose, person, grounds(person), by=officer)
    seen_and(acting, links.confirm, person, by=colleague)
    look(TOKYO)


def test_a_candidate_who_is_another_member_of_the_form_is_not_linked(slip, acting, sql, officer):
    person, _ = asked_about(slip, MOVED, KENICHI | CHILD)

    with pytest.raises(SomebodyElse):
        seen_and(acting, links.propose, person, grounds(person), by=officer)
    with pytest.raises(DatabaseError, match="somebody else"):
        sql(PROPOSE, person=person.pk, candidate=grounds(person).candidate_id, by=officer.staff_id, confirmed=None)

    assert now(person).link == "needs_person"


def test_the_page_says_whose_record_the_candidate_is(slip, signed_in, officer):
    person, _ = asked_about(slip, MOVED, KENICHI | CHILD)

    shown = signed_in(officer).get(f"/persons/{person.pk}/").content.decode()

    assert "同じ申込の𠮷田　健一さん（子）の4情報と一致します" in shown
    assert "紐付けられる候補者がいません" in shown
    assert "紐付けを提案する" not in shown


def test_a_look_compares_every_other_member_with_the_candidate(slip, signed_in, officer):
    person, _ = asked_about(slip, MOVED, KENICHI | CHILD)
    page = signed_in(officer)

    shown = page.get(page.post(f"/persons/{person.pk}/candidates/")["Location"]).content.decode()

    assert "ほかの世帯員との突合" in shown
    assert "この方の記録です" in shown
    assert "ほかの世帯員の記録です" in shown


def test_one_number_is_not_two_members(slip, acting, sql, officer, colleague):
    first, second = asked_about(slip, MOVED, MOVED | CHILD | {"address": "東京都千代田区見本町1-2-4"})
    link_by_two(acting, first, officer, colleague)

    with pytest.raises(NumberOfAnother):
        seen_and(acting, links.propose, second, grounds(second), by=officer)
    with pytest.raises(DatabaseError, match="another person"):
        sql(PROPOSE, person=second.pk, candidate=grounds(second).candidate_id, by=officer.staff_id, confirmed=None)

    assert (now(first).link, now(second).link) == ("linked", "needs_person")


def test_the_number_of_somebody_in_another_order_is_not_taken_but_the_same_persons_is(slip, acting, officer, colleague):
    [first] = asked_about(slip, KENICHI)
    [other] = asked_about(slip, MOVED | {"kana": "ヨシダ　ケンジ"})
    [again] = asked_about(slip, MOVED)

    with pytest.raises(NumberOfAnother):
        seen_and(acting, links.propose, other, grounds(other), by=officer)
    link_by_two(acting, again, officer, colleague)

    assert (now(first).link, now(other).link, now(again).link) == ("linked", "needs_person", "linked")


def test_the_pages_see_neither_numbers_nor_their_marks(slip, sql):
    asked_about(slip, KENICHI)

    with pytest.raises(DatabaseError, match="permission denied"):
        sql("SELECT mark FROM inquiry_vault_numbermark")


def test_whoever_was_found_is_on_record_with_the_reason(slip):
    [person] = asked_about(slip, KENICHI)

    [candidate] = rows(Candidate, person=person)

    assert (candidate.outcome, candidate.differing) == ("MATCH", [])
    assert [(link.agreeing, link.proposal_id) for link in rows(Link, person=person)] == [(4, None)]


def undone(acting, person, officer):
    acting(links.undo, person.pk, Link.UndoneFor.FAMILY_MEMBER, by=officer)
    look(TOKYO)
    return now(person)


def test_an_undone_link_stays_in_history_and_its_number_goes(slip, acting, logins, officer, network):
    [person] = asked_about(slip, KENICHI)
    steps.click(logins, officer, person.order_id)
    look(TOKYO)

    found = undone(acting, person, officer)

    [link] = rows(Link, person=person)
    assert (found.link, link.inquiry_count, link.undone_by) == ("needs_person", 1, officer.staff_id)
    assert link.ended_at is not None
    assert {sealed.what for sealed in rows(Sealed, person=person)}.isdisjoint({"NUMBER", "CODE"})
    assert steps.inquiries(person.order_id)[0].settlement == "unlinked"


def test_what_was_undone_is_never_linked_by_itself_and_may_be_linked_by_two(slip, acting, officer, colleague, logins):
    [person] = asked_about(slip, KENICHI)
    undone(acting, person, officer)

    acting(links.look_up_again, person.pk, by=officer)
    look(TOKYO)
    after = now(person).link
    link_by_two(acting, person, officer, colleague)

    assert (after, now(person).link) == ("needs_person", "linked")
    assert len(rows(Link, person=person)) == 2
    assert steps.click(logins, officer, person.order_id).inquiry_count == 1


def test_the_page_tells_the_history_of_a_link(slip, acting, signed_in, officer):
    [person] = asked_about(slip, KENICHI)
    undone(acting, person, officer)

    shown = signed_in(officer).get(f"/persons/{person.pk}/").content.decode()

    assert "ほかの世帯員の番号だった" in shown
    assert "4情報のうち4項目が一致" in shown


def test_a_link_is_undone_on_its_page_with_a_reason(slip, signed_in, officer):
    [person] = asked_about(slip, KENICHI)
    page = signed_in(officer)

    empty = page.post(f"/persons/{person.pk}/undo/")
    sent = page.post(f"/persons/{person.pk}/undo/", {"reason": "OTHER_PERSON"})

    assert (empty.status_code, sent["Location"]) == (422, f"/persons/{person.pk}/")
    assert now(person).link == "unlinking"


@pytest.mark.parametrize("link", ["unlinking", "needs_person", "waiting"])
def test_no_page_takes_a_number_away_without_an_officers_undoing(slip, sql, link):
    [person] = asked_about(slip, KENICHI)

    with pytest.raises(DatabaseError, match=r"no officer has undone|no such step"):
        sql(LINK, person=person.pk, link=link)


def test_nobody_undoes_in_anothers_name(slip, sql, colleague):
    [person] = asked_about(slip, KENICHI)

    with pytest.raises(DatabaseError, match="own_decision"):
        sql(
            "UPDATE inquiry_vault_link SET undone_by = %(by)s, undone_at = now(), undone_for = 'OTHER_PERSON'"
            " WHERE person_id = %(person)s",
            person=person.pk,
            by=colleague.staff_id,
        )


def test_one_officer_does_not_link_alone_where_the_prefecture_has_not_allowed_it(slip, acting, sql, officer):
    [person] = asked_about(slip, MOVED)

    with pytest.raises(TwoOfficersLink):
        seen_and(acting, links.link_alone, person, grounds(person), by=officer)
    with pytest.raises(DatabaseError, match="two officers link here"):
        sql(
            ALONE,
            person=person.pk,
            candidate=grounds(person).candidate_id,
            by=officer.staff_id,
            confirmed=None,
        )


def test_nobody_links_alone_while_another_officer_is_on_duty(allowed_by_setting, slip, acting, sql, officer):
    [person] = asked_about(slip, MOVED)

    with pytest.raises(AnotherOnDuty) as said:
        seen_and(acting, links.link_alone, person, grounds(person), by=officer)

    assert "ほかにも照会担当がいる" in said.value.sentence
    with pytest.raises(DatabaseError, match="another officer is on duty"):
        sql(
            ALONE,
            person=person.pk,
            candidate=grounds(person).candidate_id,
            by=officer.staff_id,
            confirmed=None,
        )


@pytest.mark.parametrize("how", AWAY)
def test_whoever_is_not_designated_not_in_the_post_or_suspended_is_not_on_duty(
    allowed_by_setting, away, slip, acting, officer, how
):
    [person] = asked_about(slip, MOVED)
    away(how)

    seen_and(acting, links.link_alone, person, grounds(person), by=officer)

    assert now(person).link == "confirmed"


@pytest.fixture
def alone(allowed, slip, acting, logins, officer, network) -> Person:
    """Linked by one officer, asked about and answered."""
    [person] = asked_about(slip, MOVED)
    seen_and(acting, links.link_alone, person, grounds(person), by=officer)
    look(TOKYO)
    steps.click(logins, officer, person.order_id)
    look(TOKYO)
    return person


def test_nothing_is_told_until_a_second_officer_has_checked(alone, slip, acting, colleague):
    before = slip.progress(alone.order_id)[-1], slip.findings(alone.order_id)

    seen_and(acting, links.check_afterwards, alone, by=colleague)
    look(TOKYO)

    assert (now(alone).link, before) == ("linked", ("NEEDS_PERSON 0/1", {}))
    assert slip.progress(alone.order_id)[-1] == "DONE 1/1"
    assert list(slip.findings(alone.order_id)) == ["INCOME_LIMIT", "RESIDENT_TAX_EXEMPT"]


def test_the_database_lets_nothing_be_told_before(alone):
    for write in (
        lambda: TakenOrder.objects.filter(pk=alone.order_id).update(progress=ProgressCode.DONE),
        lambda: Reading.objects.create(
            prefecture_id=TOKYO,
            order_id=alone.order_id,
            code="PUBLIC_ASSISTANCE",
            verdict="APPLIES",
            rule_version="x-1",
        ),
    ):
        with pytest.raises(DatabaseError, match="second officer"), transaction_for(system_of(TOKYO)):
            write()


def test_nobody_checks_afterwards_what_is_their_own(alone, acting, sql, officer):
    with pytest.raises(OwnProposal):
        acting(links.check_afterwards, alone.pk, by=officer)
    with pytest.raises(DatabaseError, match="link_two_officers"):
        sql(CONFIRM, person=alone.pk, by=officer.staff_id)


def test_what_is_not_accepted_afterwards_is_undone_and_not_rejected(alone, acting, sql, slip, officer, colleague):
    reject = (
        "UPDATE inquiry_vault_linkproposal SET rejected_by = %(by)s, rejected_at = now() WHERE person_id = %(person)s"
    )
    with pytest.raises(DatabaseError, match="undone, not rejected"):
        sql(reject, person=alone.pk, by=officer.staff_id)

    found = undone(acting, alone, colleague)

    assert found.link == "needs_person"
    assert slip.findings(alone.order_id) == {}


def test_the_self_check_names_what_waits_and_counts_no_partial_link(alone, signed_in, officer):
    shown = signed_in(officer).get("/links/check/").content.decode()

    assert "後確認を待つ紐付け" in shown
    assert alone.order.reference in shown
    assert "問題ありません" in shown
    assert "<td>0日</td>" in shown


def test_a_link_of_three_items_without_a_proposal_is_not_taken(slip):
    [person] = asked_about(slip, MOVED)

    with pytest.raises(DatabaseError, match="link_by_four_items_or_officers"), transaction_for(system_of(TOKYO)):
        Link.objects.create(prefecture_id=TOKYO, person=person, agreeing=3)
