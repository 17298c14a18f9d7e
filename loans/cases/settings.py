"""一覧の設定. From which day on a case counts as overdue, and what may leave the system as a file."""

from councils.settings.registry import Entry, SettingKind

COUNTER_DAYS = Entry(
    "lists.counter_days",
    "窓口での対応の目安",
    SettingKind.COUNT,
    default=20,
    why=(
        "申込書を作成してから進達までの目安です。超えた案件を「期限切れ」に出します。"
        "標準の日数は公表されていないため、はじめはおよそ一か月（20開庁日）にしています。"
    ),
    unit="開庁日",
    least=1,
    most=250,
)
OFFICE_DAYS = Entry(
    "lists.office_days",
    "県社協での対応の目安",
    SettingKind.COUNT,
    default=20,
    why=(
        "進達から決定までの目安です。超えた案件を「期限切れ」に出します。"
        "標準の日数は公表されていないため、はじめはおよそ一か月（20開庁日）にしています。"
    ),
    unit="開庁日",
    least=1,
    most=250,
)
EXPORT_ROWS = Entry(
    "lists.export_rows",
    "一覧を一度に書き出せる件数",
    SettingKind.COUNT,
    default=2_000,
    why="書き出したファイルはこの仕組みの外に出るため、一度に出せる件数を限ります。超えるときは、絞り込んでから書き出します。",
    unit="件",
    least=100,
    most=10_000,
)
EXPORT_BY_COUNSELLORS = Entry(
    "lists.export_by_counsellors",
    "相談員にも一覧の書き出しを認める",
    SettingKind.FLAG,
    default=False,
    why="氏名の入った一覧を窓口の端末に残さないため、はじめは窓口では責任者だけが書き出せます。書き出しは、どちらの場合も記録に残ります。",
)
ENTRIES = (COUNTER_DAYS, OFFICE_DAYS, EXPORT_ROWS, EXPORT_BY_COUNSELLORS)
