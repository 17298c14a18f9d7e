"""照合事例の点検. Decides labelled pairs and says where the rules and the labels part."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inquiry.matching.findings import Rule
from inquiry.matching.pairs import Decision, PairsNotRead, decide_groups, decide_pairs, read_pairs


class Command(BaseCommand):
    help = "照合事例（CSV）を判定し、期待する判定と比べます。誤った紐付けがあれば失敗します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--relaxed", action="store_true", help="包摂・別表を許す基準（expected_relaxed）で判定します。"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        rule = Rule.RELAXED if options["relaxed"] else Rule.STRICT
        try:
            pairs = read_pairs(options["file"])
        except PairsNotRead as trouble:
            raise CommandError(f"{options['file'].name}：{trouble.sentence}") from None
        by_pair, by_group = decide_pairs(pairs, rule), decide_groups(pairs)
        self._report("", by_pair)
        if by_group:
            self._report("groups: ", by_group)
        wrong = [decision.pair.pair_id for decision in by_pair + by_group if decision.is_wrong_link]
        if wrong:
            raise CommandError(f"誤った紐付けがあります：{'、'.join(wrong)}")

    def _report(self, heading: str, decisions: list[Decision]) -> None:
        agreeing = sum(decision.agrees for decision in decisions)
        self.stdout.write(f"{heading}agree {agreeing} of {len(decisions)}")
        for decision in decisions:
            if not decision.agrees:
                names = " ".join(reason.name for reason in decision.reasons)
                expected, outcome = decision.expected.name.lower(), decision.outcome.name.lower()
                self.stdout.write(f"  {decision.pair.pair_id} expected {expected}, decided {outcome} ({names})")
