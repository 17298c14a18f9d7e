"""記録. Many rows of the trail of one verb by one statement: who acts is asked once for all of them."""

from collections.abc import Sequence

from django.db import connection

from councils.trail.write import Act

_ACTS = "SELECT walls.trail_acts(%s, %s::uuid[], %s::uuid[], %s::varchar[], %s::text[], %s::text[])"


def acts(verb: str, those: Sequence[Act]) -> None:
    """Each names one field."""
    facts = [(each.case_id, each.subject_id, each.field, each.purpose, each.result) for each in those]
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, [verb, *(list(column) for column in zip(*facts, strict=True))])
