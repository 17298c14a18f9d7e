from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inquiry.vault.crypto import make_keyset


class Command(BaseCommand):
    help = "Makes the key-encrypting keyset of prefectures (six-digit codes); those that have one keep it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefecture", nargs="+")

    def handle(self, *_: Any, **options: Any) -> None:
        for prefecture in options["prefecture"]:
            self.stdout.write(f"{prefecture}: {'made' if make_keyset(prefecture) else 'there already'}")
