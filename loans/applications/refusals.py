"""申込の断り."""

from councils.refusals import Refused


class Incomplete(Refused):
    """申込に足りないものがある. The sentence names each of them."""

    def __init__(self, missing: list[str], *, to: str) -> None:
        super().__init__(f"{to}には、次のことが必要です。" + "".join(f"・{each}" for each in missing))


class PapersBeingChecked(Refused):
    sentence = (
        "書類のファイルを確認しています。ふつうは数秒で終わります。"
        "「書類」の欄で確認済みになってから、もう一度進達してください。"
    )


class OverCeiling(Refused):
    field = "amount_yen"

    def __init__(self, ceiling_yen: int, amount: str, *, field: str = "amount_yen") -> None:
        super().__init__(
            f"{amount}が貸付限度額（{ceiling_yen:,}円）を超えています。{ceiling_yen:,}円以内の金額を入力してください。",
            field=field,
        )


class OverMonths(Refused):
    """貸付期間が長すぎる."""

    field = "lending_months"


class OverNeed(Refused):
    field = "amount_yen"

    def __init__(self, needed_yen: int, amount: str) -> None:
        super().__init__(
            f"{amount}が必要額（{needed_yen:,}円）を超えています。"
            "必要額は、必要額内訳の合計から自己資金とほかの制度の分を引いた額です。"
        )


class AlreadyApplied(Refused):
    """二重申込. The same household has an open application for the same fund; with a reason it goes on."""

    field = "again_reason"

    def __init__(self, numbers: list[str], product: str) -> None:
        super().__init__(
            f"同じ世帯と思われる方から、{product}の申込みがすでにあります（{'、'.join(numbers)}）。"
            "重ねて申し込むときは、理由を入力してください。"
        )


class OffUnit(Refused):
    field = "amount_yen"

    def __init__(self, unit_yen: int, amount: str) -> None:
        super().__init__(f"{amount}は{unit_yen:,}円単位で入力してください。")


class TooLong(Refused):
    """据置期間・償還期間が長すぎる."""


class NotOneApplicant(Refused):
    sentence = "世帯のうち、続柄「本人」の方を一人だけ入力してください。"


class OralNotAllowed(Refused):
    field = "way"
    sentence = "口頭での同意は、県の設定で認められていません。画面か紙に署名してもらってください。"


class SignatureMissing(Refused):
    field = "signature"
    sentence = "署名がまだありません。枠の中に署名してもらうか、「紙の同意書に署名」を選んでください。"


class RepresentativeMissing(Refused):
    field = "representative"
    sentence = "未成年の方です。同意する法定代理人（親権者など）を選んでください。"


class NotTheRepresentative(Refused):
    field = "representative"
    sentence = "選ばれた方は、いまは法定代理人として選べません。画面を開き直して、選び直してください。"


class MinorAsParty(Refused):
    field = "born"
    sentence = "18歳未満の方は、連帯保証人・法定代理人になれません。生年月日を確かめてください。"


class ItemsUnanswered(Refused):
    """返戻の項目に答えていない."""

    def __init__(self, items: list[str]) -> None:
        super().__init__(
            "返戻された項目のうち、直しても答えてもいないものがあります。"
            + "".join(f"・{each}" for each in items)
            + "「返戻に答える」の画面で、項目ごとに答えてください。"
        )
