"""規則 that need the trail alone. Each answers with the rows of the trail that it points at.

They ask walls.trail_since(), which answers the prefecture's own system and nobody else.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from councils.trail.alerts.models import AlertRule, Rule

Find = Callable[[AlertRule, datetime], list[int]]
_SINCE_FOR_MEDIAN = timedelta(days=28)
_FEWEST_DAYS = 5  # of a person's own days, below which there is nothing to compare with

_AT_NIGHT = """
SELECT min(row_id) FROM walls.trail_since(%(since)s) WHERE verb = 'viewed' AND CASE
  WHEN %(from)s > %(until)s THEN extract(hour FROM at AT TIME ZONE 'Asia/Tokyo') >= %(from)s
    OR extract(hour FROM at AT TIME ZONE 'Asia/Tokyo') < %(until)s
  ELSE extract(hour FROM at AT TIME ZONE 'Asia/Tokyo') >= %(from)s
    AND extract(hour FROM at AT TIME ZONE 'Asia/Tokyo') < %(until)s END
GROUP BY staff_id, case_id, day
"""
# The day that is not over yet is compared too: a hundred looks need no midnight.
_MANY_LOOKS = """
WITH looks AS (
  SELECT staff_id, day, count(DISTINCT case_id) AS cases, max(row_id) AS row_id
  FROM walls.trail_since(%(before)s) WHERE verb = 'viewed' GROUP BY staff_id, day)
SELECT now.row_id FROM looks now CROSS JOIN LATERAL (
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY cases) AS median, count(*) AS days
  FROM looks other WHERE other.staff_id = now.staff_id AND other.day < now.day) own
WHERE now.day >= (%(since)s::timestamptz AT TIME ZONE 'Asia/Tokyo')::date AND now.cases >= %(least)s
  AND own.days >= %(days)s AND now.cases > own.median * %(limit)s
"""
_NO_ACT = """
WITH rows AS MATERIALIZED (SELECT * FROM walls.trail_since(%(since)s) WHERE case_id IS NOT NULL),
looks AS (
  SELECT staff_id, case_id, day, min(at) AS first, max(at) AS last, max(row_id) AS row_id
  FROM rows WHERE verb = 'viewed' GROUP BY staff_id, case_id, day HAVING count(*) >= %(least)s)
SELECT row_id FROM looks WHERE last < clock_timestamp() - %(limit)s * interval '1 day' AND NOT EXISTS (
  SELECT FROM rows WHERE rows.staff_id = looks.staff_id AND rows.case_id = looks.case_id
    AND rows.verb NOT IN ('viewed', 'appeared', 'exported')
    AND rows.at BETWEEN looks.first - %(limit)s * interval '1 day' AND looks.last + %(limit)s * interval '1 day')
"""


def at_night(rule: AlertRule, since: datetime) -> list[int]:
    """夜間. Hours may go over midnight."""
    return asked(_AT_NIGHT, {"since": since, "from": rule.from_hour, "until": rule.until_hour})


def many_looks(rule: AlertRule, since: datetime) -> list[int]:
    """ふだんより多い. Compared with the own median of the days before, not with other people's."""
    before = since - _SINCE_FOR_MEDIAN
    facts = {"since": since, "before": before, "least": rule.least, "limit": rule.limit, "days": _FEWEST_DAYS}
    return asked(_MANY_LOOKS, facts)


def no_act(rule: AlertRule, since: datetime) -> list[int]:
    """見ただけ. Looked at again and again, and neither before nor after was anything done in the case."""
    return asked(_NO_ACT, {"since": since - timedelta(days=rule.limit), "least": rule.least, "limit": rule.limit})


def asked(query: str, facts: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        return [row_id for (row_id,) in cursor.fetchall()]


RULES: dict[Rule, Find] = {Rule.AT_NIGHT: at_night, Rule.MANY_LOOKS: many_looks, Rule.NO_ACT: no_act}
