"""番号の印. Whether two people have one number, told by a keyed digest: no number is opened for it, no page sees it.

A number has twelve digits, so a digest without a key would be no secret. The key is the prefecture's own, wrapped by
its keyset and rewrapped with the keys of the cases (it stands among them under an id that no case has).
"""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection

from inquiry.vault.crypto import marks_of, new_mark_key
from inquiry.vault.models import Candidate, CaseKey, NumberMark, Person, TakenOrder


@dataclass(frozen=True, slots=True)
class SameNumber:
    """番号が同じ方. Of a candidate; forbidden where it cannot be the same human being asked about again."""

    candidate_id: UUID
    other_id: UUID
    is_same_order: bool
    is_linked: bool
    is_forbidden: bool


def mark(person: Person, number: str, candidate: Candidate | None = None) -> None:
    """印を付ける, for a number that is being registered, or for a candidate's."""
    NumberMark.objects.create(
        prefecture_id=person.prefecture_id,
        order_id=person.order_id,
        person=person,
        candidate=candidate,
        mark=_digest(person.prefecture_id, number),
    )


def is_anothers(person: Person, number: str) -> bool:
    """ほかの方の番号. Registered in this household, or elsewhere for somebody declared with another birth or kana."""
    same = NumberMark.objects.filter(mark=_digest(person.prefecture_id, number), candidate__isnull=True)
    others = same.exclude(person=person).select_related("person")
    return any(each.order_id == person.order_id or not _may_be_one(person, each.person) for each in others)


def same_numbers(person: Person) -> list[SameNumber]:
    """For the pages: identifiers alone, by a function of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT candidate_id, other_id, is_same_order, is_linked, is_forbidden FROM walls.same_number(%s)",
            [person.pk],
        )
        return [SameNumber(*row) for row in cursor.fetchall()]


def forget(person: Person) -> None:
    """The registered number's mark; those of the candidates stay until the closing."""
    NumberMark.objects.filter(person=person, candidate__isnull=True).delete()


def forget_all(order: TakenOrder) -> None:
    NumberMark.objects.filter(order=order).delete()


def _may_be_one(person: Person, other: Person) -> bool:
    """Another application of the same human being."""
    return person.born == other.born and "".join(person.kana.split()) == "".join(other.kana.split())


def _digest(prefecture_id: str, number: str) -> str:
    key_id = uuid5(NAMESPACE_OID, f"marks of {prefecture_id}")
    row = CaseKey.objects.filter(case_id=key_id).first() or _made(prefecture_id, key_id)
    return marks_of(prefecture_id, key_id, bytes(row.wrapped), number.encode()).hex()


def _made(prefecture_id: str, key_id: UUID) -> CaseKey:
    """Of two workers at once the first one's key stands."""
    made = new_mark_key(prefecture_id, key_id)
    row = CaseKey(prefecture_id=prefecture_id, case_id=key_id, wrapped=made.wrapped, keyset=made.keyset)
    CaseKey.objects.bulk_create([row], ignore_conflicts=True)
    return CaseKey.objects.get(case_id=key_id)
