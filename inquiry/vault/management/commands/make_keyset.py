from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from inquiry.vault.keysets import has_keyset, make_keyset


class Command(BaseCommand):
    help = "Makes the first key-encrypting keyset of prefectures (six-digit codes); those that have one keep it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefecture", nargs="+")

    def handle(self, *_: Any, **options: Any) -> None:
        for prefecture in options["prefecture"]:
            is_made = not has_keyset(prefecture) and make_keyset(prefecture, timezone.localdate())
            self.stdout.write(f"{prefecture}: {'made' if is_made else 'there already'}")
