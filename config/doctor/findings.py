"""点検. What each process of a deployment can see of its own surroundings; a new subject is a line in `findings`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Finding:
    """点検の結果. fix is empty where nothing is to be done."""

    what: str
    fix: str = ""

    @property
    def is_wrong(self) -> bool:
        return bool(self.fix)


def findings() -> Iterator[Finding]:
    from config.doctor import tombstones

    if settings.ZONE == "gate" and "cases" in settings.DATABASES:
        yield from tombstones.findings()
