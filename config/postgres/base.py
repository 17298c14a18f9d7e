from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import is_psycopg3

if not is_psycopg3:
    raise ImportError("psycopg 3 is needed: server-side binding is part of the walls")

OWNERS = ("cases_owner", "vault_owner")


class OneStatementCursor(base.ServerBindingCursor):
    """Prepares statements without parameters too: sent plainly, `cursor.execute(sql)` would take stacked statements."""

    def execute(self, query: Any, params: Any = None, *, prepare: bool | None = None, **options: Any) -> Any:
        return super().execute(query, params, prepare=True if prepare is None else prepare, **options)  # type: ignore[misc]  # psycopg's cursor, which the stubs do not see


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        if self.settings_dict["USER"] in OWNERS:
            # A migration is a script of many statements; its role serves no request.
            return {**parameters, "prepare_threshold": None}
        return {**parameters, "cursor_factory": OneStatementCursor}
