"""Every field of every model is plain, personal, or specific personal; a new field without a class fails."""

import tomllib
from pathlib import Path

from django.apps import apps

from loans.applications.models.members import HEALTH

CLASSES = tomllib.loads(Path(__file__).with_name("field_classes.toml").read_text(encoding="utf-8"))
OURS = ("councils", "loans", "inquiry_desk", "inquiry_vault")


def _fields():
    for label in OURS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if not model.__name__.startswith("Historical"):
                yield from (f"{label}.{model.__name__}.{field.name}" for field in model._meta.local_fields)


def test_every_field_has_one_class():
    classified = [name for names in CLASSES.values() for name in names]

    assert sorted(classified) == sorted(set(_fields()))


def test_specific_personal_fields_stand_in_the_vault_alone():
    assert all(name.startswith("inquiry_vault.") for name in CLASSES["specific_personal"])


def test_what_is_sensitive_is_what_the_pages_tell_by_a_word_of_its_own():
    assert CLASSES["sensitive"] == sorted(f"loans.Member.{name}" for name in HEALTH)


def test_nothing_personal_is_kept_by_trail_outbox_progress_or_finding():
    silent = ("councils.TrailRow", "councils.OutboxRow", "inquiry_desk.Progress", "inquiry_desk.Finding")

    assert [name for name in CLASSES["personal"] if name.startswith(silent)] == []
