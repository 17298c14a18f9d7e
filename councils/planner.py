"""統計. What PostgreSQL's planner may know of hidden rows: nothing that says who.

ANALYZE keeps common values and quantiles of every column over all councils, and EXPLAIN answers any login from them: a
guessed name that is frequent elsewhere gave another estimate than one that is nowhere. So only flags, times, states,
random ids and tenants keep statistics. (Without those of the tenants page 201 of a large council's list was made by
sorting all of it. That a login can learn by EXPLAIN how many cases a council has is the price; no page takes an
EXPLAIN.) Run after every migrate, so that no new table forgets it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.db import connections
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")

_FORGET = """
DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT n.nspname, c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.atttypid NOT IN ('bool'::regtype, 'timestamptz'::regtype, 'uuid'::regtype)
      AND a.attname NOT IN ('state', 'prefecture_id', 'municipal_council_id')
      AND a.attstattarget IS DISTINCT FROM 0 LOOP
    EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN %I SET STATISTICS 0', each.nspname, each.relname, each.attname);
    PERFORM pg_clear_attribute_stats(each.nspname, each.relname, each.attname, false);
  END LOOP;
END $$
"""


def forget_values(using: str, **_: Any) -> None:
    """By the owner, in its home database."""
    with connections[using].cursor() as cursor:
        cursor.execute(_FORGET)


def planned_once(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that looks rows up by their keys: one plan is as good for a small council as for a large one."""

    @wraps(view)
    def planned(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        plan_once()
        return view(request, *args, **kwargs)

    return planned


def plan_once(using: str = "default") -> None:
    """To the end of the transaction.

    Lists are planned each time (docker/postgres/database.sql); where twenty keys are looked up, planning was most of
    what the page cost the database.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)")
