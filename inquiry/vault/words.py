"""記録の言葉 of the gate: what the trail of the vault says by code (councils/trail/words.py)."""

from django.apps import apps

from councils.trail import words
from inquiry.codes import FindingCode, Kind, Purpose
from inquiry.sources.outcomes import ResultClass
from inquiry.vault.models import Inquiry, LinkProposal, NetworkCode, Person, Sealed


def learn() -> None:
    words.learn(verbs=VERBS, fields={**FIELDS, **_of_fields()}, purposes=PURPOSES, results=RESULTS, pages=PAGES)


VERBS = {
    "take_up": "照会依頼の受付",
    "identify": "本人特定",
    "link": "番号の登録",
    "propose_link": "紐付けの提案",
    "confirm_link": "紐付けの確定",
    "reject_link": "紐付けの取下げ",
    "leave_out": "照会せず書類で確認",
    "look_up_again": "住基ネットへの再照会",
    "ask_everyone": "照会の開始",
    "inquire": "情報照会",
    "settle": "結果不明の判断",
    "follow": "次の照会先の判断",
    "register_code": "照会に使う番号の登録",
    "record_training": "研修の記録",
    "make_file": "依頼ファイルの作成の依頼",
    "write_file": "依頼ファイルの作成",
    "hand_in_result": "結果ファイルの受取り",
    "read_file": "結果ファイルの取込み",
    "disclose": "回答の表示",
    "find": "読み解き",
    "close": "番号の廃棄",
    "rewrap_keys": "鍵の包み直し",
    "destroy_keyset": "鍵束の廃棄",
}
FIELDS = {
    **dict(Kind.choices),
    **dict(FindingCode.choices),
    **dict(Sealed.What.choices),
    **dict(NetworkCode.What.choices),
    "relation": "続柄",
    "file": "ファイル",
    "link": "本人特定",
    "kind": "種類",
    "state": "状態",
}
PURPOSES = {
    **dict(Purpose.choices),
    **dict(LinkProposal.Reason.choices),
    **dict(Inquiry.SettledFor.choices),
    "officer:orders": "照会依頼",
    "officer:links": "本人特定の確認",
    "officer:undecided": "結果不明の照会",
    "officer:today": "今日の一覧",
    "look": "回答の表示",
}
RESULTS = {
    **dict(Person.Link.choices),
    **dict(Inquiry.State.choices),
    **dict(Inquiry.Settlement.choices),
    "destroyed": "廃棄",
    "followed": "次の照会先に照会",
    "intended": "表示の申出",
    "shown": "表示した",
    ResultClass.PROVIDED.value: "提供あり",
    ResultClass.PROVIDED_NULL.value: "提供あり（内容なし）",
    ResultClass.NO_RECORD.value: "該当なし",
    ResultClass.NOT_DECLARED.value: "未申告",
    ResultClass.CODE_NOT_ISSUED.value: "符号なし",
    ResultClass.NOT_PERMITTED.value: "提供不可",
    ResultClass.DUPLICATE_RECORD.value: "重複あり",
    ResultClass.REFUSED.value: "拒否",
    ResultClass.PROVIDER_STOPPED.value: "提供元の停止中",
    ResultClass.TIMEOUT.value: "提供元の時間切れ",
    ResultClass.WRONG_PERSON.value: "人違いの疑い",
    ResultClass.UNKNOWN_CODE.value: "未知の応答コード",
}
PAGES = {
    "officer:orders": "照会依頼",
    "officer:order": "照会依頼",
    "officer:progress": "照会の進み",
    "officer:ask": "照会の開始",
    "officer:links": "本人特定の確認",
    "officer:person": "本人特定の確認",
    "officer:confirm": "紐付けの確定",
    "officer:reject": "紐付けの取下げ",
    "officer:leave_out": "照会せず書類で確認",
    "officer:look_up_again": "住基ネットへの再照会",
    "officer:open_answers": "回答の表示",
    "officer:open_candidates": "候補者の表示",
    "officer:look": "回答の表示",
    "officer:confirm_looks": "まとめて表示の確認",
    "officer:undecided": "結果不明の照会",
    "officer:inquiry": "結果不明の照会",
    "officer:ask_next": "次の照会先への照会",
    "officer:leave_next": "次の照会先に照会しない",
    "officer:codes": "照会に使う番号",
    "officer:figures": "照会の状況",
    "officer:training": "研修の記録",
    "officer:help": "使い方（場面と情報）",
    "officer:questions": "使い方（質問と答え）",
    "officer:roles": "使い方（役割ごと）",
    "officer:today": "今日の一覧",
    "officer:files": "一括照会のファイル",
    "officer:make_file": "依頼ファイルの作成の依頼",
    "officer:file": "依頼ファイル",
}


def _of_fields() -> dict[str, str]:
    models = apps.get_app_config("inquiry_vault").get_models()
    return {field.name: str(field.verbose_name) for model in models for field in model._meta.local_fields}
