from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from loans.applications.models import ConsentText
from loans.terms.models import FundTerms
from loans.terms.products import read_products, read_rows


class Command(BaseCommand):
    """貸付条件の登録. National defaults and the texts that people agree to; what is there already stays as it is.

    Run as the owner. A change of terms is a new row with a later first day, never another content of an old one.
    """

    help = "Loads the national fund terms and consent texts that are not there yet."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        terms = [
            FundTerms(
                code=facts.code,
                prefecture_id=facts.prefecture or None,
                valid_from=facts.valid_from,
                valid_until=facts.valid_until,
                terms=row,
                source=facts.source,
                confidence=facts.confidence,
            )
            for facts, row in zip(read_products(), read_rows(), strict=True)
        ]
        FundTerms.objects.bulk_create(terms, ignore_conflicts=True)
        statements = {(each.code, each.version): each for facts in read_products() for each in facts.statements}
        first_day = min(facts.valid_from for facts in read_products())
        ConsentText.objects.bulk_create(
            [
                ConsentText(
                    code=each.code,
                    version=each.version,
                    text=each.text,
                    scope=each.of,
                    valid_from=first_day,
                    source="借入申込書の申告・同意事項",
                )
                for each in statements.values()
            ],
            ignore_conflicts=True,
        )
        self.stdout.write(f"terms {len(terms)}, texts {len(statements)}")
