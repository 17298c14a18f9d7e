"""記録の言葉 of the gate: what the trail of the vault says by code (councils/trail/words.py)."""

from django.apps import apps

from councils.trail import words
from inquiry.codes import FindingCode, Kind, Purpose
from inquiry.sources.outcomes import ResultClass
from inquiry.vault.models import Inquiry, Link, LinkProposal, Person, Sealed


def learn() -> None:
    words.learn(verbs=VERBS, fields={**FIELDS, **_of_fields()}, purposes=PURPOSES, results=RESULTS, pages=PAGES)


VERBS = {
    "take_up": "照会依頼の受付",
    "identify": "本人特定",
    "find_candidates": "候補者の記録",
    "link_alone": "後確認を前提とした紐付け",
    "check_link": "紐付けの後確認",
    "undo_link": "紐付けの解除",
    "unlink": "解除した番号の廃棄",
    "link": "番号の登録",
    "propose_link": "紐付けの提案",
    "confirm_link": "紐付けの確定",
    "reject_link": "紐付けの取下げ",
    "leave_out": "照会せず書類で確認",
    "look_up_again": "住基ネットへの再照会",
    "ask_everyone": "照会の開始",
    "inquire": "情報照会",
    "settle": "結果不明の判断",
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
    "relation": "続柄",
    "link": "本人特定",
    "kind": "種類",
    "state": "状態",
}
PURPOSES = {
    **dict(Purpose.choices),
    **dict(LinkProposal.Reason.choices),
    **dict(Inquiry.SettledFor.choices),
    **dict(Link.UndoneFor.choices),
    "officer:self_check": "本人特定の点検",
    "officer:orders": "照会依頼",
    "officer:links": "本人特定の確認",
    "officer:undecided": "結果不明の照会",
    "look": "回答の表示",
}
RESULTS = {
    **dict(Person.Link.choices),
    **dict(Inquiry.State.choices),
    **dict(Inquiry.Settlement.choices),
    "destroyed": "廃棄",
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
}
PAGES = {
    "officer:orders": "照会依頼",
    "officer:order": "照会依頼",
    "officer:progress": "照会の進み",
    "officer:ask": "照会の開始",
    "officer:links": "本人特定の確認",
    "officer:person": "本人特定の確認",
    "officer:confirm": "紐付けの確定",
    "officer:check": "紐付けの後確認",
    "officer:undo": "紐付けの解除",
    "officer:self_check": "本人特定の点検",
    "officer:reject": "紐付けの取下げ",
    "officer:leave_out": "照会せず書類で確認",
    "officer:look_up_again": "住基ネットへの再照会",
    "officer:open_answers": "回答の表示",
    "officer:open_candidates": "候補者の表示",
    "officer:look": "回答の表示",
    "officer:confirm_looks": "まとめて表示の確認",
    "officer:undecided": "結果不明の照会",
    "officer:inquiry": "結果不明の照会",
}


def _of_fields() -> dict[str, str]:
    models = apps.get_app_config("inquiry_vault").get_models()
    return {field.name: str(field.verbose_name) for model in models for field in model._meta.local_fields}
