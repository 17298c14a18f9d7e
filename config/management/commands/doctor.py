from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.doctor.findings import findings


class Command(BaseCommand):
    """Looks at the surroundings of one process and says beside each fault what to do. Exit status 1 where there is one.

    `check_walls` is what keeps a zone from starting; this is for whoever looks after it.
    """

    help = "Says what is wrong around this process of the zone, and what to do about it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(findings())
        for each in found:
            self.stdout.write(f"{'WRONG' if each.is_wrong else 'ok'}  {each.what}{f' {each.fix}' if each.fix else ''}")
        wrong = sum(each.is_wrong for each in found)
        if wrong:
            raise CommandError(f"{wrong} to be seen to.")
        self.stdout.write("nothing is wrong" if found else "there is nothing to look at in this process")
