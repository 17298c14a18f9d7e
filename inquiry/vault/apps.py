from django.apps import AppConfig


class VaultConfig(AppConfig):
    """保管庫. Numbers, answers, intents; installed in the gate alone."""

    name = "inquiry.vault"
    label = "inquiry_vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from inquiry.sources import specification
        from inquiry.vault import (
            tasks,  # noqa: F401 - hangs the bells, in the pages' processes too
            words,
        )

        words.learn()
        specification.configured()  # what cannot be right there is named now, and not when an answer comes
