"""The trail, changed as a superuser in every way there is: the verifier says that it was, and where.

Each attack is made in a transaction, past all triggers, on a trail of many batches in three chains that were sealed and
anchored by the real programs; what the export then says is verified, and the transaction is undone.
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from config.demo import CHIYODA, KANAGAWA, TOKYO, YOKOHAMA
from councils.trail import anchors
from councils.trail.export import whole
from councils.trail.findings import Finding, Kind
from councils.trail.sealer import Sealer
from councils.trail.verify import Verifier
from tests.bed import Bed
from tests.walls.contexts import Desk, Who
from tests.walls.proofs import Outcome
from tests.walls.proofs.tampering import ANCHOR_ATTACKS, ATTACKS, Place

RUNS = ("walls",)
LINE = "tamper found={found}/{tried} elsewhere={elsewhere} kinds={kinds} false-alarms={false_alarms}"
AT_LEAST = {"tried": 400, "found": 400}
PLACES, FEW = 50, 4
ROUNDS, ROUNDS_OF_FEW, ANCHORED_EVERY = 60, 16, 4
WRITERS = (Who(CHIYODA, TOKYO, "counsellor"), Who(YOKOHAMA, KANAGAWA, "counsellor", 2))


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    outcome = Outcome(dict.fromkeys(("tried", "found", "elsewhere", "kinds", "false_alarms"), 0))
    with tempfile.TemporaryDirectory() as folder, psycopg.connect(bed.admin, dbname="cases", autocommit=True) as admin:
        sealer = Sealer(bed.secrets.login_url("sealer", "cases", bed.servers), "cases", (Path(folder) / "anchor",))
        _write_and_seal(bed, sealer, ROUNDS if is_full else ROUNDS_OF_FEW)
        _clean_is_clean(admin, sealer, outcome)
        for name, attack in {**ATTACKS, **ANCHOR_ATTACKS}.items():
            outcome.count("kinds")
            for place in _places(admin, PLACES if is_full else FEW, random.Random(name)):
                outcome.count("tried")
                _judge(name, place, _attacked(admin, sealer, name, attack, place), outcome)
        _clean_is_clean(admin, sealer, outcome)
    return outcome


def _write_and_seal(bed: Bed, sealer: Sealer, rounds: int) -> None:
    """Rows by the database's own function, as the counter's login; some before anybody is known."""
    key = bytes.fromhex(bed.secrets.context_keys["counter@cases"])
    url = bed.secrets.login_url("counter", "cases", bed.servers)
    with psycopg.connect(url) as counter, psycopg.connect(sealer.url, autocommit=True) as connection:
        desk = Desk(counter, key)
        for turn in range(rounds):
            for who in WRITERS:
                desk.enter(who)
                _rows(counter, 2 + turn % 5)
                counter.commit()
            counter.execute("SELECT walls.trail('sign_in', NULL, NULL, '{}', '', 'WrongPassword')")
            _rows(counter, 1)
            counter.commit()
            sealer.seal(connection)
            if turn % ANCHORED_EVERY == 0 or turn == rounds - 1:
                sealer.anchor(connection)


def _rows(counter: psycopg.Connection, many: int) -> None:
    for _ in range(many):
        counter.execute("SELECT walls.trail('viewed', gen_random_uuid(), NULL, '{members,income}', '', 'done')")


def _places(admin: psycopg.Connection, many: int, chosen: random.Random) -> Iterator[Place]:
    """Never the first seal and never the last: before and after every place something holds."""
    last = dict(
        admin.execute("SELECT prefecture_id, max(number) FROM councils_trailseal GROUP BY prefecture_id").fetchall()
    )
    for turn in range(many):
        chain = sorted(last)[turn % len(last)]
        yield Place(chain, chosen.randrange(2, last[chain] - 1), chosen)


def _attacked(admin: psycopg.Connection, sealer: Sealer, name: str, attack, place: Place) -> list[Finding]:
    if name in ANCHOR_ATTACKS:
        with tempfile.TemporaryDirectory() as folder:
            changed = attack(sealer.folders[0], Path(folder) / "anchor", place)
            return _verified(admin, changed)
    with admin.transaction(force_rollback=True):
        admin.execute("SET LOCAL session_replication_role = replica")
        attack(admin, place)
        return _verified(admin, sealer.folders[0])


def _verified(admin: psycopg.Connection, folder: Path) -> list[Finding]:
    return list(Verifier(lambda: [anchors.read(folder, "cases")]).findings(whole(admin, "cases")))


def _judge(name: str, place: Place, findings: list[Finding], outcome: Outcome) -> None:
    if not findings:
        outcome.faults.append(f"{name} in chain {place.chain!r} at seal {place.number}: not found")
    elif not any(place.is_named_by(finding) for finding in findings):
        outcome.count("elsewhere")
        outcome.faults.append(f"{name} in chain {place.chain!r} at seal {place.number}: found as {findings[0]}")
    else:
        outcome.count("found")


def _clean_is_clean(admin: psycopg.Connection, sealer: Sealer, outcome: Outcome) -> None:
    findings = _verified(admin, sealer.folders[0])
    outcome.count("false_alarms", len(findings))
    outcome.faults += [f"nobody changed anything, and yet: {finding}" for finding in findings]
    if not admin.execute("SELECT count(*) FROM councils_trailseal").fetchone()[0]:
        outcome.faults.append(f"nothing was sealed, so nothing was proved ({Kind.NO_ANCHOR})")
