"""Staff administered, looks noticed, the trail sealed: in the cases, of both prefectures, by the real actions."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from config.demo import CHIYODA, KANAGAWA, SETAGAYA, TOKYO, YOKOHAMA
from councils.administration import actions as administration
from councils.administration.models import RosterEntry
from councils.permissions import PostKind
from councils.settings.registry import SECOND_FACTOR_FOR_ALL
from councils.tenancy import Actor, system_of
from councils.trail.sealer import Sealer
from loans.extras import actions as extras
from tests.acting import seated
from tests.bed import Bed
from tests.walls.seeding import SINCE, employed

COUNTERS = {TOKYO: (CHIYODA, SETAGAYA), KANAGAWA: (YOKOHAMA,)}


@dataclass(frozen=True)
class _Overseers:
    """Of one prefecture: two administrators and an auditor."""

    proposes: Actor
    confirms: Actor
    audits: Actor


def committed(bed: Bed) -> None:
    """After the cases: what was done in them is sealed, and what is done last is not."""
    with transaction.atomic():
        overseers = {prefecture: _overseers(prefecture) for prefecture in COUNTERS}
        for prefecture, each in overseers.items():
            _administer(bed, each, prefecture)
            _ask_more(bed, each)
            _notice(bed, each, prefecture)
    _seal(bed)
    with transaction.atomic():
        for each in overseers.values():
            with seated(bed, each.proposes):
                administration.change_setting(
                    SECOND_FACTOR_FOR_ALL, value=False, since=SINCE, reason="戻す", by=each.proposes
                )


def _overseers(prefecture: str) -> _Overseers:
    kinds = (PostKind.ADMINISTRATOR, PostKind.ADMINISTRATOR, PostKind.AUDITOR)
    people = (employed(f"overseer{number}-{prefecture}", kind, prefecture) for number, kind in enumerate(kinds))
    return _Overseers(*people)


def _administer(bed: Bed, overseers: _Overseers, prefecture: str) -> None:
    """A setting in force; somebody invited, whose post waits; a lost factor at every council, that of a counter too."""
    with seated(bed, overseers.proposes):
        setting = administration.change_setting(
            SECOND_FACTOR_FOR_ALL, value=True, since=SINCE, reason="準備が整った", by=overseers.proposes
        )
        administration.invite(_newcomer(prefecture), by=overseers.proposes)
    with seated(bed, overseers.confirms):
        administration.confirm(setting.pk, by=overseers.confirms)
    for who in _with_lost_factor(bed, prefecture):
        with seated(bed, overseers.proposes):
            entry = RosterEntry.objects.get(staff_id=who.staff_id)
            administration.reset_factor(entry.pk, "端末を紛失した", by=overseers.proposes)


def _ask_more(bed: Bed, overseers: _Overseers) -> None:
    """県独自項目: one on the forms, one that waits for a second hand."""
    facts = {"label": "居住年数", "kind": "number", "choices": [], "is_required": False, "help": "", "fund": ""}
    with seated(bed, overseers.proposes):
        asked, _ = (extras.propose({**facts, "since": SINCE}, by=overseers.proposes) for _ in range(2))
    with seated(bed, overseers.confirms):
        extras.confirm(asked.pk, by=overseers.confirms)


def _newcomer(prefecture: str) -> dict[str, object]:
    council = COUNTERS[prefecture][0]
    names = {"username": f"newcomer-{council}", "name": "架空 新", "council": council}
    return {**names, "post_kind": PostKind.COUNSELLOR, "since": SINCE, "until": None}


def _with_lost_factor(bed: Bed, prefecture: str) -> Iterator[Actor]:
    for council in (prefecture, *COUNTERS[prefecture]):
        kind = PostKind.REVIEWER if council == prefecture else PostKind.COUNSELLOR
        who = employed(f"enrolled-{council}", kind, council)
        with seated(bed, who):
            Authenticator.objects.create(user_id=who.staff_id, type=Authenticator.Type.TOTP, data={"secret": "x"})
        yield who


def _notice(bed: Bed, overseers: _Overseers, prefecture: str) -> None:
    """Two looks of the own prefecture: one is looked into by the auditor."""
    with seated(bed, system_of(prefecture)):
        _ask(
            "SELECT walls.raise_alert('at_night', row_id) FROM walls.trail_since('2026-01-01') LIMIT 2",
        )
    with seated(bed, overseers.audits):
        _ask("SELECT walls.confirm_alert(min(id), 'duty') FROM councils_alert")


def _ask(question: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(question)


def _seal(bed: Bed) -> None:
    url = bed.secrets.login_url("sealer", "cases", bed.servers)
    with tempfile.TemporaryDirectory() as folder, psycopg.connect(url, autocommit=True) as sealing:
        sealer = Sealer(url, "cases", (Path(folder) / "anchor",))
        sealer.seal(sealing)
        sealer.anchor(sealing)
        sealer.check()
