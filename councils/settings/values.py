from typing import cast

from django.utils import timezone

from councils.models import Setting
from councils.settings.registry import Value, entry_of


def value_of(prefecture_id: str, name: str) -> Value:
    """設定の値. What is in force today: the newest confirmed row that has begun, else the registry's default.

    Raises UnknownSetting; ValueError where a row is not of its kind, which the database refuses.
    """
    entry = entry_of(name)
    begun = Setting.objects.filter(prefecture_id=prefecture_id, name=name, since__lte=timezone.localdate())
    confirmed = begun.filter(confirmed_at__isnull=False).order_by("-since", "-id")
    decided = confirmed.values_list("value", flat=True).first()
    if decided is None:
        return entry.default
    if not entry.is_fit(decided):
        raise ValueError(f"{name} is not of its kind")
    return cast(Value, decided)
