from django.apps import AppConfig


class LoansConfig(AppConfig):
    """貸付. The work: a folder per stage of a case's life."""

    name = "loans"
    default_auto_field = "django.db.models.BigAutoField"
