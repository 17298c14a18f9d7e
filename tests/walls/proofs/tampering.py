"""The attacks of the tamper proof. Each changes one place and says there where the verifier must point."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg

from councils.trail.digests import FIRST, Seal, leaf_of, root_of
from councils.trail.findings import Finding
from councils.trail.rows import asking, rows_by_id, seal_of
from councils.trail.sealing import seal_all

_ALL = (
    "SELECT number, (extract(epoch FROM sealed_at) * 1000000)::bigint, row_ids, leaves, root, before, digest"
    " FROM councils_trailseal WHERE prefecture_id = %s AND number >= %s ORDER BY number"
)


@dataclass
class Place:
    """A seal of a chain; row and line are set by attacks on one row, or on one line of the anchor."""

    chain: str
    number: int
    chosen: random.Random = field(repr=False)
    row: int | None = None
    line: int | None = None

    def is_named_by(self, finding: Finding) -> bool:
        if self.line is not None:
            return bool(finding.place) and _covers(finding, self.line)
        if self.row is not None and finding.row is not None:
            return finding.row == self.row
        return self.row is None and finding.prefecture == self.chain and _covers(finding, self.number)


def _covers(finding: Finding, number: int) -> bool:
    first = finding.seal if finding.seal is not None else -1
    return first <= number <= (finding.until or first)


def _seals(admin: psycopg.Connection, chain: str, number: int) -> list[Seal]:
    return [seal_of("cases", chain, found) for found in admin.execute(_ALL, [chain, number]).fetchall()]


def _any_row(admin: psycopg.Connection, place: Place) -> int:
    place.row = place.chosen.choice(_seals(admin, place.chain, place.number)[0].row_ids)
    return place.row


def edit(admin: psycopg.Connection, place: Place) -> None:
    """One fact of one row; each of its facts in turn."""
    change = place.chosen.choice(
        [
            "staff_id = coalesce(staff_id, 0) + 1",
            "verb = 'appeared'",
            "at = at + interval '1 microsecond'",
            "fields = fields || '{name}'",
            "case_id = gen_random_uuid()",
            "result = result || '.'",
            "prefecture_id = '140007', council_id = '141003', post = 'reviewer'",
            "purpose = 'order'",
        ]
    )
    admin.execute(f"UPDATE councils_trailrow SET {change} WHERE id = %s", [_any_row(admin, place)])


def delete(admin: psycopg.Connection, place: Place) -> None:
    admin.execute("DELETE FROM councils_trailrow WHERE id = %s", [_any_row(admin, place)])


def reorder(admin: psycopg.Connection, place: Place) -> None:
    """Two rows change their places in time: each gets the other's number."""
    first = _any_row(admin, place)
    other = _seals(admin, place.chain, place.number + 1)[0].row_ids[0]
    for before, after in ((first, -1), (other, first), (-1, other)):
        admin.execute("UPDATE councils_trailrow SET id = %s WHERE id = %s", [after, before])


def reorder_seals(admin: psycopg.Connection, place: Place) -> None:
    """Two batches change their numbers."""
    for before, after in ((place.number, 2**40), (place.number + 1, place.number), (2**40, place.number + 1)):
        admin.execute(
            "UPDATE councils_trailseal SET number = %s WHERE prefecture_id = %s AND number = %s",
            [after, place.chain, before],
        )


_COPY = (
    "INSERT INTO councils_trailrow (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields,"
    " purpose, result) SELECT at - interval '1 hour', 77, post, council_id, prefecture_id, 'viewed', case_id,"
    " subject_id, fields, purpose, result FROM councils_trailrow WHERE id = %s RETURNING id"
)


def insert(admin: psycopg.Connection, place: Place) -> None:
    (place.row,) = admin.execute(_COPY, [_any_row(admin, place)]).fetchone()


def insert_and_have_it_sealed(admin: psycopg.Connection, place: Place) -> None:
    """With a time of the past, and put on the list of the unsealed: the real sealer seals it."""
    insert(admin, place)
    admin.execute("INSERT INTO walls.unsealed (row_id) VALUES (%s)", [place.row])
    seal_all(admin, "cases")


def insert_into_a_batch(admin: psycopg.Connection, place: Place) -> None:
    """And the seal counted again, but not those after it."""
    insert(admin, place)
    seal = _seals(admin, place.chain, place.number)[0]
    _reseal(admin, replace(seal, row_ids=(*seal.row_ids, place.row)), seal.before)
    place.row = None


def cut_tail(admin: psycopg.Connection, place: Place) -> None:
    """Seals and rows from here to the end."""
    for seal in _seals(admin, place.chain, place.number):
        _remove(admin, seal)


def rewrite(admin: psycopg.Connection, place: Place) -> None:
    """A row is changed, and its seal and all after it are counted again, as the sealer would."""
    edit(admin, place)
    place.row = None
    before = _before(admin, place)
    for seal in _seals(admin, place.chain, place.number):
        before = _reseal(admin, seal, before)


def leave_out(admin: psycopg.Connection, place: Place) -> None:
    """A row is taken out, and everything after it counted again."""
    row = _any_row(admin, place)
    place.row = None
    admin.execute("DELETE FROM councils_trailrow WHERE id = %s", [row])
    before = _before(admin, place)
    for seal in _seals(admin, place.chain, place.number):
        ids = tuple(each for each in seal.row_ids if each != row)
        if ids:
            before = _reseal(admin, replace(seal, row_ids=ids), before)
        else:
            _remove(admin, seal)


def restore_old(admin: psycopg.Connection, place: Place) -> None:
    """Everything since this seal is gone, and the real sealer goes on from there."""
    cut_tail(admin, place)
    for _ in range(3):
        _write(admin, place)
        seal_all(admin, "cases")


def change_seal(admin: psycopg.Connection, place: Place) -> None:
    change = place.chosen.choice(
        [
            "digest = md5('x') || md5('y')",
            "before = md5('x') || md5('y')",
            "root = md5('x') || md5('y')",
            "sealed_at = sealed_at - interval '1 second'",
            "leaves = reverse(leaves)",
            "row_ids = row_ids[2:]",
        ]
    )
    admin.execute(
        f"UPDATE councils_trailseal SET {change} WHERE prefecture_id = %s AND number = %s", [place.chain, place.number]
    )


def remove_seal(admin: psycopg.Connection, place: Place) -> None:
    """With its rows: a batch that never was."""
    _remove(admin, _seals(admin, place.chain, place.number)[0])


def change_anchor(folder: Path, copy: Path, place: Place) -> Path:
    """A line says another digest."""
    lines = _anchor_lines(folder)
    place.line = place.chosen.randrange(1, len(lines))
    changed = lines[place.line - 1].replace(":[", ":[9", 1)
    place.line += 1  # it is the next that does not follow
    return _anchor(copy, [*lines[: place.line - 2], changed, *lines[place.line - 1 :]])


def remove_anchor_line(folder: Path, copy: Path, place: Place) -> Path:
    lines = _anchor_lines(folder)
    place.line = place.chosen.randrange(1, len(lines) + 1)
    return _anchor(copy, [*lines[: place.line - 1], *lines[place.line :]])


def cut_anchor(folder: Path, copy: Path, place: Place) -> Path:
    lines = _anchor_lines(folder)
    place.line = place.chosen.randrange(1, len(lines) + 1)
    return _anchor(copy, lines[: place.line - 1])


def _anchor_lines(folder: Path) -> list[str]:
    return [line for file in sorted(folder.glob("cases-*.jsonl")) for line in file.read_text().splitlines()]


def _anchor(copy: Path, lines: list[str]) -> Path:
    copy.mkdir()
    (copy / "cases-2026-01.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return copy


def _before(admin: psycopg.Connection, place: Place) -> str:
    found = admin.execute(
        "SELECT digest FROM councils_trailseal WHERE prefecture_id = %s AND number = %s",
        [place.chain, place.number - 1],
    ).fetchone()
    return found[0] if found else FIRST


def _reseal(admin: psycopg.Connection, seal: Seal, before: str) -> str:
    leaves = [leaf_of(row) for row in rows_by_id(asking(admin), seal.row_ids)]
    made = replace(seal, leaves="".join(leaves), root=root_of(leaves), before=before)
    admin.execute(
        "UPDATE councils_trailseal SET row_ids = %s, leaves = %s, root = %s, before = %s, digest = %s"
        " WHERE prefecture_id = %s AND number = %s",
        [list(made.row_ids), made.leaves, made.root, before, made.computed(), seal.prefecture, seal.number],
    )
    return made.computed()


def _remove(admin: psycopg.Connection, seal: Seal) -> None:
    admin.execute("DELETE FROM councils_trailrow WHERE id = ANY (%s)", [list(seal.row_ids)])
    admin.execute(
        "DELETE FROM councils_trailseal WHERE prefecture_id = %s AND number = %s", [seal.prefecture, seal.number]
    )


def _write(admin: psycopg.Connection, place: Place) -> None:
    admin.execute(
        "WITH written AS (INSERT INTO councils_trailrow (at, post, prefecture_id, verb, fields, purpose, result)"
        " VALUES (clock_timestamp(), 'none', nullif(%s, ''), 'viewed', '{}', '', 'done') RETURNING id)"
        " INSERT INTO walls.unsealed SELECT id FROM written",
        [place.chain],
    )


Attack = Callable[[psycopg.Connection, Place], None]
AnchorAttack = Callable[[Path, Path, Place], Path]
ATTACKS: dict[str, Attack] = {
    "edited row": edit,
    "deleted row": delete,
    "rows reordered": reorder,
    "batches reordered": reorder_seals,
    "inserted row": insert,
    "inserted row, sealed": insert_and_have_it_sealed,
    "inserted row, in a batch": insert_into_a_batch,
    "cut tail": cut_tail,
    "rewritten chain": rewrite,
    "row left out of a rewritten chain": leave_out,
    "restored old database": restore_old,
    "changed seal": change_seal,
    "removed seal": remove_seal,
}
ANCHOR_ATTACKS: dict[str, AnchorAttack] = {
    "changed anchor": change_anchor,
    "anchor without a line": remove_anchor_line,
    "anchor without its end": cut_anchor,
}
