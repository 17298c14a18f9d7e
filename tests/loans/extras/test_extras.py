"""県独自項目: proposed by one, on the forms once another has confirmed it, answered with a type, ended by one."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from councils.papers.form import Pairs
from councils.refusals import NotFound, NotPermitted, OwnWork, StepNotAllowed
from loans.applications import actions as applications
from loans.applications.forms import ApplicationForm
from loans.applications.missing import missing
from loans.applications.models import Application
from loans.applications.printed import request
from loans.applications.printed.source import source_of
from loans.applications.shown import request_facts
from loans.extras import actions
from loans.extras.answers import name_of
from loans.extras.models import ExtraField
from tests import make
from tests.loans.conftest import KANAGAWA, TOKYO
from tests.loans.pages.forms import application_form

pytestmark = pytest.mark.zone("stages")
YEARS = {
    "label": "県内の居住年数",
    "kind": "number",
    "choices": [],
    "is_required": True,
    "help": "",
    "fund": "KINKYU",
    "since": date(2026, 4, 1),
}


@pytest.fixture
def administrators(appointed):
    """A new one of Tokyo, and one of another prefecture."""
    return appointed("administrator", TOKYO), appointed("administrator", KANAGAWA)


@pytest.fixture
def propose(administrators, seat):
    def proposed(**facts):
        with seat(administrators[0]) as by:
            return actions.propose({**YEARS, **facts}, by=by)

    return proposed


@pytest.fixture
def confirmed(propose, desk):
    """Confirmed by the administrator of the demo."""

    def confirm(**facts):
        extra = propose(**facts)
        with desk("kanri") as by:
            return actions.confirm(extra.pk, by=by)

    return confirm


def form_of(application, **typed):
    return ApplicationForm(application_form(application, **typed), application=application)


def test_a_question_is_on_no_form_before_another_has_confirmed_it(propose, desk):
    extra = propose()

    with desk("aoba") as by:
        assert name_of(extra) not in form_of(make.draft(by)).fields
        assert not ExtraField.objects.exists()


def test_nobody_confirms_what_he_proposed(propose, administrators, seat):
    extra = propose()

    with seat(administrators[0]) as by, pytest.raises(OwnWork):
        actions.confirm(extra.pk, by=by)


def test_a_confirmed_question_is_asked_wanted_and_kept_as_what_it_is(confirmed, desk):
    extra = confirmed()

    with desk("aoba") as by:
        application = make.draft(by)
        assert [each.box for each in missing(application) if "居住年数" in each.sentence] == [name_of(extra)]
        form = form_of(application, **{name_of(extra): "１２"})
        assert form.is_valid(), form.errors
        facts = form.cleaned_data
        save(application, facts, by)

    stored = Application.objects.get(pk=application.pk)
    assert stored.answers == {str(extra.id): 12}
    assert ("県内の居住年数", "12") in [(fact.label, fact.value) for fact in request_facts(stored)]
    assert not [each for each in missing(stored) if "居住年数" in each.sentence]


def save(application, facts, by):
    applications.save(application.id, facts, facts["members"], version=application.version, by=by)


@pytest.mark.parametrize(
    ("facts", "typed", "kept"),
    [
        ({"kind": "text"}, "山側の地区", "山側の地区"),
        ({"kind": "date"}, "令和8年4月1日", "2026-04-01"),
        ({"kind": "yes_no"}, "はい", True),
        ({"kind": "yes_no"}, "いいえ", False),
        ({"kind": "choice", "choices": ["持家", "借家"]}, "借家", "借家"),
    ],
)
def test_an_answer_is_kept_by_its_kind_and_read_back_into_its_box(confirmed, desk, facts, typed, kept):
    extra = confirmed(**facts)

    with desk("aoba") as by:
        application = make.draft(by)
        form = form_of(application, **{name_of(extra): typed})
        assert form.is_valid(), form.errors
        save(application, form.cleaned_data, by)
        application.refresh_from_db()
        again = ApplicationForm(None, application=application)

    assert application.answers == {str(extra.id): kept}
    assert again[name_of(extra)].value() == typed


def test_what_is_no_choice_and_no_number_is_asked_again(confirmed, desk):
    number, choice = confirmed(), confirmed(kind="choice", choices=["持家", "借家"])

    with desk("aoba") as by:
        form = form_of(make.draft(by), **{name_of(number): "十年", name_of(choice): "城"})

    assert not form.is_valid()
    assert {name_of(number), name_of(choice)} == set(form.errors)


def test_another_fund_and_another_prefecture_are_not_asked(confirmed, desk):
    extra = confirmed(fund="FUKUSHI")

    with desk("aoba") as by:
        assert name_of(extra) not in form_of(make.draft(by)).fields
    elsewhere = confirmed(fund="")
    with desk("minato") as by:
        assert name_of(elsewhere) not in form_of(make.draft(by)).fields


def test_an_ended_question_is_asked_no_more_and_its_answer_stays(confirmed, desk):
    extra = confirmed()
    with desk("aoba") as by:
        application = make.draft(by)
        form = form_of(application, **{name_of(extra): "3"})
        assert form.is_valid(), form.errors
        save(application, form.cleaned_data, by)
    with desk("kanri") as by:
        actions.end(extra.pk, {"until": timezone.localdate()}, by=by)
    ExtraField.objects.filter(pk=extra.pk).update(until=timezone.localdate() - timedelta(days=1))

    with desk("aoba") as by:
        application.refresh_from_db()
        again = form_of(application)
        assert again.is_valid(), again.errors
        save(application, again.cleaned_data, by)

    application.refresh_from_db()
    assert name_of(extra) not in again.fields
    assert application.answers == {str(extra.id): 3}


def test_a_last_day_is_set_once_and_not_in_the_past(confirmed, desk):
    extra = confirmed()

    with desk("kanri") as by:
        with pytest.raises(actions.EndsBeforeToday):
            actions.end(extra.pk, {"until": timezone.localdate() - timedelta(days=1)}, by=by)
        actions.end(extra.pk, {"until": timezone.localdate()}, by=by)
        with pytest.raises(StepNotAllowed):
            actions.end(extra.pk, {"until": timezone.localdate()}, by=by)


@pytest.mark.parametrize("who", ["aoba", "sakura"])
def test_whoever_does_not_administer_proposes_nothing(desk, who):
    with desk(who) as by, pytest.raises(NotPermitted):
        actions.propose(YEARS, by=by)


def test_another_prefecture_finds_no_question(propose, administrators, seat):
    extra = propose()

    with seat(administrators[1]) as by, pytest.raises(NotFound):
        actions.confirm(extra.pk, by=by)


@pytest.mark.parametrize(
    "change", [{"confirmed_by": 1}, {"until": date(2099, 1, 1), "ended_by": 1}, {"until": date(2099, 1, 1)}]
)
def test_the_database_itself_lets_nobody_act_in_the_name_of_another(propose, desk, change):
    extra = propose()

    with desk("kanri"), pytest.raises(ProgrammingError), transaction.atomic():
        ExtraField.objects.filter(pk=extra.pk).update(**change)


def test_the_database_itself_never_changes_what_is_asked(confirmed, desk):
    extra = confirmed()

    with desk("kanri"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ExtraField.objects.filter(pk=extra.pk).update(label="別の項目")


def printed_lines(application):
    parts = request.application_form(source_of(application))
    return {row.label: row.value for part in parts if isinstance(part, Pairs) for row in part.pairs}


def test_a_question_is_printed_answered_or_with_room_for_a_pen(confirmed, desk):
    extra = confirmed()
    with desk("aoba") as by:
        application = make.draft(by)
        before = printed_lines(application)
        application.answers = {str(extra.pk): 12}
        after = printed_lines(application)

    assert (before[extra.label], after[extra.label]) == ("", "12")
