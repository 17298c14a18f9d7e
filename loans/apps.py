from importlib import import_module

from django.apps import AppConfig


class LoansConfig(AppConfig):
    """貸付. The work: a folder per stage of a case's life."""

    name = "loans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        access, recusals = import_module("councils.access"), import_module("loans.recusals.actions")
        access.object_by(recusals.check_not_recused)
