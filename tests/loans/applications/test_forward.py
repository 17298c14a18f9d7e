from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from loans.applications import actions
from loans.applications.models import Application, Member, Opinion
from loans.consultations.models import Consultation
from loans.documents.models import Document
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")
FIT = {"verdict": "fit", "text": "適当と考えます。"}


def test_the_opinion_names_its_author(desk):
    with desk("aoba") as by:
        application = make.submitted(by)
        actions.opine(application.id, {"verdict": "conditional", "text": "家計の相談を続ける。"}, by=by)

    opinion = Opinion.objects.get(application=application)
    assert (opinion.verdict, opinion.written_name) == ("conditional", by.name)
    assert Application.objects.get(pk=application.pk).state == State.OPINION_DONE


@pytest.mark.parametrize("made", [make.draft, make.with_opinion])
def test_an_opinion_is_given_once_on_what_was_taken_in(desk, made):
    with desk("aoba") as by:
        application = made(by)

        with pytest.raises(StepNotAllowed):
            actions.opine(application.id, FIT, by=by)


def test_the_chief_forwards_and_the_office_sees_the_case(desk):
    application = make.forwarded(desk)

    with desk("sakura"):
        assert Application.objects.get(pk=application.pk).state == State.FORWARDED
        assert Member.objects.filter(application=application).count() == 3
        assert Document.objects.filter(application=application).count() == 4
        assert Consultation.objects.get().is_shared


def test_before_it_is_forwarded_the_office_sees_nothing(desk):
    with desk("aoba") as by:
        make.with_opinion(by)

    with desk("sakura"):
        assert not any(model.objects.exists() for model in (Application, Member, Document, Opinion, Consultation))


def test_a_counsellor_does_not_forward(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)

        with pytest.raises(NotPermitted):
            actions.forward(application.id, by=by)

    assert Application.objects.get(pk=application.pk).state == State.OPINION_DONE


def test_without_an_opinion_nothing_is_forwarded(desk):
    with desk("aoba") as by:
        application = make.submitted(by)

    with desk("wakaba") as by, pytest.raises(StepNotAllowed):
        actions.forward(application.id, by=by)


def test_a_second_press_is_a_sentence_and_the_time_stays(desk):
    application = make.forwarded(desk)

    with desk("wakaba") as by, pytest.raises(StepNotAllowed) as refusal:
        actions.forward(application.id, by=by)

    assert "進達済" in refusal.value.sentence
    assert Application.objects.get(pk=application.pk).forwarded_at == application.forwarded_at


def test_the_office_gives_no_opinion(desk):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        actions.opine(uuid4(), FIT, by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_council_has_no_opinion_on_our_case(desk, stranger):
    with desk("aoba") as by:
        application = make.submitted(by)

    with desk(stranger) as by, pytest.raises(NotFound):
        actions.opine(application.id, FIT, by=by)


def test_another_councils_chief_does_not_forward_our_case(desk, seat, appointed):
    with desk("aoba") as by:
        application = make.with_opinion(by)

    with seat(appointed("counter_chief", "131121")) as by, pytest.raises(NotFound):
        actions.forward(application.id, by=by)


def test_the_database_itself_never_hides_again_what_was_forwarded(desk):
    application = make.received(desk)

    with desk("sakura"), pytest.raises(ProgrammingError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(forwarded_at=None)
