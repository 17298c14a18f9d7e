from uuid import UUID, uuid4

from django.db import connection, transaction

from councils.administration.actions.find import entry_of
from councils.homes.digests import digest_of
from councils.tenancy import Actor
from councils.trail import write


@transaction.atomic
def register_home(entry_id: UUID, postcode: str, address: str, *, by: Actor) -> None:
    """住所の要約の登録. What was typed is not kept. Raises NotPermitted, NotFound."""
    entry = entry_of(entry_id, by=by)
    with connection.cursor() as cursor:
        # Not by the ORM, which would read the row back: nobody here may.
        cursor.execute(
            "INSERT INTO councils_homedigest (id, prefecture_id, staff_id, digest, written_by)"
            " VALUES (%s, %s, %s, %s, %s)",
            [uuid4(), by.prefecture_id, entry.staff_id, digest_of(postcode, address), by.person_id],
        )
    write.act("register_home", subject_id=entry.pk, fields=["address"])
