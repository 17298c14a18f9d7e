from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.demo import KANAGAWA, TOKYO


class Command(BaseCommand):
    """Brings one database up to date: tables, walls, councils, terms; the demo's people when asked. As the owner."""

    help = "Migrates this zone's home database and loads what every deployment has."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", default="", metavar="FOLDER", help="also the demo accounts kept in FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("load_councils")
        if settings.HOME == "cases":
            call_command("load_terms")
        if options["demo"]:
            call_command("seed_demo", options["demo"])
        if options["demo"] and settings.HOME == "vault":
            for prefecture in (TOKYO, KANAGAWA):
                call_command("make_keyset", prefecture)
