"""記録の言葉 of the loans: what the trail says by code (councils/trail/words.py)."""

from django.apps import apps
from django.db.models import Model

from councils.trail import words
from inquiry import gateway
from loans.cases.lists import TILES
from loans.documents.kept import ORIGIN, PORTAL
from loans.paper_states import PaperState, Trouble
from loans.recusals.models import Recusal
from loans.terms.products import rules


def learn() -> None:
    words.learn(
        verbs=VERBS, fields={**_of_papers(), **_of_fields(), **FIELDS}, purposes=PURPOSES, results=RESULTS, pages=PAGES
    )


VERBS = {
    "record_consultation": "相談の受付",
    "change_consultation": "相談の変更",
    "introduce": "つなぎ先への連絡票",
    "advised_closed": "相談の終了（情報提供）",
    "referred": "相談の終了（他機関へつなぎ）",
    "start_application": "申込の開始",
    "save_application": "申込書の保存",
    "take_over": "編集の引取り",
    "hand_over": "担当の引継ぎ",
    "give_consent": "同意の記録",
    "withdraw_consent": "同意の取消し",
    "add_document": "書類の追加",
    "read_portal": "マイナポータルの結果の登録と表示",
    "remove_document": "書類の削除",
    "check_document": "書類の確認（システム）",
    "submit": "申込の受付",
    "reopen": "申込書の直し",
    "opine": "意見書",
    "forward": "進達",
    "hand_back": "相談員への戻し",
    "withdraw": "取下げ",
    "receive": "県受付",
    "return": "返戻",
    "answer_return": "返戻への回答",
    "write_message": "県社協・市区町村社協との連絡",
    "write_note": "内部メモ",
    "withdraw_message": "連絡の取消し",
    "ask_correction": "補正の依頼",
    "answer_correction": "補正の依頼への回答",
    "close_correction": "補正の確認",
    "cancel_correction": "補正の依頼の取消し",
    "choose_mail": "お知らせメールの設定",
    "order_inquiry": "照会の依頼",
    "lift_nondisclosure": "支援措置の解除",
    "protect_case": "支援措置の登録",
    "take_up": "審査に入る",
    "propose": "起案",
    "sign": "決裁",
    "send_back": "差戻し",
    "decide": "決定",
    "export_list": "一覧の書き出し",
    "take_memo": "電話メモ",
    "keep_promise": "約束を済みにした",
    "recuse": "担当を外れる届出",
    "lift_recusal": "担当を外れる届出の取消し",
    "push_decision": "業務システムへの送信",
    "propose_extra": "県独自項目の提案",
    "confirm_extra": "県独自項目の確認",
    "end_extra": "県独自項目の終了",
}
FIELDS = {
    **dict(gateway.Kind.choices),
    "consultation": "相談票",
    "application": "申込書",
    "members": "世帯員",
    "member": "世帯員",
    "documents": "書類",
    "document": "書類の内容",
    "findings": "照会結果",
    "talk": "連絡",
    "returned": "返戻の項目",
    "correction": "補正の依頼",
    "whole": "全体",
    "name": "氏名",
    "phone": "電話番号",
    "phone_end": "電話番号の下4桁",
    "memos": "電話メモ",
    **{f"view_{name}": label for name, (label, _) in TILES.items()},
    "by_state": "状態で絞り込み",
    "by_fund": "資金で絞り込み",
    "by_who": "担当で絞り込み",
    "by_since": "期間の始めで絞り込み",
    "by_until": "期間の終わりで絞り込み",
    "by_overdue": "期限切れで絞り込み",
    "form_consultation": "相談受付票（PDF）",
    "form_application": "借入申込書（PDF）",
    "form_consent": "同意書（PDF）",
    "form_opinion": "意見書（PDF）",
    "notice": "決定通知書",
    "plan": "償還計画表",
}
PURPOSES = {
    "desk": "担当案件",
    "queue": "審査案件",
    "today": "きょう",
    "search": "検索",
    "same_client": "同じ方かもしれない案件と相談",
    "sign_queue": "決裁案件",
    "notices": "お知らせ",
    "sign": "まとめて決裁",
    "choose_signing": "まとめて決裁",
    "confirm_signing": "まとめて決裁の確認",
    "REVIEW": "生活福祉資金の貸付審査",
    "ENDED": "支援措置が終わった",
    "DECLINED": "本人から申し出があった",
    "ENTERED_WRONGLY": "誤って登録していた",
    **dict(Recusal.Reason.choices),
}
RESULTS = {
    "without_findings": "照会結果なし",
    "approve": "承認",
    "reduce": "減額して承認",
    "deny": "不承認",
    "approved": "貸付決定",
    "denied": "不承認",
    "waiting": "送信待ち",
    "refused": "エラー（要確認）",
    **dict(gateway.RepeatReason.choices),
    PaperState.CHECKED.value: PaperState.CHECKED.label,
    **dict(Trouble.choices),
}
PAGES = {
    "loans:desk": "担当案件",
    "loans:today": "きょう",
    "loans:export_desk": "担当案件の書き出し",
    "loans:export_queue": "審査案件の書き出し",
    "loans:save_filter": "絞り込みの保存",
    "loans:forget_filter": "保存した絞り込みの削除",
    "loans:next_case": "次の案件を受け付ける",
    "loans:search": "検索",
    "loans:begin": "検索した言葉からの相談の開始",
    "loans:look": "案件のひと目",
    "loans:look_talk": "相談のひと目",
    "loans:memo": "電話メモ",
    "loans:keep_memo": "約束を済みにする",
    "loans:talk_memo": "電話メモ（相談）",
    "loans:keep_talk_memo": "約束を済みにする（相談）",
    "loans:consult": "相談の受付",
    "loans:consultation": "相談票",
    "loans:consultation_form": "相談受付票（PDF）",
    "loans:change_consultation": "相談の変更",
    "loans:close_consultation": "相談の終了",
    "loans:start": "申込の開始",
    "loans:case": "案件",
    "loans:edit": "申込書",
    "loans:look_ahead": "償還の見込み",
    "loans:take_over": "編集の引取り",
    "loans:hand_over": "担当の引継ぎ",
    "loans:consent": "同意の記録",
    "loans:withdraw_consent": "同意の取消し",
    "loans:add_document": "書類の追加",
    "loans:document": "書類の内容",
    "loans:portal": "マイナポータルの結果",
    "loans:remove_document": "書類の削除",
    "loans:submit": "申込の受付",
    "loans:reopen": "申込書の直し",
    "loans:withdraw": "取下げ",
    "loans:opine": "意見書",
    "loans:forward": "進達",
    "loans:hand_back": "相談員への戻し",
    "loans:answer_return": "返戻への回答",
    "loans:talk": "連絡",
    "loans:talk_part": "連絡（自動の更新）",
    "loans:read_talk": "連絡の既読",
    "loans:write_note": "内部メモ",
    "loans:withdraw_message": "連絡の取消し",
    "loans:ask_correction": "補正の依頼",
    "loans:answer_correction": "補正の依頼への回答",
    "loans:close_correction": "補正の確認",
    "loans:cancel_correction": "補正の依頼の取消し",
    "loans:notices": "お知らせ",
    "loans:read_notices": "お知らせの既読",
    "loans:choose_mail": "お知らせメールの設定",
    "loans:form": "様式（PDF）",
    "loans:letter": "通知書",
    "loans:home": "はじめの画面",
    "loans:queue": "審査案件",
    "loans:sign_queue": "決裁案件",
    "loans:receive": "県受付",
    "loans:return": "返戻",
    "loans:order": "照会の依頼",
    "loans:protect": "支援措置の登録",
    "loans:take_up": "審査に入る",
    "loans:propose": "起案",
    "loans:sign": "決裁",
    "loans:choose_signing": "まとめて決裁",
    "loans:confirm_signing": "まとめて決裁の確認",
    "loans:papers": "書類の一覧",
    "loans:scenes": "照会で分かること",
    "loans:use": "照会の利用状況",
    "loans:extras": "県独自項目",
    "loans:add_extra": "県独自項目の提案",
    "loans:confirm_extra": "県独自項目の確認",
    "loans:end_extra": "県独自項目の終了",
    "loans:send_back": "差戻し",
    "loans:recuse": "担当を外れる届出",
    "loans:lift_recusal": "担当を外れる届出の取消し",
}


def _of_papers() -> dict[str, str]:
    """書類の種類: what a row of such an act names as its fields."""
    return {**{paper["code"]: paper["name"] for paper in rules()["papers"]}, PORTAL: ORIGIN}


def _of_fields() -> dict[str, str]:
    """The tables' own words for their columns."""
    return {name: word for model in apps.get_app_config("loans").get_models() for name, word in _words(model)}


def _words(model: type[Model]) -> list[tuple[str, str]]:
    return [(field.name, str(field.verbose_name)) for field in model._meta.local_fields]
