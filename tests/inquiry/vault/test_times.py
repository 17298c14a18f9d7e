"""日時: when a page says it did something is the database's to say; a time of its own choosing would change a right."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from config.demo import TOKYO
from councils.permissions import PostKind
from councils.tenancy import Actor, transaction_for
from inquiry.vault.models import Source, Stop, Term, Training
from tests.inquiry.vault import steps

pytestmark = pytest.mark.zone("gate")
LONG_AGO = timedelta(days=400)


@pytest.fixture
def chief(logins):
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    return Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)


def test_one_chief_alone_does_not_shorten_the_days_of_keeping_from_today(logins, chief):
    facts = {"prefecture_id": TOKYO, "what": Term.What.ANSWERS, "days": 1, "source": "x", "entered_by": chief.staff_id}

    with logins.pages(), pytest.raises(IntegrityError, match="term_known_a_week_before"), transaction_for(chief):
        Term.objects.create(created_at=timezone.now() - LONG_AGO, valid_from=timezone.localdate(), **facts)


def test_no_record_of_training_stands_before_those_that_come_after_it(logins, chief, officer):
    today = timezone.localdate()
    facts = {"prefecture_id": TOKYO, "staff_id": officer.staff_id, "course": "X", "recorded_by": chief.staff_id}
    with logins.pages(), transaction_for(chief):
        Training.objects.create(
            created_at=timezone.now() + LONG_AGO, passed_on=today, valid_until=today + LONG_AGO, **facts
        )
        Training.objects.create(passed_on=today - LONG_AGO, valid_until=today - timedelta(days=1), **facts)

    with logins.pages(), transaction_for(officer):
        assert Training.objects.latest("created_at").valid_until < today


def test_a_decision_was_made_when_it_was_made(logins, officer):
    with logins.pages(), transaction_for(officer):
        made = Stop.objects.create(
            prefecture_id=TOKYO, line=Source.RESIDENT, reason="INCIDENT", resumed_for="", stopped_by=officer.staff_id
        )
        Stop.objects.filter(pk=made.pk).update(
            resumed_for="CHECKED", resumed_by=officer.staff_id, resumed_at=timezone.now() - LONG_AGO
        )

    with logins.pages(), transaction_for(officer):
        assert timezone.now() - Stop.objects.get(pk=made.pk).resumed_at < timedelta(minutes=1)


# Of every table that the pages may write to: a column of time that is nobody's to choose has a trigger that fills it.
STAMPED = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'created_at'
WHERE c.relkind = 'r' AND c.relname LIKE 'inquiry_vault_%%' AND has_column_privilege('gate', c.oid, a.attnum, 'INSERT')
  AND NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid = c.oid AND p.proname IN ('stamp_created', 'stamp_limit'))
"""


def test_every_row_of_the_pages_is_stamped(logins):
    assert steps.past_the_walls(logins, STAMPED) == []
