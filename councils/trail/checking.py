"""封印の確認. The verifier's own rules, asked of the database itself; the result is recorded for the pages."""

from collections.abc import Iterable
from pathlib import Path

import psycopg

from councils.trail import anchors
from councils.trail.export import one_moment, whole
from councils.trail.findings import Finding
from councils.trail.rows import Row
from councils.trail.verify import Verifier

_RECORD = (
    "INSERT INTO councils_sealcheck (prefecture_id, at, upto, result, finding, seal_number, row_id)"
    " VALUES (%s, clock_timestamp(), %s, %s, %s, %s, %s)"
)


def check(url: str, home: str, folders: Iterable[Path]) -> list[Finding]:
    """Looks at everything, and records for each chain that all is well, or the first thing that is not."""
    verifier = Verifier(lambda: [anchors.read(folder, home) for folder in folders])
    with psycopg.connect(url) as connection:
        one_moment(connection)
        found = list(verifier.findings(whole(connection, home)))
    with psycopg.connect(url) as connection:
        for prefecture in verifier.chains.keys() | {each.prefecture for each in found if each.prefecture is not None}:
            _record(connection, verifier, prefecture, found)
    return found


def _record(connection: "psycopg.Connection[Row]", verifier: Verifier, prefecture: str, found: list[Finding]) -> None:
    """What is of no chain (an anchor, the whole) is everybody's."""
    chain = verifier.chains.get(prefecture)
    upto = chain.last.number if chain and chain.last else 0
    first = next((each for each in found if each.prefecture in (prefecture, None)), None)
    facts = ["broken", first.kind.value, first.seal, first.row] if first else ["intact", "", None, None]
    connection.execute(_RECORD, [prefecture, upto, *facts])
