"""規則 that need the case tables. What comes out is a row of the trail; names stay where they are."""

from datetime import datetime

from django.db import connection

from councils.homes.digests import digest_of
from councils.trail.alerts.models import AlertRule, Rule
from councils.trail.alerts.rules import RULES as OF_TRAIL
from councils.trail.alerts.rules import Find, asked

# 氏 is what stands before the space. Forms of one letter are compared as one (NFKC), which is no more than a hint.
_SURNAME = "split_part(translate(normalize({}, NFKC), '　', ' '), ' ', 1)"
_SAME_SURNAME = f"""
WITH looks AS (
  SELECT min(row_id) AS row_id, staff_id, case_id FROM walls.trail_since(%(since)s)
  WHERE verb = 'viewed' AND case_id IS NOT NULL GROUP BY staff_id, case_id, day)
SELECT row_id FROM looks JOIN councils_nameplate plate ON plate.staff_id = looks.staff_id
WHERE EXISTS (SELECT FROM loans_member member WHERE member.prefecture_id = %(prefecture)s
    AND member.application_id = looks.case_id AND member.removed_at IS NULL
    AND {_SURNAME.format("member.name")} = {_SURNAME.format("plate.name")})
"""  # noqa: S608 - columns named above
_LOOKED_AT_BY_NEIGHBOURS = """
WITH looks AS (
  SELECT min(row_id) AS row_id, staff_id, case_id FROM walls.trail_since(%(since)s)
  WHERE verb = 'viewed' AND case_id IS NOT NULL GROUP BY staff_id, case_id, day),
homes AS (
  SELECT DISTINCT ON (staff_id) staff_id, digest FROM councils_homedigest WHERE prefecture_id = %(prefecture)s
  ORDER BY staff_id, written_at DESC)
SELECT row_id, digest, member.postcode, member.address FROM looks JOIN homes USING (staff_id)
  JOIN loans_member member ON member.prefecture_id = %(prefecture)s AND member.application_id = looks.case_id
  AND member.removed_at IS NULL
"""
_AFTER_DECISION = """
WITH looks AS (
  SELECT min(row_id) AS row_id, min(at) AS at, case_id FROM walls.trail_since(%(since)s)
  WHERE verb = 'viewed' AND case_id IS NOT NULL GROUP BY staff_id, case_id, day)
SELECT row_id FROM looks JOIN loans_decision decision
  ON decision.prefecture_id = %(prefecture)s AND decision.application_id = looks.case_id
WHERE looks.at > decision.created_at + %(limit)s * interval '1 day'
"""


def rules_of(prefecture_id: str) -> dict[Rule, Find]:
    """Those of the trail, and those of the cases of one prefecture."""

    def same_surname(rule: AlertRule, since: datetime) -> list[int]:
        return asked(_SAME_SURNAME, {"since": since, "prefecture": prefecture_id})

    def same_address(rule: AlertRule, since: datetime) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(_LOOKED_AT_BY_NEIGHBOURS, {"since": since, "prefecture": prefecture_id})
            return sorted({row for row, digest, *home in cursor.fetchall() if digest_of(*home) == digest})

    def after_decision(rule: AlertRule, since: datetime) -> list[int]:
        return asked(_AFTER_DECISION, {"since": since, "prefecture": prefecture_id, "limit": rule.limit})

    return {
        **OF_TRAIL,
        Rule.SAME_SURNAME: same_surname,
        Rule.SAME_ADDRESS: same_address,
        Rule.AFTER_DECISION: after_decision,
    }
