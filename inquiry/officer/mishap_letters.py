"""追記とお知らせの文. Finished words without a value: to whom a letter goes is written on it by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from councils.era import wareki
from inquiry.officer.showing import moment
from inquiry.vault.models import Inquiry, Mishap
from inquiry.vault.providers import Directory


@dataclass(frozen=True, slots=True)
class Letter:
    """一通. about: the inquiries that it speaks of, where it leaves the house and nothing else goes with it."""

    title: str
    paragraphs: Sequence[str]
    about: Sequence[dict[str, str]] = ()


def asked_rows(mishap: Mishap) -> list[dict[str, str]]:
    """対象の照会: which request, when, of whom, for which kind; nothing that was answered."""
    rows = Inquiry.objects.filter(order=mishap.order, asked_at__isnull=False)
    rows = rows.filter(person=mishap.person) if mishap.person_id else rows.filter(is_nondisclosure=False)
    directory = Directory()
    return [
        {
            "kind": row.get_kind_display(),
            "provider": directory.name_of(row.provider),
            "asked_at": moment(row.asked_at) if row.asked_at else "",
            "receipt": row.receipt or "なし",
            "request": str(row.pk),
        }
        for row in rows.order_by("asked_at", "pk")
    ]


def annotation(mishap: Mishap) -> Letter:
    """情報提供等の記録への追記. What is entered for each request above, by the road that the prefecture has."""
    if mishap.what == Mishap.What.EXPOSED:
        return Letter(
            "情報提供等の記録への追記（不開示）",
            [
                "対象の照会は、支援措置の対象の方について、不開示コードを付けずに行われました。",
                "提供元に連絡し、情報提供等の記録を不開示とする設定を依頼してください。"
                "マイナポータルから加害者に見られるおそれがあるため、その日のうちに行ってください。",
            ],
        )
    return Letter(
        "情報提供等の記録への追記",
        [
            f"対象の照会は、照会する対象の方を誤って行われたものです（原因：{mishap.get_cause_display()}）。",
            f"誤りを知った日：{wareki(mishap.known_on)}。提供を受けた情報は、判断に使わず、廃棄しました。"
            if mishap.destroyed_at
            else f"誤りを知った日：{wareki(mishap.known_on)}。提供を受けた情報は、判断に使わず、廃棄します。",
        ],
    )


def inside_report(mishap: Mishap) -> Letter:
    return Letter(
        "機関内の報告",
        [
            f"県受付番号{mishap.order.reference}の照会依頼について、次のことが分かりました：{mishap.get_what_display()}。",
            f"原因：{mishap.get_cause_display()}。知った日：{wareki(mishap.known_on)}。"
            f"漏えい等の判断：{mishap.get_leak_display() or 'まだ判断していません'}。",
            *([] if mishap.leak else ["判断に迷うときは、個人情報保護委員会に照会してください。"]),
        ],
    )


def second_person(mishap: Mishap) -> Letter:
    """誤って照会した方へ. Told what was done and how to ask; no item of the answer."""
    done = "廃棄しました" if mishap.destroyed_at else "廃棄します"
    return Letter(
        "お知らせ（誤って照会した方へ）",
        [
            "＿＿＿＿＿＿＿＿　様（宛名は手で記入してください）",
            "生活福祉資金の貸付審査にあたり、別の方について行うべき情報照会を、誤ってあなた様について行いました。"
            "深くお詫び申し上げます。",
            f"照会した日と情報の種類は、下の表のとおりです。誤りは{wareki(mishap.known_on)}に分かりました。",
            f"受け取った情報は直ちに見られないようにし、判断に使わず、{done}。"
            "情報提供等の記録には、誤りであったことを追記します。記録はマイナポータルで確認できます。",
            "お問い合わせ先：＿＿＿＿＿＿＿＿＿＿",
        ],
        asked_rows(mishap),
    )


def letters(mishap: Mishap) -> list[Letter]:
    """None of what was no 誤照会: nobody is told of it."""
    if mishap.lifted_at is not None:
        return []
    found = [annotation(mishap), inside_report(mishap)]
    return [*found, second_person(mishap)] if mishap.what == Mishap.What.WRONG_PERSON else found
