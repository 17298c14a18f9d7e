from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.walls.checks import wrongs


class Command(BaseCommand):
    """Refuses to let a zone start while any of its walls is down. Exit status 1, one line per finding."""

    help = "Checks login, databases, context key and neighbours of this zone before it is served."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(wrongs())
        for each in found:
            self.stderr.write(each)
        if found:
            raise CommandError(f"{len(found)} walls are down; this zone is not served.")
        self.stdout.write("the walls stand")
