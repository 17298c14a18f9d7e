"""封. Writes and reads sealed values of the vault; for the worker alone, since the pages may not read these tables."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef

from inquiry.vault.crypto import CaseBox, Cell, case_box, new_case_key
from inquiry.vault.models import UNTIL_CLOSING, CaseKey, Person, Sealed, SealedPart, TakenOrder

Content = dict[str, Any]


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


def newest(person: Person, what: SealedPart) -> Content:
    """The one sealed last. Raises Sealed.DoesNotExist."""
    row = Sealed.objects.filter(person=person, what=what).order_by("position").last()
    if row is None:
        raise Sealed.DoesNotExist
    return opened(_box_of(person), row)


def every(person: Person, what: SealedPart) -> list[Content]:
    """Those of all providers, as they came."""
    rows = Sealed.objects.filter(person=person, what=what).order_by("position")
    return [opened(_box_of(person), row) for row in rows]


def next_position(person: Person, what: SealedPart) -> int:
    return Sealed.objects.filter(person=person, what=what).count()


def opened(box: CaseBox, row: Sealed) -> Content:
    content: Content = json.loads(box.open(bytes(row.ciphertext), cell_of(row.prefecture_id, row.pk, row.person_id)))
    return content


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
