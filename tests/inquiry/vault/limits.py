"""How fast the connections may be asked from today, past the walls: the owner alone writes the rules."""

import psycopg

_RULE = """
INSERT INTO inquiry_vault_linerule (line, since, per_second, open_after, pause_seconds, longest_pause_seconds,
  kept_hours, source)
SELECT line, (now() AT TIME ZONE 'Asia/Tokyo')::date, %(per_second)s, 1000, 1, 600, 24, 'test'
FROM unnest(ARRAY['information', 'resident']) line
ON CONFLICT (line, since) DO UPDATE SET per_second = EXCLUDED.per_second
"""


def limit(administrator: str, per_second: int | None) -> None:
    """None: no limit, and a breaker that hardly opens."""
    with psycopg.connect(administrator) as vault:
        vault.execute(_RULE, {"per_second": per_second})
