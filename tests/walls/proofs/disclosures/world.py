"""Somebody whose answers are in the vault, officers of two prefectures, and who judges afterwards: a superuser."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import psycopg

from config.demo import KANAGAWA, TOKYO
from inquiry.vault.crypto import Cell, case_box, new_case_key
from tests.bed import Bed
from tests.walls.contexts import SET, Who, signed

PERSONS = 12
KINDS = ("TAX", "HOUSEHOLD", "ASSISTANCE", "CANDIDATE")
# of the page: four items and kana of a candidate, with a name that stands nowhere else
SECRET_NAME = "漏洩　禁止"
_CANDIDATE = (
    f'{{"name": "{SECRET_NAME}", "kana": "ロウエイ　キンシ", "born": "1986-05-14", "sex": "M", "address": "見本町"}}'
)
_ORDER = """
INSERT INTO inquiry_vault_takenorder (id, prefecture_id, case_id, reference, purpose, legal_basis, is_nondisclosure,
  ordered_name, ordered_at, is_urgent, progress, progress_done, progress_total, told_count)
VALUES (%s, %s, %s, 'R8-1', 'REVIEW', 'LIVELIHOOD_LOAN', false, '架空', now(), false, 'TAKEN_UP', 0, 0, 0)
"""
_PERSON = """
INSERT INTO inquiry_vault_person (id, prefecture_id, order_id, case_id, member_id, position, name, kana, born, sex,
  address, relation, kinds, former_addresses, mutual_aids, link, link_sentence)
VALUES (%s, %s, %s, %s, %s, 0, '架空', 'カクウ', '1986-05-14', 'M', '見本町', 'self', '{TAX}', '{}', '{}', 'linked', '')
"""
# opened by this officer for this person and kind not longer ago than a look lasts, and recorded as intended
_LOGGED = """
SELECT EXISTS (SELECT 1 FROM inquiry_vault_intent i JOIN inquiry_vault_person p ON p.id = i.person_id
  WHERE i.id = %(intent)s AND i.staff_id = %(staff)s AND i.person_id = %(person)s AND %(what)s = ANY (i.kinds)
  AND i.opened_at > clock_timestamp() - interval '60 seconds'
  AND EXISTS (SELECT 1 FROM councils_trailrow t WHERE t.verb = 'disclose' AND t.result = 'intended'
    AND t.staff_id = i.staff_id AND t.subject_id = p.member_id AND t.case_id = p.case_id AND t.fields = i.kinds
    AND t.at BETWEEN i.opened_at - interval '70 seconds' AND i.opened_at + interval '70 seconds'))
"""


@dataclass(frozen=True)
class Person:
    id: UUID
    prefecture: str


@dataclass
class Desk:
    """An officer's hot connection, as the login of the gate's pages."""

    url: str
    key: bytes
    who: Who
    connection: psycopg.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.connection = psycopg.connect(self.url, autocommit=True)

    def begin(self, who: Who | None = None) -> psycopg.Connection:
        """A transaction that has been entered, as a request has. A connection that was killed is opened anew."""
        if self.connection.closed:
            self.open()
        self.connection.execute("ROLLBACK") if self.connection.info.transaction_status else None
        self.connection.execute("BEGIN")
        self.connection.execute(SET, [signed(self.connection, who or self.who, self.key), True])
        self.connection.execute("SELECT set_config('lock_timeout', '2s', true)")
        return self.connection


@dataclass(frozen=True)
class World:
    bed: Bed
    persons: tuple[Person, ...]
    officers: tuple[Who, ...]

    @contextmanager
    def desks(self) -> Iterator[tuple[Desk, ...]]:
        url = self.bed.secrets.login_url("gate", "vault", self.bed.servers)
        key = bytes.fromhex(self.bed.secrets.context_keys["gate@vault"])
        with ExitStack() as stack:
            desks = tuple(Desk(url, key, who) for who in self.officers)
            for desk in desks:
                stack.callback(lambda desk=desk: desk.connection.close())
            yield desks

    def admin(self) -> psycopg.Connection:
        return psycopg.connect(self.bed.admin, dbname="vault", autocommit=True)

    def is_logged(self, admin: psycopg.Connection, shown: "Shown") -> bool:
        facts = {"intent": shown.intent, "staff": shown.staff, "person": shown.person, "what": shown.what}
        return bool(admin.execute(_LOGGED, facts).fetchone()[0])


@dataclass(frozen=True)
class Shown:
    """What an officer has seen: the intent by which, of whom, which kind."""

    intent: UUID | None
    staff: int
    person: UUID
    what: str


def made(bed: Bed) -> World:
    with psycopg.connect(bed.admin, dbname="vault") as admin:
        found = dict(admin.execute("SELECT username, id FROM councils_staff").fetchall())
        persons = tuple(_person(admin, KANAGAWA if place % 4 == 3 else TOKYO) for place in range(PERSONS))
        admin.execute(
            "CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END$$"
        )
        admin.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON councils_trailrow FOR EACH ROW WHEN (NEW.purpose = 'FULL')"
            " EXECUTE FUNCTION public.full_disk()"
        )
    officers = (
        Who(TOKYO, TOKYO, "inquiry_officer", found["shirabe"]),
        Who(TOKYO, TOKYO, "inquiry_officer", found["tashika"]),
        Who(KANAGAWA, KANAGAWA, "inquiry_officer", 990_001),
    )
    return World(bed, persons, officers)


def _person(admin: psycopg.Connection, prefecture: str) -> Person:
    order, case, person = uuid4(), uuid4(), uuid4()
    wrapped = new_case_key(prefecture, case).wrapped
    box = case_box(prefecture, case, wrapped)
    admin.execute(_ORDER, [order, prefecture, case])
    admin.execute(_PERSON, [person, prefecture, order, case, uuid4()])
    admin.execute(
        "INSERT INTO inquiry_vault_casekey (id, prefecture_id, case_id, wrapped) VALUES (%s, %s, %s, %s)",
        [uuid4(), prefecture, case, wrapped],
    )
    for what in (*KINDS, "NUMBER"):
        sealed = uuid4()
        cell = Cell(prefecture, "inquiry_vault_sealed", "ciphertext", sealed, person)
        admin.execute(
            "INSERT INTO inquiry_vault_sealed (id, prefecture_id, case_id, person_id, what, position, ciphertext)"
            " VALUES (%s, %s, %s, %s, %s, 0, %s)",
            [
                sealed,
                prefecture,
                case,
                person,
                what,
                box.seal(_CANDIDATE.encode(), cell),
            ],
        )
    return Person(person, prefecture)
