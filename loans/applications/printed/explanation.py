"""重要事項説明書. Each point is explained and acknowledged; the points are dated words (ConsentText). §3.5."""

from collections.abc import Iterator

from django.utils import timezone

from councils.papers.form import Checks, Lines, Pairs, Part, Signatures, pens
from councils.papers.letter import Check, Row
from loans.applications.models import ConsentText
from loans.applications.printed.source import Source
from loans.terms.facts import Repayment
from loans.terms.products import read_late_interest

EXPLANATION = "EXPLANATION"


def explanation_form(source: Source) -> tuple[Part, ...]:
    """重要事項説明書."""
    return (
        Pairs("借入れの内容", tuple(_lending(source))),
        Checks("説明を受けて理解したこと（説明した項目に印を付けます）", tuple(_points())),
        Lines("備考", "", pen_lines=2),
        Signatures("説明を受け、内容を理解しました", pens("借受人 署名", "連帯借受人・保証人 署名", "説明した職員")),
    )


def _lending(source: Source) -> Iterator[Row]:
    rate = read_late_interest()[-1].rate
    lump = source.terms.repayment is Repayment.LUMP_SUM
    yield Row("氏名", source.name())
    yield Row("資金", f"{source.terms.fund} {source.terms.name}")
    yield Row("希望額", source.yen("amount_yen"))
    yield Row("据置期間", source.months("grace_months"))
    yield Row("償還期間", "一括" if lump else source.months("repayment_months"))
    yield Row("延滞利子", f"年{rate * 100:.1f}%（期限後の残元金）")


def _points() -> Iterator[Check]:
    rows = ConsentText.objects.filter(code=EXPLANATION, valid_from__lte=timezone.localdate())
    words = rows.order_by("-version").values_list("text", flat=True).first() or ""
    for point in words.splitlines():
        yield Check(point, is_needed=False)
