from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from inquiry.vault.actions.rotate import rotate
from inquiry.vault.keysets import has_keyset
from inquiry.vault.tasks import prefectures


class Command(BaseCommand):
    help = (
        "Daily: a new keyset for each prefecture every month, every key of a case under it, and old keysets destroyed"
        " once no backup of their time is kept. Runs with the environment of the gate's worker; alone in being able to"
        " write KEYSETS_DIR."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        for prefecture in filter(has_keyset, prefectures()):
            done = rotate(prefecture, timezone.localdate())
            self.stdout.write(
                f"{prefecture}: {'new keyset, ' if done.is_made else ''}{done.rewrapped} keys rewrapped,"
                f" {len(done.destroyed)} keysets destroyed, {len(done.kept)} kept"
            )
