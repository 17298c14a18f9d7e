"""償還計画表. Prints what loans come to, in the columns by which schedules are compared; and compares."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loans.terms.products import read_rounding
from loans.terms.refusals import NoSuchPlan
from loans.terms.table import ASKED, COLUMNS, disagreements, loan_of, read_loans, summary


class Command(BaseCommand):
    help = (
        "償還計画表（CSV）を出力します。借入れは CSV（列：" + ", ".join(ASKED) + "）か、--principal などで指定します。"
        "CSV に計算結果の列もあれば比べ、違いがあれば失敗します。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="借入れの CSV（UTF-8）")
        parser.add_argument("--principal", default="", help="借入金額（円）")
        parser.add_argument("--months", default="", help="償還期間（月）")
        parser.add_argument("--rate", default="0", help="年利率（1.5%% なら 0.015）")
        parser.add_argument("--every", default="1", help="償還の間隔（月賦 1、半年賦 6、年賦 12）")
        parser.add_argument("--product", default="", help="資金の名称")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            differing = self._from_file(options["file"]) if options["file"] else self._single(options)
        except NoSuchPlan as refusal:
            raise CommandError(refusal.sentence) from None
        if differing:
            raise CommandError("計算結果が違う行があります。\n" + "\n".join(differing))

    def _single(self, options: dict[str, Any]) -> list[str]:
        typed = (options[name] for name in ("product", "principal", "months", "rate", "every"))
        loan = loan_of(dict(zip(ASKED, ("", *typed), strict=True)), number=1)
        self._table().writerow(summary(loan, read_rounding()))
        return []

    def _from_file(self, file: Path) -> list[str]:
        """Every row is printed; what differs from the figures that stand in the file is returned, a line each."""
        differing, table, rule = [], self._table(), read_rounding()
        for loan, written in read_loans(_lines(file)):
            found = summary(loan, rule)
            table.writerow(found)
            differing += [f"{loan.case_id}: {each}" for each in disagreements(found, written)]
        return differing

    def _table(self) -> "csv.DictWriter[str]":
        table = csv.DictWriter(self.stdout, COLUMNS)
        table.writeheader()
        return table


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"{file.name} を UTF-8 の CSV として読めません。") from None
