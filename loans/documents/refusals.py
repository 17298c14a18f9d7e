"""書類の断り."""

from councils.refusals import Refused


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
