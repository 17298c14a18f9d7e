from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from councils.models import Council
from councils.registry.reader import read


class Command(BaseCommand):
    """社会福祉協議会の登録. All councils of the registry; again and again without harm. Run as the owner."""

    help = "Loads every prefectural and municipal council from councils/registry."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            Council(
                code=row.code,
                name=row.name,
                kana=row.kana,
                kind=row.kind,
                prefecture_id=row.prefecture,
                parent_id=row.parent or None,
            )
            for row in read()
        ]
        Council.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "kana", "kind", "prefecture", "parent"],
        )
        self.stdout.write(f"councils {len(rows)}")
