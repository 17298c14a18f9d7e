"""封. Writes and reads sealed values of the vault; for the worker alone, since the pages may not read these tables."""

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Exists, OuterRef

from inquiry.vault.crypto import CaseBox, Cell, case_box, new_case_key
from inquiry.vault.models import UNTIL_CLOSING, CaseKey, Person, Sealed, SealedPart, TakenOrder

Content = dict[str, Any]
log = logging.getLogger(__name__)


def has(what: SealedPart, person_id: str = "person_id") -> Exists:
    """For a query: rows whose person has this value sealed; what was destroyed cannot be claimed."""
    return Exists(Sealed.objects.filter(person_id=OuterRef(person_id), what=what))


def cell_of(prefecture_id: str, sealed_id: UUID, person_id: UUID) -> Cell:
    return Cell(prefecture_id, "inquiry_vault_sealed", "ciphertext", sealed_id, person_id)


def seal(person: Person, what: SealedPart, content: Content, *, position: int = 0) -> None:
    """封をする. One value of one person; what is sealed already at that place stays."""
    sealed_id = uuid4()
    written = json.dumps(content, ensure_ascii=False).encode()
    Sealed.objects.bulk_create(
        [
            Sealed(
                id=sealed_id,
                prefecture_id=person.prefecture_id,
                case_id=person.case_id,
                person=person,
                what=what,
                position=position,
                ciphertext=_box_for(person).seal(written, cell_of(person.prefecture_id, sealed_id, person.pk)),
            )
        ],
        ignore_conflicts=True,
    )


def unseal(person: Person, what: SealedPart, *, position: int = 0) -> Content:
    """封を開ける. Raises Sealed.DoesNotExist where the value was never there or was destroyed."""
    row = Sealed.objects.get(person=person, what=what, position=position)
    return opened(_box_of(person), row)


def opened(box: CaseBox, row: Sealed) -> Content:
    content: Content = json.loads(box.open(bytes(row.ciphertext), cell_of(row.prefecture_id, row.pk, row.person_id)))
    return content


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """封をする値. Of whom, and what."""

    case_id: UUID
    person_id: UUID
    what: SealedPart
    content: Content


# The same words however many they are: a list of parameters as long as a batch would be another statement each time.
_KEYS = "SELECT * FROM inquiry_vault_casekey WHERE case_id = ANY (%s)"
_OF_EACH = "SELECT * FROM inquiry_vault_sealed WHERE person_id = ANY (%s) AND what = %s AND position = 0"
_PLACES = "SELECT person_id, what, count(*) FROM inquiry_vault_sealed WHERE person_id = ANY (%s) GROUP BY 1, 2"
_SEAL = """
INSERT INTO inquiry_vault_sealed (id, prefecture_id, case_id, person_id, what, position, ciphertext)
SELECT one.id, %s, one.case_id, one.person_id, one.what, one.position, one.ciphertext
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::varchar[], %s::smallint[], %s::bytea[])
  one (id, case_id, person_id, what, position, ciphertext)
"""


class Boxes:
    """案件の箱, each unwrapped once for a batch and forgotten with it."""

    def __init__(self, case_ids: Iterable[UUID]) -> None:
        self._keys = {key.case_id: key for key in CaseKey.objects.raw(_KEYS, [list(set(case_ids))])}
        self._open: dict[UUID, CaseBox] = {}

    def of(self, case_id: UUID) -> CaseBox:
        """Raises KeyError where the case has no key."""
        if case_id not in self._open:
            key = self._keys[case_id]
            self._open[case_id] = case_box(key.prefecture_id, key.case_id, bytes(key.wrapped))
        return self._open[case_id]


class Answers:
    """封をした回答. Of these persons and kinds, each opened once, when it is asked for, and forgotten with the rest.

    since: what was sealed of a person before is left out, as it came through a link that was undone.
    """

    def __init__(self, persons: Sequence[Person], kinds: Sequence[SealedPart], since: Mapping[UUID, datetime]) -> None:
        self._rows: dict[tuple[UUID, str], list[Sealed]] = defaultdict(list)
        for row in Sealed.objects.filter(person__in=persons, what__in=kinds).order_by("position"):
            if row.created_at >= since.get(row.person_id, row.created_at):
                self._rows[row.person_id, row.what].append(row)
        self._boxes = Boxes(person.case_id for person in persons)
        self._contents: dict[UUID, Content] = {}

    def newest(self, person: Person, what: SealedPart) -> Content:
        """The one sealed last. Raises IndexError where nothing of it is sealed."""
        return self._opened(self._rows[person.pk, what.value][-1])

    def every(self, person: Person, what: SealedPart) -> list[Content]:
        """Those of all providers, as they came."""
        return [self._opened(row) for row in self._rows[person.pk, what.value]]

    def _opened(self, row: Sealed) -> Content:
        if row.pk not in self._contents:
            self._contents[row.pk] = opened(self._boxes.of(row.case_id), row)
        return self._contents[row.pk]


def unseal_each(person_ids: Collection[UUID], what: SealedPart) -> dict[UUID, Content]:
    """封を開ける, of many persons. Whose value is not there, or does not open, is left out; the latter is logged."""
    rows = list(Sealed.objects.raw(_OF_EACH, [list(person_ids), what.value]))
    boxes = Boxes(row.case_id for row in rows)
    found: dict[UUID, Content] = {}
    for row in rows:
        try:
            found[row.person_id] = opened(boxes.of(row.case_id), row)
        except Exception as fault:  # noqa: BLE001 - one key that does not open must not hold up the others
            log.error("%s does not open: %s", what, type(fault).__name__)  # noqa: TRY400 - the type alone
    return found


def seal_each(prefecture_id: str, values: Sequence[Value]) -> None:
    """封をする, of many; each behind what its person has of that sealed already."""
    if not values:
        return
    places, rows = _places({value.person_id for value in values}), []
    boxes = Boxes(value.case_id for value in values)
    for value in values:
        place = value.person_id, value.what.value
        rows.append(_sealed(prefecture_id, value, boxes, places[place]))
        places[place] += 1
    _insert(_SEAL, prefecture_id, rows)


def seal_once(prefecture_id: str, values: Sequence[Value]) -> None:
    """封をする, of many; what is sealed already stays."""
    boxes = Boxes(value.case_id for value in values)
    _insert(
        f"{_SEAL} ON CONFLICT DO NOTHING", prefecture_id, [_sealed(prefecture_id, each, boxes, 0) for each in values]
    )


Row = tuple[UUID, UUID, UUID, str, int, bytes]


def _sealed(prefecture_id: str, value: Value, boxes: Boxes, position: int) -> Row:
    row_id, written = uuid4(), json.dumps(value.content, ensure_ascii=False).encode()
    ciphertext = boxes.of(value.case_id).seal(written, cell_of(prefecture_id, row_id, value.person_id))
    return row_id, value.case_id, value.person_id, value.what.value, position, ciphertext


def _places(person_ids: Collection[UUID]) -> Counter[tuple[UUID, str]]:
    """How many are sealed of each."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [list(person_ids)])
        return Counter({(person_id, what): count for person_id, what, count in cursor.fetchall()})


def _insert(statement: str, prefecture_id: str, rows: Sequence[Row]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [prefecture_id, *map(list, zip(*rows, strict=True))])


def destroy_numbers(order: TakenOrder) -> int:
    """番号の廃棄. At Closing: numbers, codes and candidates of the order's persons go; how many went."""
    persons = Person.objects.filter(order=order)
    return Sealed.objects.filter(person__in=persons, what__in=UNTIL_CLOSING).delete()[0]


def _box_of(person: Person) -> CaseBox:
    key = CaseKey.objects.get(case_id=person.case_id)
    return case_box(key.prefecture_id, key.case_id, bytes(key.wrapped))


def _box_for(person: Person) -> CaseBox:
    """The case's box, made at the first value; of two workers at once the first one's key stands."""
    if not CaseKey.objects.filter(case_id=person.case_id).exists():
        made = new_case_key(person.prefecture_id, person.case_id)
        fresh = CaseKey(
            prefecture_id=person.prefecture_id, case_id=person.case_id, wrapped=made.wrapped, keyset=made.keyset
        )
        CaseKey.objects.bulk_create([fresh], ignore_conflicts=True)
    return _box_of(person)
