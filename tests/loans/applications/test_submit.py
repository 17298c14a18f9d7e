from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions, rules
from loans.applications.missing import missing
from loans.applications.models import Application
from loans.applications.refusals import Incomplete
from loans.documents import actions as documents
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def sentences(application):
    return [each.sentence for each in missing(application)]


def test_what_is_complete_is_taken_in(desk):
    with desk("aoba") as by:
        application = actions.submit(make.complete(by).id, by=by)

    stored = Application.objects.get(pk=application.pk)
    assert (stored.state, stored.submitted_by) == (State.SUBMITTED, by.staff_id)
    assert TrailRow.objects.filter(verb="submit", case_id=application.id).count() == 1


def test_an_empty_draft_is_told_everything_that_it_lacks(desk):
    with desk("aoba") as by:
        application = make.draft(by)

        with pytest.raises(Incomplete) as refusal:
            actions.submit(application.id, by=by)

    for words in ("借入希望額を入力する", "続柄「本人」の方を一人だけ", "申告・同意事項をすべて確かめる", "を登録する"):
        assert words in refusal.value.sentence
    assert Application.objects.get(pk=application.pk).state == State.DRAFT


def test_an_adult_without_consent_is_named(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        adult = next(each for each in rules.household(application) if each.relation == "wife")
        application.consents.filter(member=adult).update(withdrawn_at="2026-11-01T00:00+09:00")

        assert sentences(application) == ["𠮷田　美咲 様の情報照会の同意を確認する"]


def test_for_a_child_the_representative_is_asked(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        child = application.members.get(relation="child")
        assert missing(application) == []
        application.consents.filter(member=child).update(withdrawn_at="2026-11-01T00:00+09:00")

        assert sentences(application) == ["𠮷田　葵 様（未成年）について、法定代理人の同意を確認する"]


def test_the_account_must_be_the_applicants(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        application.account_holder_kana = "ミホン　タロウ"

        assert sentences(application) == ["口座名義が申込者本人のフリガナと違います。本人名義の口座を確かめる"]


def test_the_branch_is_asked_for(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        application.bank_branch = ""

        assert sentences(application) == ["振込先の支店を入力する"]


def test_spaces_in_the_account_holders_name_make_no_difference(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        application.account_holder_kana = "ヨシダケンイチ"

        assert missing(application) == []


def test_a_paper_that_was_taken_back_is_lacking_again(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        documents.remove(application.id, application.documents.get(kind="IDENTITY").id, by=by)

        [lacking] = missing(application)

    assert lacking.sentence.endswith("を登録する")
    assert lacking.paper == "IDENTITY"


def test_a_second_press_is_a_sentence_and_no_second_submission(desk):
    with desk("aoba") as by:
        application = make.submitted(by)

        with pytest.raises(StepNotAllowed) as refusal:
            actions.submit(application.id, by=by)

    assert "申込受付" in refusal.value.sentence
    assert TrailRow.objects.filter(verb="submit", case_id=application.id).count() == 1


@pytest.mark.parametrize("made", [make.submitted, make.with_opinion])
def test_what_was_taken_in_can_be_corrected(desk, made):
    with desk("aoba") as by:
        application = actions.reopen(made(by).id, by=by)

    assert Application.objects.get(pk=application.pk).state == State.DRAFT


def test_what_has_been_forwarded_cannot_be_corrected(desk):
    application = make.forwarded(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.reopen(application.id, by=by)


@pytest.mark.parametrize("made", [make.draft, make.submitted, make.with_opinion])
def test_the_applicant_may_withdraw_while_the_case_is_at_the_counter(desk, made):
    with desk("aoba") as by:
        application = actions.withdraw(made(by).id, by=by)

    assert Application.objects.get(pk=application.pk).state == State.WITHDRAWN


def test_what_was_withdrawn_has_ended(desk):
    with desk("aoba") as by:
        application = actions.withdraw(make.draft(by).id, by=by)

        for act in (actions.withdraw, actions.reopen, actions.submit):
            with pytest.raises(StepNotAllowed):
                act(application.id, by=by)


def test_what_has_been_forwarded_is_not_withdrawn_at_the_counter(desk):
    application = make.forwarded(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.withdraw(application.id, by=by)


@pytest.mark.parametrize("act", [actions.submit, actions.reopen, actions.withdraw])
def test_the_office_takes_no_step_of_the_counter(desk, act):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        act(uuid4(), by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
@pytest.mark.parametrize("act", [actions.submit, actions.reopen, actions.withdraw])
def test_another_council_takes_no_step_of_ours(desk, act, stranger):
    with desk("aoba") as by:
        application = make.submitted(by)

    with desk(stranger) as by, pytest.raises(NotFound):
        act(application.id, by=by)

    assert Application.objects.get(pk=application.pk).state == State.SUBMITTED


def test_the_database_itself_refuses_a_step_that_is_not_in_the_table(desk):
    with desk("aoba") as by:
        application = make.complete(by)

        with pytest.raises(ProgrammingError, match="no such step"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(state=State.OPINION_DONE)


def test_the_database_itself_refuses_the_counter_a_step_of_the_office(desk):
    application = make.forwarded(desk)

    with desk("aoba"), pytest.raises(ProgrammingError, match="has left the counter"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state=State.RECEIVED)
