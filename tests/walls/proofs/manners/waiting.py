"""Inquiries that wait to be sent, written past the walls as officers' clicks would have left them."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import psycopg

from inquiry.standin.network import code_of
from inquiry.standin.population import population
from inquiry.vault.crypto import CaseBox, Cell, case_box, new_case_key

PROVIDER = "131016"
_ORDER = """
INSERT INTO inquiry_vault_takenorder (id, prefecture_id, case_id, reference, purpose, legal_basis, is_nondisclosure,
  ordered_name, ordered_at, is_urgent, progress, progress_done, progress_total, told_count)
VALUES (%s, %s, %s, 'R8-1', 'REVIEW', 'LIVELIHOOD_LOAN', false, '架空', now(), %s, 'TAKEN_UP', 0, 0, 0)
"""
_PERSON = """
INSERT INTO inquiry_vault_person (id, prefecture_id, order_id, case_id, member_id, position, name, kana, born, sex,
  address, relation, kinds, link, link_sentence, former_addresses, mutual_aids)
VALUES (%s, %s, %s, %s, %s, 0, '架空', 'カクウ', '1986-05-14', 'M', '見本町', 'self', '{TAX}', 'linked', '', '{}', '{}')
"""
_KEY = """
INSERT INTO inquiry_vault_casekey (id, prefecture_id, case_id, wrapped, keyset) VALUES (%s, %s, %s, %s, %s)
"""
_SEALED = """
INSERT INTO inquiry_vault_sealed (id, prefecture_id, case_id, person_id, what, position, ciphertext)
VALUES (%s, %s, %s, %s, 'CODE', 0, %s)
"""
_INQUIRY = """
INSERT INTO inquiry_vault_inquiry (id, prefecture_id, order_id, person_id, kind, provider, provider_type, route, scope,
  state, result_class, receipt, asked_by, attempts, settlement, settled_for)
SELECT gen_random_uuid(), %s, %s, %s, 'TAX', provider, 'MUNICIPALITY', 'network', 'NEWEST',
  'waiting', '', '', 1, 0, '', ''
FROM unnest(%s::varchar[]) provider
"""


def make(admin: psycopg.Connection, prefecture: str, count: int, *, is_urgent: bool = False) -> UUID:
    """One order about one person, asked of so many providers; the order's id."""
    order, case, person = uuid4(), uuid4(), uuid4()
    made = new_case_key(prefecture, case)
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute(_ORDER, [order, prefecture, case, is_urgent])
        admin.execute(_PERSON, [person, prefecture, order, case, uuid4()])
        admin.execute(_KEY, [uuid4(), prefecture, case, made.wrapped, made.keyset])
        _seal_code(admin, prefecture, case, person, case_box(prefecture, case, made.wrapped))
        admin.execute(_INQUIRY, [prefecture, order, person, _providers(count)])
    return order


def _providers(count: int) -> Sequence[str]:
    return [PROVIDER, *(f"{place:06d}" for place in range(1, count))][:count]


def _seal_code(admin: psycopg.Connection, prefecture: str, case: UUID, person: UUID, box: CaseBox) -> None:
    sealed, somebody = uuid4(), population().households[0].members[0]
    cell = Cell(prefecture, "inquiry_vault_sealed", "ciphertext", sealed, person)
    code = f'{{"code": "{code_of(somebody.number)}"}}'.encode()
    admin.execute(_SEALED, [sealed, prefecture, case, person, box.seal(code, cell)])
