"""断り. Why a file from マイナポータル is not taken; no sentence repeats anything that was in it."""

from councils.refusals import Refused


class FileTooLarge(Refused):
    sentence = "ファイルが大きすぎます。マイナポータルの結果のファイルか確かめてください。"


class NumberInFile(Refused):
    sentence = (
        "個人番号（マイナンバー）と思われる数字が含まれているため、受け取れません。"
        "個人番号を含まない結果を、もう一度取り出してもらってください。ファイルは保存していません。"
    )


class NotAResult(Refused):
    sentence = "マイナポータルの結果として読み取れませんでした。ファイルは保存していません。"


class ObtainedLater(Refused):
    sentence = "取得日が今日より後になっています。ファイルを確かめてください。"
