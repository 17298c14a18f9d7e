"""Cases of three councils in two prefectures, as the counter and the office ask for them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import transaction
from psycopg import sql

from config.demo import CHIYODA, KANAGAWA, SETAGAYA, TOKYO, YOKOHAMA
from councils.permissions import Permission, PostKind
from councils.settings.registry import SECOND_FACTOR_FOR_ALL
from councils.tenancy import Actor
from loans.documents import actions as documents
from tests.acting import actor_of, seated
from tests.bed import Bed
from tests.walls import seeding
from tests.walls.proofs.urls import recusals, staff_things
from tests.walls.proofs.urls.tenant import Made, Tenant, Things, and_absent
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
SETTING = SECOND_FACTOR_FOR_ALL.name.replace(".", "-")
# by council, the cases and who keeps off them
Recused = dict[str, list[tuple[str, str]]]
_TEXTS = (
    "SELECT c.table_name, c.column_name, c.udt_name FROM information_schema.columns c"
    " JOIN information_schema.columns t USING (table_schema, table_name)"
    " JOIN information_schema.tables b USING (table_schema, table_name)"
    " WHERE table_schema = 'public' AND b.table_type = 'BASE TABLE' AND t.column_name = 'municipal_council_id'"
    " AND c.udt_name IN ('text', 'varchar', 'jsonb') AND c.column_name <> 'municipal_council_id' ORDER BY 1, 2"
)


def made(bed: Bed, actors: Mapping[str, Actor]) -> Made:
    cases = seeding.committed(bed)
    taken_back = _taken_back(bed, cases[CHIYODA])
    recusals = _recused(bed, cases)
    with psycopg.connect(bed.admin, dbname="cases") as admin:
        _mark(admin)
        desk = _AtCounter if settings.ZONE == "counter" else _InOffice
        found = desk(admin, cases, recusals).made(taken_back, [name for name, each in actors.items() if _acts(each)])
        factors = staff_things.factors(admin, actors)
        found.of_visitor["factor"] = factors
        found.of_visitor["filter"] = {name: _saved_filter(admin, actor) for name, actor in actors.items()}
        found.things["filter"] = and_absent(
            {"own": found.of_visitor["filter"][next(iter(actors))], "colleague": _colleagues_filter(admin)}
        )
        names = list(factors)
        found.things["factor"] = and_absent({"own": factors[names[0]], "colleague": _colleagues_factor(admin)})
        return found


def _acts(actor: Actor) -> bool:
    """In cases: keeps off one, and lifts a colleague's recusal."""
    return actor.post not in (PostKind.ADMINISTRATOR, PostKind.AUDITOR)


def _saved_filter(admin: psycopg.Connection, actor: Actor) -> dict[str, object]:
    """Each visitor's own, which is gone once it was forgotten."""
    query = (
        'INSERT INTO loans_savedfilter (id, prefecture_id, municipal_council_id, staff_id, "where", label, query)'
        " VALUES (gen_random_uuid(), %s, %s, %s, %s, 'own', 'view=mine') RETURNING id"
    )
    where = "desk" if settings.ZONE == "counter" else "queue"
    return {"saved_id": staff_things.one(admin, query, actor.prefecture_id, actor.council_id, actor.person_id, where)}


def _colleagues_filter(admin: psycopg.Connection) -> dict[str, object]:
    """Of somebody of the same council who does not come in."""
    query = (
        'INSERT INTO loans_savedfilter (id, prefecture_id, municipal_council_id, staff_id, "where", label, query)'
        " SELECT gen_random_uuid(), c.prefecture_id, c.code, 0, 'desk', 'x', '' FROM councils_council c"
        " WHERE c.code = %s RETURNING id"
    )
    return {"saved_id": staff_things.one(admin, query, TENANTS[settings.ZONE].code)}


def _colleagues_factor(admin: psycopg.Connection) -> dict[str, object]:
    """Of somebody who has one and does not come in."""
    query = (
        "SELECT a.id FROM mfa_authenticator a JOIN councils_staff s ON s.id = a.user_id WHERE s.username LIKE 'long-%%'"
    )
    return {"factor_id": staff_things.one(admin, query)}


def _recused(bed: Bed, cases: dict[str, Seeded]) -> Recused:
    """By the council whose staff keep off: in the office by the prefecture's."""
    if settings.ZONE == "counter":
        return {
            code: recusals.recused(
                bed, [each.ordered, each.decided], [f"aoba-{code}", f"wakaba-{code}"], Permission.APPLY
            )
            for code, each in cases.items()
        }
    ranks = ("momiji", "kaede")
    found = {
        code: recusals.recused(bed, [each.ordered], [f"sakura-{code}"], Permission.REVIEW)
        + recusals.recused(bed, [each.ordered, each.decided], [f"{name}-{code}" for name in ranks], Permission.SIGN)
        for code, each in cases.items()
        if code != SETAGAYA
    }
    return found | {SETAGAYA: recusals.recused(bed, [cases[CHIYODA].draft], [f"aoba-{CHIYODA}"], Permission.APPLY)}


def _taken_back(bed: Bed, seeded: Seeded) -> UUID:
    """A paper that was registered and taken back."""
    by = actor_of(bed, f"aoba-{CHIYODA}")
    with transaction.atomic(), seated(bed, by):
        paper = seeded.draft.documents.order_by("created_at").first()
        documents.remove(seeded.draft.pk, paper.pk, by=by)
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

    def __init__(self, admin: psycopg.Connection, cases: dict[str, Seeded], recused: Recused) -> None:
        self.admin = admin
        self.cases = cases
        self.recused = recused

    def one(self, query: str, *values: object) -> object:
        return staff_things.one(self.admin, query, *values)

    def staff(self, **usernames: str) -> dict[str, int]:
        return {whose: staff_things.staff_named(self.admin, name) for whose, name in usernames.items()}

    def recusals(self, **councils: str) -> Things:
        found = {whose: recusals.ids_of(self.admin, self.recused[code][0]) for whose, code in councils.items()}
        return and_absent(found) | {"mixed": found["own"] | {"recusal_id": found["other"]["recusal_id"]}}

    def member(self, case_id: UUID) -> dict[str, object]:
        query = "SELECT id FROM loans_member WHERE application_id = %s AND removed_at IS NULL ORDER BY position LIMIT 1"
        return {"application_id": case_id, "member_id": self.one(query, case_id)}

    def parties(self, case_id: UUID) -> list[dict[str, object]]:
        query = "SELECT id FROM loans_party WHERE application_id = %s AND removed_at IS NULL ORDER BY id"
        return [{"application_id": case_id, "party_id": each} for (each,) in self.admin.execute(query, [case_id])]

    def steps(self, councils: Mapping[str, str]) -> Things:
        """A step of a talk that goes on: a draft's has ended, and is read instead."""
        query = "SELECT id FROM loans_consultation WHERE municipal_council_id = %s AND state = 'open' LIMIT 1"
        talks = {name: self.one(query, code) for name, code in councils.items()}
        found = {name: {"consultation_id": talk, "step": "household"} for name, talk in talks.items()}
        return and_absent(found) | {"no_such_step": found["own"] | {"step": "secret"}}

    def referrals(self, councils: Mapping[str, str]) -> Things:
        query = "SELECT consultation_id, id FROM loans_referral WHERE municipal_council_id = %s ORDER BY id LIMIT 1"
        rows = {name: self.admin.execute(query, [code]).fetchone() for name, code in councils.items()}
        found = {name: {"consultation_id": row[0], "referral_id": row[1]} for name, row in rows.items() if row}
        return and_absent(found) | {"mixed": found["own"] | {"referral_id": found["other"]["referral_id"]}}

    def document(self, case_id: UUID) -> dict[str, object]:
        query = "SELECT id FROM loans_document WHERE application_id = %s AND removed_at IS NULL ORDER BY kind LIMIT 1"
        return {"application_id": case_id, "document_id": self.one(query, case_id)}

    def photo(self, case_id: UUID) -> dict[str, object]:
        query = (
            "SELECT id FROM loans_document WHERE application_id = %s AND thumbnail IS NOT NULL AND removed_at IS NULL"
            " LIMIT 1"
        )
        return {"application_id": case_id, "document_id": self.one(query, case_id)}

    def other_document(self, case_id: UUID) -> dict[str, object]:
        """Not the one that is taken back when it is pressed."""
        query = (
            "SELECT id FROM loans_document WHERE application_id = %s AND removed_at IS NULL ORDER BY kind DESC LIMIT 1"
        )
        return {"application_id": case_id, "document_id": self.one(query, case_id)}

    def sightings(self, case_id: UUID) -> list[dict[str, object]]:
        query = "SELECT id FROM loans_sighting WHERE application_id = %s AND removed_at IS NULL ORDER BY id"
        return [{"application_id": case_id, "sighting_id": each} for (each,) in self.admin.execute(query, [case_id])]

    def origins(self, talk_id: UUID) -> list[dict[str, object]]:
        query = "SELECT id FROM loans_paperorigin WHERE consultation_id = %s AND removed_at IS NULL ORDER BY id"
        return [{"consultation_id": talk_id, "origin_id": each} for (each,) in self.admin.execute(query, [talk_id])]

    def correction(self, case_id: UUID) -> dict[str, object]:
        query = "SELECT id FROM loans_correction WHERE application_id = %s ORDER BY state, id LIMIT 1"
        return {"application_id": case_id, "correction_id": self.one(query, case_id)}

    def words(self, case_id: UUID, username: str) -> dict[str, object]:
        """A message of one who comes."""
        query = (
            "SELECT m.id FROM loans_message m JOIN councils_staff s ON s.id = m.written_by"
            " WHERE m.application_id = %s AND s.username = %s"
        )
        return {"application_id": case_id, "words_id": self.one(query, case_id, username)}

    def talked(self, writer: str, **councils: str) -> dict[str, Things]:
        """The two kinds of a case that was talked over, by the council whose it is."""
        cases = {whose: self.cases[code].forwarded.pk for whose, code in councils.items()}
        corrections = {whose: self.correction(case) for whose, case in cases.items()}
        words = {whose: self.words(case, f"{writer}-{councils[whose]}") for whose, case in cases.items()}
        return {
            "correction": and_absent(corrections)
            | {"mixed": corrections["own"] | {"correction_id": corrections["other"]["correction_id"]}},
            "words": and_absent(words) | {"mixed": words["own"] | {"words_id": words["other"]["words_id"]}},
        }

    def memos(self, **cases: UUID) -> Things:
        """電話メモ of cases, their promise still to be kept."""
        query = "SELECT id FROM loans_memo WHERE application_id = %s AND kept_at IS NULL ORDER BY created_at LIMIT 1"
        found = {n: {"application_id": each, "memo_id": self.one(query, each)} for n, each in cases.items()}
        return and_absent(found) | {"mixed": found["own"] | {"memo_id": found["other"]["memo_id"]}}

    def talk_memos(self, **councils: str) -> Things:
        query = "SELECT {} FROM loans_memo WHERE municipal_council_id = %s AND consultation_id IS NOT NULL"
        names = {"consultation_id": "consultation_id", "memo_id": "id"}
        found = {
            whose: {name: self.one(query.format(column), code) for name, column in names.items()}
            for whose, code in councils.items()
        }
        return and_absent(found) | {"mixed": found["own"] | {"memo_id": found["other"]["memo_id"]}}

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


def _as_person(member: dict[str, object]) -> dict[str, object]:
    return {"application_id": member["application_id"], "person_id": member["member_id"]}


def _forms(cases: Mapping[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {name: {**each, "form": "application"} for name, each in cases.items()}


def _firsts(things: Mapping[str, list[dict[str, object]]]) -> Things:
    return {name: each[0] for name, each in things.items()}


class _AtCounter(_Desk):
    """Own: 千代田区. Foreign: a sibling of the same prefecture, and one of another."""

    def made(self, taken_back: UUID, names: list[str]) -> Made:
        whose = {"own": CHIYODA, "sibling": SETAGAYA, "other": YOKOHAMA}
        draft = {name: self.cases[council].draft for name, council in whose.items()}
        cases = {name: {"application_id": each.pk} for name, each in draft.items()}
        members = {name: self.member(each.pk) for name, each in draft.items()}
        persons = {name: _as_person(each) for name, each in members.items()}
        parties = {name: self.parties(each.pk) for name, each in draft.items()}
        documents = {name: self.document(each.pk) for name, each in draft.items()}
        removed = {"application_id": draft["own"].pk, "document_id": taken_back}
        sightings = {name: self.sightings(each.pk) for name, each in draft.items()}
        others = {name: self.other_document(each.pk) for name, each in draft.items()}
        photos = {name: self.photo(each.pk) for name, each in draft.items()}
        origins = {name: self.origins(each.consultation_id) for name, each in draft.items()}
        letters = {name: {"application_id": self.cases[of].decided.pk, "paper": "notice"} for name, of in whose.items()}
        things = {
            "consultation": and_absent({n: {"consultation_id": each.consultation_id} for n, each in draft.items()}),
            "talk_step": self.steps(whose),
            "referral": self.referrals(whose),
            "case": and_absent(cases),
            "member": and_absent(members) | {"mixed": members["own"] | {"member_id": members["other"]["member_id"]}},
            "person": and_absent(persons) | {"mixed": persons["own"] | {"person_id": persons["other"]["person_id"]}},
            "party": and_absent(_firsts(parties))
            | {"mixed": parties["own"][0] | {"party_id": parties["other"][0]["party_id"]}},
            "document": and_absent(documents)
            | {"removed": removed}
            | {"mixed": documents["own"] | {"document_id": documents["sibling"]["document_id"]}},
            "photo": and_absent(photos) | {"mixed": photos["own"] | {"document_id": photos["sibling"]["document_id"]}},
            "origin": and_absent(_firsts(origins))
            | {"mixed": origins["own"][0] | {"origin_id": origins["sibling"][0]["origin_id"]}},
            "sighting": and_absent(_firsts(sightings))
            | {"mixed": sightings["own"][0] | {"sighting_id": sightings["sibling"][0]["sighting_id"]}},
            "other_document": and_absent(others),
            "letter": and_absent(letters) | {"no_such_paper": letters["own"] | {"paper": "secret"}},
            "form": and_absent(_forms(cases)) | {"no_such_form": _forms(cases)["own"] | {"form": "secret"}},
            "blank_form": {"own": {"form": "application"}, "absent": {"form": "secret"}},
            "own_case": and_absent({n: {"application_id": self.cases[of].forwarded.pk} for n, of in whose.items()}),
            "memo": self.memos(**{name: each.pk for name, each in draft.items()}),
            "talk_memo": self.talk_memos(**whose),
            "recusal": self.recusals(**whose),
            **self.talked("aoba", **whose),
            "lost_factor": staff_things.lost_factors(
                self.admin, self.staff(**{name: f"aoba-{of}" for name, of in whose.items()})
            ),
        }
        marks = [MARKS[SETAGAYA], MARKS[YOKOHAMA]]
        hidden = self.ids("municipal_council_id <> %s", CHIYODA)
        words = _words(marks) | staff_things.usernames(self.admin, "c.code <> %s", CHIYODA)
        found = Made(TENANTS["counter"], things, hidden, words, _words(MARKS.values()))
        found.of_visitor["recusal"] = recusals.of_each(self.admin, self.recused[CHIYODA], names)
        found.of_visitor["origin"] = dict(zip(names, origins["own"], strict=False))
        found.of_visitor["sighting"] = dict(zip(names, sightings["own"], strict=False))
        found.of_visitor["party"] = dict(zip(names, parties["own"], strict=False))
        return found


class _InOffice(_Desk):
    """Own: forwarded cases of 東京都. Foreign: what no municipality has forwarded yet, and another prefecture's."""

    def made(self, taken_back: UUID, names: list[str]) -> Made:
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
        photos = {
            "own": self.photo(own.decided.pk),
            "not_forwarded": self.photo(own.draft.pk),
            "other": self.photo(other.decided.pk),
        }
        letters = {
            name: {"application_id": each.pk, "paper": "plan"}
            for name, each in (("own", own.decided), ("other", other.decided))
        }
        things = {
            "case": and_absent(cases),
            "document": and_absent(documents) | {"mixed": mixed},
            "photo": and_absent(photos) | {"mixed": photos["own"] | {"document_id": photos["other"]["document_id"]}},
            "letter": and_absent(letters) | {"no_such_paper": letters["own"] | {"paper": "secret"}},
            "form": and_absent(_forms(cases)) | {"no_such_form": _forms(cases)["own"] | {"form": "secret"}},
            "blank_form": {"own": {"form": "application"}, "absent": {"form": "secret"}},
            "own_case": and_absent(cases | {"own": {"application_id": own.forwarded.pk}}),
            "memo": self.memos(own=own.ordered.pk, not_forwarded=own.draft.pk, other=other.ordered.pk),
            "recusal": self.recusals(own=CHIYODA, not_forwarded=SETAGAYA, other=YOKOHAMA),
            **self.talked("sakura", own=CHIYODA, other=YOKOHAMA),
            "lost_factor": staff_things.lost_factors(
                self.admin,
                self.staff(own=f"momiji-{CHIYODA}", municipal=f"wakaba-{CHIYODA}", other=f"momiji-{YOKOHAMA}"),
            ),
            "setting": {"own": {"name": SETTING}, "absent": {"name": "no-such"}},
            "extra": and_absent(
                {"own": staff_things.extra(self.admin, TOKYO), "other": staff_things.extra(self.admin, KANAGAWA)}
            ),
            **staff_things.of_staff(self.admin, self.staff(own=f"sakura-{CHIYODA}", other=f"sakura-{YOKOHAMA}")),
        }
        hidden = self.ids("prefecture_id <> %s", TOKYO)
        not_forwarded = {str(self.cases[council].draft.pk) for council in (CHIYODA, SETAGAYA)}
        hidden |= not_forwarded
        hidden |= staff_things.ids_of_others(self.admin, TOKYO)
        hidden.add(str(things["extra"]["other"]["extra_id"]))
        words = _words([MARKS[YOKOHAMA]]) | staff_things.usernames(self.admin, "c.prefecture_id <> %s", TOKYO)
        found = Made(TENANTS["office"], things, hidden, words, _words(MARKS.values()), in_trail=not_forwarded)
        found.of_visitor["recusal"] = recusals.of_each(self.admin, self.recused[CHIYODA], names)
        return found


def _words(marks: Iterable[Mapping[str, str]]) -> set[str]:
    return {word for each in marks for word in each.values()}
