import re
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import is_psycopg3

if not is_psycopg3:
    raise ImportError("psycopg 3 is needed: server-side binding is part of the walls")

OWNERS = ("cases_owner", "vault_owner")
# All that the ORM writes. What is left out are the ways past a query: EXPLAIN tells what the planner knows of hidden
# rows, PREPARE puts another statement in the driver's place; and DO, COPY, DECLARE, SET, LISTEN, COMMIT.
_OF_PAGES = re.compile(
    r"\s*\(*\s*(SELECT|INSERT|UPDATE|DELETE|WITH|SAVEPOINT|RELEASE|ROLLBACK TO|SET CONSTRAINTS)\b", re.IGNORECASE
)
# What a session keeps from one request to the next, put back; and whether somebody prepared a statement by SQL.
_PUT_BACK = (
    "RESET SESSION AUTHORIZATION; RESET ALL; SET TimeZone = 'UTC'; CLOSE ALL; UNLISTEN *;"
    " SELECT pg_advisory_unlock_all(); SELECT count(*) FROM pg_prepared_statements WHERE from_sql"
)


# A page asks some forty statements, and a thread serves every page of its zone.
_MOST_PREPARED = 400


class OneStatementCursor(base.ServerBindingCursor):
    """One statement a call, of the kinds that pages need.

    Statements without parameters are prepared too: sent plainly, `cursor.execute(sql)` would take stacked ones.
    """

    def execute(self, query: Any, params: Any = None, *, prepare: bool | None = None, **options: Any) -> Any:
        if not _OF_PAGES.match(query if isinstance(query, str) else psycopg.sql.as_string(query)):
            raise psycopg.ProgrammingError("no statement of a page begins like this")
        return super().execute(query, params, prepare=True if prepare is None else prepare, **options)  # type: ignore[misc]  # psycopg's cursor, which the stubs do not see


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        if self.settings_dict["USER"] in OWNERS:
            # A migration is a script of many statements; its role serves no request.
            return {**parameters, "prepare_threshold": None}
        return {**parameters, "cursor_factory": OneStatementCursor}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = _MOST_PREPARED
        return connection

    def _set_autocommit(self, autocommit: bool) -> None:
        """Savepoints are numbered anew in each transaction.

        Numbered through the connection's life each was another statement, prepared once and never used again: two of a
        request drove out, one by one, those that are asked again, and each took two trips more.
        """
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # Django's own, which the stubs leave out
        if not autocommit:
            self.savepoint_state = 0

    def is_usable(self) -> bool:
        """Whether a pooled connection may serve the next request; asked before each, in place of Django's SELECT 1.

        What the one before has left in the session is put back, in the same round trip: a setting that was changed for
        the session would break or change the requests of others for ten minutes.
        """
        try:
            with psycopg.Cursor(self.connection) as cursor:
                cursor.execute(_PUT_BACK, prepare=False)
                while cursor.nextset():
                    pass
                found = cursor.fetchone()
        except psycopg.Error:
            return False
        return found == (0,)
