"""What stands in the database, as sums: told apart by table, so that a fault can name it."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

import psycopg
from django.conf import settings
from psycopg import sql

from tests.bed import Bed
from tests.walls.proofs.urls.tenant import Tenant

# A look leaves its row; who signs in anew loses the idle row of a lock-out. Nothing else may come of reading.
WRITTEN_BY_LOOKING = ("councils_trail", "walls_")
_SUM = "SELECT count(*)::text || md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM {} t"
_COLUMNS = (
    "SELECT c.relname, coalesce(array_agg(a.attname) FILTER (WHERE a.attname = ANY(%s)), '{}') FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
    " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = 'public' GROUP BY 1 ORDER BY 1"
)


class Digests:
    """Past all walls, on a connection of its own."""

    def __init__(self, bed: Bed, tenant: Tenant) -> None:
        self.admin = psycopg.connect(bed.admin, dbname=settings.HOME, autocommit=True)
        self.tenant = tenant
        rows = self.admin.execute(_COLUMNS, [list(tenant.columns)]).fetchall()
        self.tables = {str(name): tuple(columns) for name, columns in rows}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.admin.close()

    def whole(self) -> dict[str, str]:
        """Every table but those in which a look leaves its row."""
        names = [name for name in self.tables if not name.startswith(WRITTEN_BY_LOOKING)]
        return self._sums((name, sql.SQL("")) for name in names)

    def of_others(self) -> dict[str, str]:
        """The rows of every tenant but the own one, in every table that has tenants."""
        return self._sums((name, self._others(columns)) for name, columns in self.tables.items() if columns)

    def _others(self, columns: Iterable[str]) -> sql.Composable:
        column = next(each for each in self.tenant.columns if each in set(columns))
        return sql.SQL(" WHERE t.{} <> {}").format(sql.Identifier(column), sql.Literal(self.tenant.code))

    def _sums(self, parts: Iterable[tuple[str, sql.Composable]]) -> dict[str, str]:
        kept = list(parts)
        one = [sql.SQL(_SUM).format(sql.Identifier(name)) + where for name, where in kept]
        rows = self.admin.execute(sql.SQL(" UNION ALL ").join(_numbered(one))).fetchall()
        return {kept[number][0]: total for number, total in rows}


def _numbered(queries: list[sql.Composed]) -> list[sql.Composed]:
    return [sql.SQL("SELECT {}, ({})").format(sql.Literal(number), query) for number, query in enumerate(queries)]
