"""県独自項目. Which questions of the prefecture a form has: those that stand today for its fund."""

from datetime import date

from django.db.models import Q

from loans.extras.models import ExtraField


def extras_for(fund: str, *, prefecture_id: str, on: date) -> list[ExtraField]:
    """In the order in which they began."""
    rows = ExtraField.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on),
        prefecture_id=prefecture_id,
        fund__in=["", fund],
        since__lte=on,
        confirmed_at__isnull=False,
    )
    return list(rows.order_by("since", "proposed_at", "id"))


def asked_before(ids: list[str], *, prefecture_id: str) -> list[ExtraField]:
    """Those that answers were given to, whether or not they still stand."""
    if not ids:
        return []
    return list(
        ExtraField.objects.filter(prefecture_id=prefecture_id, pk__in=ids).order_by("since", "proposed_at", "id")
    )
