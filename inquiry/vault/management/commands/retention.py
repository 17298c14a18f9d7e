import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inquiry.vault.retention import kept
from inquiry.vault.tasks import prefectures


class Command(BaseCommand):
    help = "保存と廃棄: what the vault keeps, by class and age, and what is overdue. Exit status 1 where that is not 0."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--report", action="store_true", required=True, help="print the counts")

    def handle(self, *_: Any, **__: Any) -> None:
        overdue = 0
        for prefecture_id in prefectures():
            for line in kept(prefecture_id):
                overdue += line.overdue
                if line.count or line.overdue:
                    age = f"oldest {line.oldest_days} days"
                    self.stdout.write(f"{prefecture_id} {line.label}: {line.count}, {age}, overdue {line.overdue}")
        self.stdout.write(f"overdue in all: {overdue}")
        if overdue:
            sys.exit(1)
