"""No box takes more letters than the column that stores them: a longer text would be a fault of the database."""

import re

import pytest
from django.apps import apps
from django.db import models

from tests.hostile.columns import NO_COLUMN, STORED
from tests.hostile.forms import OF_THE_LIBRARY, found, name_of, ways, without_a_database

TEXTS = (models.CharField, models.TextField)
FORMS = [form for form in found() if form.__module__ != OF_THE_LIBRARY]


@pytest.fixture(autouse=True)
def _no_database():
    with without_a_database():
        yield


def of_package(kind):
    """The models beside the form, by the name of each column."""
    near = ".".join(kind.__module__.split(".")[:2]) + "."
    ours = [each for each in apps.get_models() if f"{each.__module__}.".startswith(near)]
    return [each for each in ours if "Historical" not in each.__name__]


def lengths(kind, name):
    """Of each column that may be the one: how much it holds."""
    stored = STORED.get(name_of(kind))
    columns = [
        field
        for model in ([apps.get_model(stored)] if stored else of_package(kind))
        for field in model._meta.get_fields()
        if field.name == name and isinstance(field, TEXTS)
    ]
    return [field.max_length or float("inf") for field in columns]


def is_elsewhere(kind, name):
    plain = re.sub(r"[-_](?:[A-Z_]{3,}|[0-9a-f-]{36})$", "", name)
    places = (f"{kind.__name__}.{plain}", f"{'.'.join(name_of(kind).split('.')[1:])}.{plain}", plain)
    return not NO_COLUMN.keys().isdisjoint(places)


def faults(kind, name, field):
    """Where nobody knows its column, or the column is shorter."""
    columns, most = lengths(kind, name), field.max_length or float("inf")
    if is_elsewhere(kind, name):
        return
    if not columns:
        yield f"{name} has no column that tests/hostile/columns.py knows"
    elif most > min(columns):
        yield f"{name} takes {most} letters, and its column {min(columns)}"


@pytest.mark.parametrize("kind", FORMS, ids=name_of)
def test_no_box_takes_more_than_its_column(kind):
    boxes = {name: field for way in ways(kind) for name, field in way(None).fields.items()}

    assert not [
        fault for name, field in boxes.items() if hasattr(field, "max_length") for fault in faults(kind, name, field)
    ]


def test_a_box_that_is_longer_than_its_column_is_named():
    from councils.look.fields import TextField
    from loans.consultations.forms.referrals import ReferralForm

    assert not list(faults(ReferralForm, "agency", TextField(max_length=80)))
    assert list(faults(ReferralForm, "agency", TextField(max_length=81))) == [
        "agency takes 81 letters, and its column 80"
    ]
    assert list(faults(ReferralForm, "agent", TextField(max_length=1)))
