from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # The Celery app must exist before a task is rung, and the tasks before a bell is pressed.
        for module in ("config.celery", *settings.CELERY_IMPORTS):
            import_module(module)
