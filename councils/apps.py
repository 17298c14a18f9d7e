from importlib import import_module

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """社会福祉協議会. The ground floor: who works where, and what they may do."""

    name = "councils"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("councils.signin.records")  # its receivers are hung by being loaded
