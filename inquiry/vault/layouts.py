"""様式の読み込み. The columns in force on a day, as the pure reader and writer want them."""

from datetime import date

from inquiry.catalogue import in_force
from inquiry.sources.files.layout import Column, Layout
from inquiry.vault.models import LayoutColumn


def layout_of(of: LayoutColumn.Of, on: date) -> Layout:
    """Where two rows name the same item, the one that began last."""
    rows = LayoutColumn.objects.filter(in_force(on), of=of).order_by("valid_from", "pk")
    # 空欄 and 固定値 stand in several columns; any other item stands in one.
    latest = {(row.item, row.kind, row.position if row.item in ("BLANK", "FIXED") else 0): row for row in rows}
    return Layout([Column(row.position, row.length, row.item, row.words, row.kind) for row in latest.values()])
