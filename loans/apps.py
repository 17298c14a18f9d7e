from django.apps import AppConfig


class LoansConfig(AppConfig):
    """貸付. The work: a folder per stage of a case's life."""

    name = "loans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from loans import words  # the models are loaded by now

        words.learn()
