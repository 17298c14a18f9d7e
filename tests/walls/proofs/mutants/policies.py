"""Every way in which one policy can be spoiled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import psycopg

from config.demo import KANAGAWA, YOKOHAMA
from tests.walls.proofs.mutants.mutant import Mutant

POLICIES = """
SELECT schemaname, tablename, policyname, permissive, roles::text[], cmd, coalesce(qual, ''), coalesce(with_check, '')
FROM pg_policies ORDER BY schemaname, tablename, policyname
"""
ASKED = re.compile(r"\( SELECT walls\.(\w+)\(\) AS \w+\)")
TENANTS = ("prefecture_id", "municipal_council_id")
COLUMN = re.compile(rf"(?<![.\w])({'|'.join(TENANTS)})(?![\w(])")
# somebody's, but not the visitor's
CONSTANTS = {
    "case_council_id": f"'{YOKOHAMA}'",
    "chief_council_id": f"'{YOKOHAMA}'",
    "staff_id": "(-1)::bigint",
    "signing_in": "'nobody'",
}


@dataclass(frozen=True)
class Policy:
    table: str
    name: str
    permissive: str
    roles: tuple[str, ...]
    command: str
    using: str
    check: str

    def created(self) -> str:
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return (
            f"CREATE POLICY {self.name} ON {self.table} AS {self.permissive} FOR {self.command}"
            f" TO {', '.join(self.roles)}{using}{check}"
        )

    def altered(self, change: str) -> tuple[str, ...]:
        return (f"ALTER POLICY {self.name} ON {self.table} {change}",)

    def made_again(self, **changed: str) -> tuple[str, ...]:
        return f"DROP POLICY {self.name} ON {self.table}", replace(self, **changed).created()

    def rewritten(self, using: str, check: str) -> tuple[str, ...]:
        parts = [f"USING ({using})"] if using else []
        parts += [f"WITH CHECK ({check})"] if check else []
        return self.altered(" ".join(parts))


def mutants(connection: psycopg.Connection, columns: dict[str, list[str]]) -> Iterator[Mutant]:
    for schema, table, *facts in connection.execute(POLICIES).fetchall():
        name, permissive, roles, *rest = facts
        whole = table if schema == "public" else f"{schema}.{table}"
        policy = Policy(whole, name, permissive, tuple(roles), *rest)
        for kind, statements in _ways(policy, columns[whole]):
            yield Mutant(whole, kind, statements, policy.name)


def _ways(policy: Policy, columns: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "dropped", (f"DROP POLICY {policy.name} ON {policy.table}",)
    yield "for everybody", policy.altered("TO PUBLIC")
    yield "for others only", policy.altered("TO statistics")
    yield "never", policy.rewritten(policy.using and "false", policy.check and "false")
    yield from _opened(policy)
    yield from _misread(policy, columns)
    if policy.permissive == "PERMISSIVE":
        yield "made restrictive", policy.made_again(permissive="RESTRICTIVE")
    else:
        yield "made permissive", policy.made_again(permissive="PERMISSIVE")


def _opened(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    if policy.using not in ("", "true"):
        yield "true in USING", policy.altered("USING (true)")
        yield "one more beside it", (replace(policy, name="more", permissive="PERMISSIVE", using="true").created(),)
    # without a check of its own, USING is it; a check that is true already cannot be spoiled so
    is_checked_by_using = policy.check == "" and policy.command in ("ALL", "UPDATE") and policy.using != "true"
    if policy.check not in ("", "true") or is_checked_by_using:
        yield "true in WITH CHECK", policy.altered("WITH CHECK (true)")
    if policy.command == "SELECT":
        yield "command widened", policy.made_again(command="ALL", check=policy.using)


def _misread(policy: Policy, columns: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Another column in the place of the tenant's, and a constant in the place of the question."""
    using, check = (_swapped(each, columns) for each in (policy.using, policy.check))
    if (using, check) != (policy.using, policy.check):
        yield "wrong column", policy.rewritten(using, check)
    using, check = (ASKED.sub(_constant, each) for each in (policy.using, policy.check))
    if (using, check) != (policy.using, policy.check):
        yield "constant", policy.rewritten(using, check)


def _swapped(expression: str, columns: list[str]) -> str:
    if not set(TENANTS) <= set(columns):
        return expression
    return COLUMN.sub(lambda name: TENANTS[1 - TENANTS.index(name.group())], expression)


def _constant(asked: re.Match[str]) -> str:
    return CONSTANTS.get(asked.group(1), f"'{KANAGAWA}'")
