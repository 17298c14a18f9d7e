"""書類の断り."""

from councils.refusals import Refused, StepNotAllowed


class TooLarge(Refused):
    field = "file"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(
            f"ファイルが大きすぎます（上限{limit_bytes // 1024 // 1024}MB）。"
            "写真の画質を下げるか、分けて登録してください。"
        )


class NotReadable(Refused):
    field = "file"
    sentence = (
        "このファイルは開けませんでした。PDF、JPEG、PNGのいずれかで、壊れていないファイルを選んでください。"
        "紙の書類は、写真に撮って登録することもできます。"
    )


class TooManySheets(Refused):
    field = "file"

    def __init__(self, most: int) -> None:
        super().__init__(f"一度に登録できるのは{most}枚までです。分けて登録してください。")


class NoSuchKind(Refused):
    field = "kind"
    sentence = "書類の種類を一覧から選び直してください。"


class MarksMissing(Refused):
    """黒塗りの確認がない. Nothing is kept of which nobody said that the number cannot be read."""

    def __init__(self, mark: str, label: str) -> None:
        self.field = f"mark_{mark}"
        super().__init__(f"{label}を「黒塗りした」か「載っていない」か、選んでください。")


class SameKind(Refused):
    field = "after"
    sentence = "いまと同じ種類です。変える種類を選んでください。"


class NeverAnother(Refused):
    """本人確認書類の12桁. On such a paper a number of twelve digits is a 個人番号."""

    field = "after"
    sentence = "この種類の書類では、12桁の数字を「個人番号ではない」とできません。黒塗りしてから登録してください。"


class NeedsBlackout(Refused):
    """A kind that wants ticks which this photograph never had."""

    field = "after"

    def __init__(self, name: str) -> None:
        super().__init__(f"「{name}」には黒塗りの確認が要ります。種類を選んで、登録し直してください。")


class IssueDateMissing(Refused):
    """発行日がない. A paper that counts for some months says of which day it is."""

    field = "issued_on"

    def __init__(self, months: int) -> None:
        super().__init__(f"発行日を入力してください。この書類は、発行から{months}か月以内のものが要ります。")


class TooManyPapers(Refused):
    field = "file"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"一つの案件に登録できる書類は{most}枚までです。要らない書類を取り消すか、PDFにまとめて登録してください。"
        )


class SentAlready(StepNotAllowed):
    """進達した書類. What the office was told of stands; a new one is added beside it."""

    sentence = "県社協へ送った書類は、ここでは取り消せません。新しい書類として登録してください。"


class NumberInName(Refused):
    field = "file"
    sentence = (
        "ファイル名に、マイナンバー（個人番号）と思われる12桁の数字があります。"
        "ファイル名から数字を消してから、もう一度選んでください。"
    )


class TooManyPixels(Refused):
    field = "file"
    sentence = "この写真は画素数が多すぎます。カメラの設定で画質を下げて撮り直すか、PDFにして登録してください。"


class AppleFormat(Refused):
    field = "file"
    sentence = (
        "この写真はHEIC形式のため、登録できません。iPadの「設定」→「カメラ」→「フォーマット」で「互換性優先」を選び、"
        "撮り直してください。"
    )


class BeingChecked(Refused):
    sentence = "この書類は確認中のため、まだ開けません。確認が終わってから開いてください。"


class CouldNotBeOpened(Refused):
    """確認で開けなかった書類. There is nothing to show any more."""


class TooMuchToBind(Refused):
    sentence = "書類が多いため、一つのPDFにまとめられません。書類を一つずつ開いてください。"
