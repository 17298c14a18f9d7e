from typing import Any

from django.conf import settings
from django.db.models import Model

_CASES_ONLY = {"loans", "inquiry_desk"}
_VAULT_ONLY = {"inquiry_vault"}


class Homes:
    """Keeps each app in its home database: the slip is in cases, the vault in vault, the ground floor in both."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        is_elsewhere = settings.HOME == "vault" and model._meta.app_label in _CASES_ONLY
        return "cases" if is_elsewhere else "default"

    db_for_write = db_for_read

    def allow_relation(self, left: Model, right: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        if settings.IS_ALL:
            return True
        foreign = _CASES_ONLY if settings.HOME == "vault" else _VAULT_ONLY
        return db == "default" and app_label not in foreign
