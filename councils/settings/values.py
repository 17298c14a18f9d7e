from typing import Any, cast

from django.utils import timezone

from councils.models import Setting
from councils.settings.registry import Value, entry_of
from councils.tenancy import current_actor, once_entered


def value_of(prefecture_id: str, name: str) -> Value:
    """設定の値. What is in force today: the newest confirmed row that has begun, else the registry's default.

    Raises UnknownSetting; ValueError where a row is not of its kind, which the database refuses.
    """
    entry = entry_of(name)
    decided = _decided(prefecture_id).get(name)
    if decided is None:
        return entry.default
    if not entry.is_fit(decided):
        raise ValueError(f"{name} is not of its kind")
    return cast(Value, decided)


def _decided(prefecture_id: str) -> dict[str, Any]:
    """All of them by one query; a page asks for several."""
    by = current_actor()
    if by is None or by.prefecture_id != prefecture_id:
        return _newest(prefecture_id)
    return once_entered("settings", by, lambda: _newest(prefecture_id))


def _newest(prefecture_id: str) -> dict[str, Any]:
    begun = Setting.objects.filter(prefecture_id=prefecture_id, since__lte=timezone.localdate())
    return dict(begun.filter(confirmed_at__isnull=False).order_by("since", "id").values_list("name", "value"))
