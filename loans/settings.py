"""貸付の設定. How many working days things are given, and whether notices go out by mail; a prefecture decides."""

from councils.settings.registry import Entry, SettingKind

_DAYS = "開庁日"


def _days(name: str, label: str, default: int, why: str) -> Entry:
    return Entry(name, label, SettingKind.COUNT, default=default, why=why, unit=_DAYS, least=1, most=90)


RETURN_DAYS = _days(
    "returns.days",
    "返戻の期限（はじめに入る日数）",
    10,
    "返戻の画面に、はじめから入っている期限です。案件ごとに変えられます。二週間ほどで書類をそろえ直せる長さにしています。",
)
CORRECTION_DAYS = _days(
    "corrections.days",
    "補正の依頼の期限（はじめに入る日数）",
    5,
    "審査を止めずに一つだけお願いするときの期限です。一週間で返事ができる長さにしています。案件ごとに変えられます。",
)
_WHY_TARGET = "公表された標準処理期間はないため、目安として画面に出すだけの日数です。過ぎても操作は止まりません。"
FORWARD_DAYS = _days("targets.forward", "申込の受付から進達までの目安", 5, _WHY_TARGET)
RECEIVE_DAYS = _days("targets.receive", "進達から県の受付までの目安", 2, _WHY_TARGET)
REVIEW_DAYS = _days("targets.review", "県の受付から起案までの目安", 10, _WHY_TARGET)
DECIDE_DAYS = _days("targets.decide", "県の受付から決定までの目安", 15, _WHY_TARGET)
MAIL = Entry(
    "notices.mail",
    "お知らせがあることをメールで伝える",
    SettingKind.FLAG,
    default=False,
    why=(
        "メールには、お知らせの件数とサインインの画面の場所だけを書き、氏名や受付番号は書きません。"
        "送信サーバーを用意していない県では送れないため、はじめは「しない」です。"
        "「する」にしても、届くのは、ご自身で希望した職員だけです。"
    ),
)
MAIL_MINUTES = Entry(
    "notices.mail_minutes",
    "お知らせメールの間隔",
    SettingKind.COUNT,
    default=60,
    why="続けてお知らせがあっても、一人に送るメールはこの間に一通までです。",
    unit="分",
    least=5,
    most=1440,
)
ENTRIES = (
    RETURN_DAYS,
    CORRECTION_DAYS,
    FORWARD_DAYS,
    RECEIVE_DAYS,
    REVIEW_DAYS,
    DECIDE_DAYS,
    MAIL,
    MAIL_MINUTES,
)
