from typing import Any

from django.core.management.base import BaseCommand

from inquiry.vault.actions.replay import replay_all


class Command(BaseCommand):
    help = (
        "After a restore, with the environment of the gate's worker: destroys again what was destroyed, by the list in"
        " TOMBSTONES_DIR, and lets the database show values. The worker does the same when it starts."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"{replay_all()} values, keys and records destroyed again; the database is open")
