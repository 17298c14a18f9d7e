"""The plan of a list as its login gets it: an index scan that begins with the tenant, and never a whole table."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections

from councils.tenancy import Actor
from tests.bench.logins import acting

LISTED = "loans_application"
TENANTS = ("municipal_council_id", "prefecture_id")
BESIDE = "beside"  # under the inner side of a join: looked up for each row that was read
_SCANS = ("Index Scan", "Index Only Scan", "Bitmap Index Scan")
_KEYS = ("id = ", "application_id = ")


@dataclass(frozen=True)
class Plan:
    nodes: tuple[dict[str, Any], ...]

    @property
    def is_by_tenant(self) -> bool:
        """Whatever is read first begins with the tenant; what is looked up for it is found by the case's own key."""
        if self.reads_whole_table or not any(node.get("Relation Name") == LISTED for node in self.nodes):
            return False
        read = [node for node in self.nodes if node["Node Type"] in _SCANS]
        return all(_begins(node, TENANTS) or (node[BESIDE] and _begins(node, _KEYS)) for node in read)

    @property
    def reads_whole_table(self) -> bool:
        return any(node["Node Type"] == "Seq Scan" for node in self.nodes)

    def __str__(self) -> str:
        return " < ".join(self._words(node) for node in self.nodes if node["Node Type"] != "Result")

    def _words(self, node: dict[str, Any]) -> str:
        name = node.get("Index Name") or node.get("Relation Name")
        return f"{node['Node Type']} {name}" if name else str(node["Node Type"])


def plans(alias: str, actor: Actor, ask: Callable[[], Any]) -> list[Plan]:
    """Of the list, and of what is looked up for its rows; where it asks to be planned once, the plan that stays."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, query: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((query, values))
        return execute(query, values, many, context)

    with acting(alias, actor):
        with connections[alias].execute_wrapper(listen):
            ask()
        questions = [(query, values) for query, values in asked if "plan_cache_mode" not in query]
        made = _plan if len(questions) == len(asked) else _plan_that_stays
        return [made(alias, query, values) for query, values in questions]


def _plan(alias: str, query: str, values: Any) -> Plan:
    return _told(alias, f"EXPLAIN (FORMAT JSON) {query}", values)


def _plan_that_stays(alias: str, query: str, values: Any) -> Plan:
    """Made before any value is known."""
    places = iter(range(1, len(values) + 1))
    return _told(alias, f"EXPLAIN (GENERIC_PLAN, FORMAT JSON) {re.sub('%s', lambda _: f'${next(places)}', query)}")


def _told(alias: str, statement: str, values: Any = None) -> Plan:
    with psycopg.Cursor(connections[alias].connection) as cursor:  # that of the pages takes no EXPLAIN
        cursor.execute(statement, values, prepare=False)
        found = cursor.fetchone()[0]
    tree = json.loads(found) if isinstance(found, str) else found
    return Plan(tuple(_nodes(tree[0]["Plan"])))


def _nodes(node: dict[str, Any], *, is_beside: bool = False) -> Iterator[dict[str, Any]]:
    if node.get("Parent Relationship") == "InitPlan":
        return  # walls.…() asked once
    is_beside = is_beside or node.get("Parent Relationship") in ("Inner", "SubPlan")
    yield {**node, BESIDE: is_beside}
    for below in node.get("Plans", ()):
        yield from _nodes(below, is_beside=is_beside)


def _begins(node: dict[str, Any], columns: tuple[str, ...]) -> bool:
    return str(node.get("Index Cond", "")).lstrip("(").startswith(columns)
