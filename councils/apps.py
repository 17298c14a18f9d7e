from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CouncilsConfig(AppConfig):
    """社会福祉協議会. The ground floor: who works where, and what they may do."""

    name = "councils"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("councils.signin.records")  # its receivers are hung by being loaded
        import_module("councils.administration.recorded").learn()
        post_migrate.connect(import_module("councils.planner").forget_values, sender=self)
