from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections


def act(  # noqa: PLR0913 - the facts of one row, all by name
    verb: str,
    *,
    case_id: UUID | None = None,
    subject_id: UUID | None = None,
    fields: Sequence[str] = (),
    purpose: str = "",
    result: str = "done",
    using: str = "default",
) -> None:
    """記録. Who, in which post and from where come from the signed context, so that nobody can write for another."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT walls.trail(%s, %s, %s, %s::varchar[], %s, %s)",
            [verb, case_id, subject_id, list(fields), purpose, result],
        )


@dataclass(frozen=True)
class Act:
    """記録する行為, one of many of the same verb."""

    case_id: UUID | None
    subject_id: UUID | None
    field: str
    purpose: str
    result: str = "done"


def acts(verb: str, those: Sequence[Act], *, using: str = "default") -> None:
    """記録, many rows by one statement; each names one field."""
    if not those:
        return
    facts = [(each.case_id, each.subject_id, each.field, each.purpose, each.result) for each in those]
    columns = [list(column) for column in zip(*facts, strict=True)]
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT walls.trail(%s, case_id, subject_id, ARRAY[field], purpose, result)"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::varchar[], %s::text[], %s::text[])"
            " one (case_id, subject_id, field, purpose, result)",
            [verb, *columns],
        )


def viewed(case_id: UUID, *, fields: Sequence[str] = (), subject_id: UUID | None = None) -> None:
    """閲覧. A person's record was opened; "appeared in a list" is another verb."""
    act("viewed", case_id=case_id, subject_id=subject_id, fields=fields)


def appeared(count: int, *, where: str, fields: Sequence[str] = ()) -> None:
    """検索結果に表示. Cases appeared in a list; none was opened. fields: what they were found by."""
    act("appeared", fields=fields, purpose=where, result=str(count))


def exported(case_ids: Sequence[UUID], *, where: str, name: str) -> None:
    """書き出したファイルに含めた. A row for each case: of each is known in which files it left. name: the file's."""
    acts("exported", [Act(case_id, None, "list", where, name) for case_id in case_ids])


def refused(verb: str, reason: str, *, case_id: UUID | None = None) -> None:
    """断り. Written after the rollback of what was refused."""
    act(verb, case_id=case_id, result=reason)
