"""Cases of three councils in two prefectures, as the counter and the office ask for them."""

from uuid import UUID

import psycopg
from django.conf import settings
from psycopg import sql

from config.demo import CHIYODA, SETAGAYA, TOKYO, YOKOHAMA
from tests.acting import actor_of, seated
from tests.bed import Bed
from tests.walls import seeding
from tests.walls.proofs.urls.tenant import Made, Tenant
from tests.walls.proofs.urls.things import ABSENT
from tests.walls.seeding import Seeded

TENANTS = {
    "counter": Tenant(CHIYODA, ("municipal_council_id", "council_id")),
    "office": Tenant(TOKYO, ("prefecture_id", "council_id")),
}
# What is written in every made case, and what stands in its place at each council (of the same length).
WRITTEN = {
    "健一": "千印",
    "ケンイチ": "チシルシ",
    "美咲": "代印",
    "090-0000-1234": "090-0000-1301",
    "0000001": "0001301",
}
MARKS = {
    CHIYODA: WRITTEN,
    SETAGAYA: dict(zip(WRITTEN, ("瀬印", "セシルシ", "田印", "090-0000-1312", "0001312"), strict=True)),
    YOKOHAMA: dict(zip(WRITTEN, ("横印", "ヨシルシ", "浜印", "090-0000-1410", "0001410"), strict=True)),
}
_TEXTS = (
    "SELECT c.table_name, c.column_name, c.udt_name FROM information_schema.columns c"
    " JOIN information_schema.columns t USING (table_schema, table_name)"
    " JOIN information_schema.tables b USING (table_schema, table_name)"
    " WHERE table_schema = 'public' AND b.table_type = 'BASE TABLE' AND t.column_name = 'municipal_council_id'"
    " AND c.udt_name IN ('text', 'varchar', 'jsonb') AND c.column_name <> 'municipal_council_id' ORDER BY 1, 2"
)


def made(bed: Bed) -> Made:
    cases = seeding.committed(bed)
    taken_back = _taken_back(bed, cases[CHIYODA])
    with psycopg.connect(bed.admin, dbname="cases") as admin:
        _mark(admin)
        found = _AtCounter(admin, cases, taken_back) if settings.ZONE == "counter" else _InOffice(admin, cases)
        return found.made()


def _taken_back(bed: Bed, seeded: Seeded) -> UUID:
    """A paper that was registered and taken back."""
    from loans.documents import actions

    by = actor_of(bed, f"aoba-{CHIYODA}")
    from django.db import transaction

    with transaction.atomic(), seated(bed, by):
        paper = seeded.draft.documents.order_by("created_at").first()
        actions.remove(seeded.draft.pk, paper.pk, by=by)
    return UUID(str(paper.pk))


def _mark(admin: psycopg.Connection) -> None:
    """Each council's people get names of their own, wherever they are written: made alike, they would hide a leak."""
    admin.execute("SET session_replication_role = replica")
    for table, column, kind in admin.execute(_TEXTS).fetchall():
        for council, marks in MARKS.items():
            text: sql.Composable = sql.SQL("{}::text").format(sql.Identifier(column))
            for word, mark in marks.items():
                text = sql.SQL("replace({}, {}, {})").format(text, sql.Literal(word), sql.Literal(mark))
            change = "UPDATE {} SET {} = ({})::{} WHERE municipal_council_id = {} AND {} IS NOT NULL"
            names = (sql.Identifier(column), text, sql.Identifier(kind), sql.Literal(council), sql.Identifier(column))
            admin.execute(sql.SQL(change).format(sql.Identifier(table), *names))
    admin.execute("SET session_replication_role = origin")


class _Desk:
    """What both desks have in common: ids read back past all walls."""

    def __init__(self, admin: psycopg.Connection, cases: dict[str, Seeded]) -> None:
        self.admin = admin
        self.cases = cases

    def one(self, query: str, *values: object) -> object:
        row = self.admin.execute(query, values).fetchone()
        assert row, query
        return row[0]

    def member(self, case_id: UUID) -> dict[str, object]:
        query = "SELECT id FROM loans_member WHERE application_id = %s AND removed_at IS NULL ORDER BY position LIMIT 1"
        return {"application_id": case_id, "member_id": self.one(query, case_id)}

    def document(self, case_id: UUID) -> dict[str, object]:
        query = "SELECT id FROM loans_document WHERE application_id = %s AND removed_at IS NULL ORDER BY kind LIMIT 1"
        return {"application_id": case_id, "document_id": self.one(query, case_id)}

    def ids(self, condition: str, *values: object) -> set[str]:
        """The ids of every row of the case tables for which it is so."""
        tables = self.admin.execute(_CASE_TABLES).fetchall()
        parts = [sql.SQL("SELECT id::text FROM {} WHERE ").format(sql.Identifier(name)) for (name,) in tables]
        query = sql.SQL(" UNION ").join(part + sql.SQL(condition) for part in parts)
        return {row[0] for row in self.admin.execute(query, list(values) * len(parts)).fetchall()}


_CASE_TABLES = (
    "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.columns t USING (table_name)"
    " WHERE c.column_name = 'id' AND c.udt_name = 'uuid' AND t.column_name = 'municipal_council_id'"
    " AND c.table_name NOT LIKE '%%historical%%' GROUP BY 1"
)


class _AtCounter(_Desk):
    """Own: 千代田区. Foreign: a sibling of the same prefecture, and one of another."""

    def __init__(self, admin: psycopg.Connection, cases: dict[str, Seeded], taken_back: UUID) -> None:
        super().__init__(admin, cases)
        self.taken_back = taken_back

    def made(self) -> Made:
        whose = {"own": CHIYODA, "sibling": SETAGAYA, "other": YOKOHAMA}
        draft = {name: self.cases[council].draft for name, council in whose.items()}
        cases = {name: {"application_id": each.pk} for name, each in draft.items()}
        members = {name: self.member(each.pk) for name, each in draft.items()}
        documents = {name: self.document(each.pk) for name, each in draft.items()}
        removed = {"application_id": draft["own"].pk, "document_id": self.taken_back}
        letters = {name: {"application_id": self.cases[of].decided.pk, "paper": "notice"} for name, of in whose.items()}
        things = {
            "consultation": _and_absent({n: {"consultation_id": each.consultation_id} for n, each in draft.items()}),
            "case": _and_absent(cases),
            "member": _and_absent(members) | {"mixed": members["own"] | {"member_id": members["other"]["member_id"]}},
            "document": _and_absent(documents)
            | {"removed": removed}
            | {"mixed": documents["own"] | {"document_id": documents["sibling"]["document_id"]}},
            "letter": _and_absent(letters) | {"no_such_paper": letters["own"] | {"paper": "secret"}},
        }
        marks = [MARKS[SETAGAYA], MARKS[YOKOHAMA]]
        hidden = self.ids("municipal_council_id <> %s", CHIYODA)
        return Made(TENANTS["counter"], things, hidden, _words(marks), _words(MARKS.values()))


class _InOffice(_Desk):
    """Own: forwarded cases of 東京都. Foreign: what no municipality has forwarded yet, and another prefecture's."""

    def made(self) -> Made:
        own, other = self.cases[CHIYODA], self.cases[YOKOHAMA]
        cases = {
            "own": {"application_id": own.ordered.pk},
            "not_forwarded": {"application_id": own.draft.pk},
            "other": {"application_id": other.decided.pk},
        }
        documents = {
            "own": self.document(own.decided.pk),
            "not_forwarded": self.document(own.draft.pk),
            "other": self.document(other.decided.pk),
        }
        mixed = documents["own"] | {"document_id": documents["other"]["document_id"]}
        letters = {
            name: {"application_id": each.pk, "paper": "plan"}
            for name, each in (("own", own.decided), ("other", other.decided))
        }
        things = {
            "case": _and_absent(cases),
            "document": _and_absent(documents) | {"mixed": mixed},
            "letter": _and_absent(letters) | {"no_such_paper": letters["own"] | {"paper": "secret"}},
        }
        hidden = self.ids("prefecture_id <> %s", TOKYO)
        hidden |= {str(self.cases[council].draft.pk) for council in (CHIYODA, SETAGAYA)}
        return Made(TENANTS["office"], things, hidden, _words([MARKS[YOKOHAMA]]), _words(MARKS.values()))


def _and_absent(things: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    absent = {name: ABSENT if name.endswith("_id") else value for name, value in things["own"].items()}
    return {**things, "absent": absent}


def _words(marks: object) -> set[str]:
    return {word for each in marks for word in each.values()}  # type: ignore[attr-defined]
