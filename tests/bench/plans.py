"""The plan of a list as its login gets it: an index scan that begins with the tenant, and never a whole table."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections

from councils.tenancy import Actor
from tests.bench.logins import acting

LISTED = "loans_application"
TENANTS = ("municipal_council_id", "prefecture_id")


@dataclass(frozen=True)
class Plan:
    nodes: tuple[dict[str, Any], ...]

    @property
    def is_by_tenant(self) -> bool:
        """Of the cases that are listed; what is looked up beside each of them is found by the case's own key."""
        scans = [node for node in self.nodes if node.get("Relation Name") == LISTED]
        return bool(scans) and all(self._begins_with_tenant(node) for node in scans)

    @property
    def reads_whole_table(self) -> bool:
        return any(node["Node Type"] == "Seq Scan" for node in self.nodes)

    def __str__(self) -> str:
        return " < ".join(self._words(node) for node in self.nodes if node["Node Type"] != "Result")

    def _begins_with_tenant(self, node: dict[str, Any]) -> bool:
        condition = str(node.get("Index Cond", "")).lstrip("(")
        return node["Node Type"] in ("Index Scan", "Index Only Scan") and condition.startswith(TENANTS)

    def _words(self, node: dict[str, Any]) -> str:
        name = node.get("Index Name") or node.get("Relation Name")
        return f"{node['Node Type']} {name}" if name else str(node["Node Type"])


def plans(alias: str, actor: Actor, ask: Callable[[], Any]) -> list[Plan]:
    """Of the list, and of what is looked up for its rows."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, query: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((query, values))
        return execute(query, values, many, context)

    with acting(alias, actor):
        with connections[alias].execute_wrapper(listen):
            ask()
        return [_plan(alias, query, values) for query, values in asked]


def _plan(alias: str, query: str, values: Any) -> Plan:
    with psycopg.Cursor(connections[alias].connection) as cursor:  # that of the pages takes no EXPLAIN
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}", values)
        found = cursor.fetchone()[0]
    tree = json.loads(found) if isinstance(found, str) else found
    return Plan(tuple(_nodes(tree[0]["Plan"])))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node.get("Parent Relationship") == "InitPlan":
        return  # walls.…() asked once
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)
