"""書類の状態. What has become of a paper's file since it was sent, and what the counter is told of it."""

from datetime import timedelta

from django.db import models

# The check takes seconds; from here on somebody should know that it does not end.
LATE = timedelta(minutes=10)
IS_LATE = "確認に時間がかかっています。このまま終わらないときは、システムの管理者に知らせてください。"


class PaperState(models.TextChoices):
    CHECKING = "checking", "確認中"
    CHECKED = "checked", "確認済み"
    REFUSED = "refused", "登録できません"


class Trouble(models.TextChoices):
    """開けなかった理由."""

    UNREADABLE = "unreadable", "開けない"
    PROTECTED = "protected", "パスワード付き"
    TOO_MUCH = "too_much", "多すぎる"
    INFECTED = "infected", "ウイルス"
    MY_NUMBER = "my_number", "個人番号"


# What the counter does next.
ADVICE: dict[str, str] = {
    Trouble.UNREADABLE: "開けませんでした。撮り直すか、壊れていないファイルを登録してください。",
    Trouble.PROTECTED: "パスワードがかかっていて開けませんでした。パスワードを外したPDFを登録してください。",
    Trouble.TOO_MUCH: "ページや画素が多すぎて開けませんでした。分けるか、画質を下げて登録してください。",
    Trouble.MY_NUMBER: (
        "個人番号（マイナンバー）が読み取れます。紙の上で黒塗りしてから撮り直すか、番号のない書類を登録してください。"
    ),
    Trouble.INFECTED: (
        "ウイルスが見つかったため、破棄しました。ファイルのあった機器を使わず、情報システムの担当者に知らせてください。"
    ),
}
