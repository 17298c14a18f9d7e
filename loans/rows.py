"""What every case table has: its tenant columns, an outward identifier, and a history that knows who changed it."""

import uuid
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from simple_history.models import HistoricalRecords

from councils.models import Council
from councils.tenancy import current_actor


class CaseRow(models.Model):
    """案件の行. The tenant columns stand in every row, so that each policy is one comparison (speed.md)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture = models.ForeignKey(
        Council, models.PROTECT, related_name="+", db_index=False, verbose_name="都道府県社協"
    )
    municipal_council = models.ForeignKey(
        Council, models.PROTECT, related_name="+", db_index=False, verbose_name="市区町村社協"
    )
    created_at = models.DateTimeField("作成日時", db_default=Now(), editable=False)

    class Meta:
        abstract = True


class PartRow(CaseRow):
    """申込の一部. Seen by the office once the application has been forwarded.

    is_forwarded is set by triggers alone (loans/migrations/0002_walls.py): a policy that asked the parent
    would cost seventy times as much (speed.md).
    """

    is_forwarded = models.BooleanField("進達済", default=False, editable=False)

    class Meta:
        abstract = True


def parent_key(to: str, related_name: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """A key to another case table. The composite key that includes the tenant is literal SQL (walls.md §4)."""
    return models.ForeignKey(to, models.PROTECT, related_name=related_name, db_constraint=False, **options)


def same_tenant() -> list[models.BaseConstraint]:
    """The other end of composite keys: a child names its parent together with both tenants."""
    return [models.UniqueConstraint(name="%(class)s_of_tenant", fields=["prefecture", "municipal_council", "id"])]


def who_and_when(act: str) -> models.BaseConstraint:
    """Somebody and a time together, or neither."""
    return models.CheckConstraint(
        name=f"%(class)s_{act}_by_and_at",
        condition=models.Q(**{f"{act}_by__isnull": True, f"{act}_at__isnull": True})
        | models.Q(**{f"{act}_by__isnull": False, f"{act}_at__isnull": False}),
    )


def months_times_month(name: str) -> models.BaseConstraint:
    """総額＝月額×月数. Whoever writes one writes the others; what is not lent by the month has neither."""
    by_month = models.Q(amount_yen=models.F("monthly_yen") * models.F("lending_months"))
    return models.CheckConstraint(
        name=name,
        condition=models.Q(monthly_yen__isnull=True) | models.Q(lending_months__isnull=True) | by_month,
    )


def any_of(ids: Iterable[UUID]) -> RawSQL:
    """`pk__in=any_of(…)`: one statement for any number of ids; a list of each length would be planned anew."""
    return RawSQL("SELECT unnest(%s::uuid[])", [list(ids)])


def _acting_staff(instance: Any, **_: Any) -> int | None:
    actor = current_actor()
    return actor.staff_id if actor else None


def _stored_staff(row: Any) -> Any:
    return row.history_user_id


def _store_staff(row: Any, staff_id: Any) -> None:
    row.history_user_id = staff_id


def history(**options: Any) -> HistoricalRecords:
    """履歴. Every save leaves the whole row and who saved it, behind the walls of the table it shadows."""
    return HistoricalRecords(
        history_user_id_field=models.BigIntegerField(null=True),
        history_user_getter=_stored_staff,
        history_user_setter=_store_staff,
        get_user=_acting_staff,
        history_change_reason_field=models.CharField(max_length=1, null=True),
        **options,
    )
