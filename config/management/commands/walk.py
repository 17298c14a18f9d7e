import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import httpx
from django.core.management.base import BaseCommand, CommandError

from config.walk.browser import PageSaysNo
from config.walk.steps import STEPS, Step, Walk


class Command(BaseCommand):
    """Takes one case from consultation to the legacy system, over HTTP as signed-in staff."""

    help = "Walks one case through a running demo (run.json)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ready", nargs="?", default=".local/run.json", help="run.json of a running demo")

    def handle(self, *args: Any, **options: Any) -> None:
        walk = Walk(json.loads(Path(options["ready"]).read_text(encoding="utf-8")))
        began = time.monotonic()
        for number, step in enumerate(STEPS, 1):
            self._take(number, step, walk)
        self.stdout.write(
            f"\nOne case walked in {time.monotonic() - began:.1f} s: {walk.receipt_number},"
            f" legacy system's number {walk.legacy_number}\n"
        )

    def _take(self, number: int, step: Step, walk: Walk) -> None:
        began = time.monotonic()
        try:
            address = step.take(walk)
        except (PageSaysNo, httpx.HTTPError) as trouble:
            raise CommandError(f"{number:2}. {step.name}: {trouble}") from trouble
        screen = walk.screen(step.who)
        where = f"{str(screen.client.base_url).rstrip('/')}{address}"
        self.stdout.write(f"  {number:2}. {time.monotonic() - began:5.2f} s  {step.name}　{where}")
