"""What every page shows around its content: zone, council, who acts in which post, and the way about."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from councils.models import Council

ZONE_NAMES = {"counter": "窓口", "office": "事務局", "gate": "照会", "all": ""}


def look(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    return {
        "look": {
            "zone": settings.ZONE,
            "zone_name": ZONE_NAMES[settings.ZONE],
            "is_demo": settings.IS_DEMO,
            "actor": actor,
            "council_name": _council_name(actor.council_id) if actor else "",
            "has_posts": len(getattr(request, "posts", [])) > 1,
        }
    }


_names: dict[str, str] = {}


def _council_name(code: str) -> str:
    """Councils change by a release of the registry, so a process may remember their names."""
    if code not in _names:
        _names[code] = Council.objects.get(pk=code).name
    return _names[code]
