"""記録の言葉 of the loans: what the trail says by code (councils/trail/words.py)."""

from django.apps import apps
from django.db.models import Model

from councils.trail import words
from inquiry import gateway
from loans.applications.models import Consent, DuplicateNote, Party, Refusal
from loans.cases.lists import TILES
from loans.cases.queues import TABS
from loans.documents.kept import ORIGIN, PORTAL
from loans.page_words import PAGES
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
    "carry_consultation": "前回の相談の引継ぎ",
    "confirm_carried": "前回の内容の確認",
    "introduce": "つなぎ先への連絡票",
    "advised_closed": "相談の終了（情報提供）",
    "referred": "相談の終了（他機関へつなぎ）",
    "reopen_consultation": "相談の終了の取消し",
    "start_application": "申込の開始",
    "save_application": "申込書の保存",
    "take_over": "編集の引取り",
    "hand_over": "担当の引継ぎ",
    "give_consent": "同意の記録",
    "withdraw_consent": "同意の取消し",
    "refuse_consent": "同意しないことの記録",
    "add_party": "申込に加わる人の登録",
    "change_party": "申込に加わる人の変更",
    "remove_party": "申込に加わる人の取消し",
    "save_budget": "家計表の保存",
    "note_duplicate": "重複の確認",
    "add_document": "書類の追加",
    "read_portal": "マイナポータルの結果の登録と表示",
    "remove_document": "書類の削除",
    "retype_document": "書類の種類の変更",
    "see_paper": "原本確認（見た・預からない）",
    "take_back_sighting": "原本確認の取消し",
    "report_commissioner": "民生委員の意見の記録",
    "type_from_paper": "紙の様式から入力",
    "take_back_origin": "紙の様式の記録の取消し",
    "export_bundle": "書類綴り（PDF）の書き出し",
    "check_document": "書類の確認（システム）",
    "submit": "申込の受付",
    "reopen": "申込書の直し",
    "resume": "直さずに進達へ",
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
    "health": "障害・介護",
    "party": "申込に加わる人",
    "parties": "申込に加わる人",
    "budget": "家計表",
    "documents": "書類",
    "document": "書類の内容",
    "thumbnail": "書類の縮小画像",
    "findings": "照会結果",
    "talk": "連絡",
    "returned": "返戻の項目",
    "correction": "補正の依頼",
    "whole": "全体",
    "household": "世帯の状況",
    "papers": "書類",
    "name": "氏名",
    "phone": "電話番号",
    "phone_end": "電話番号の下4桁",
    "memos": "電話メモ",
    **{f"view_{name}": label for name, (label, _) in TILES.items()},
    **{f"view_{name}": name for name in TABS},
    "by_state": "状態で絞り込み",
    "by_fund": "資金で絞り込み",
    "by_who": "担当で絞り込み",
    "by_since": "期間の始めで絞り込み",
    "by_until": "期間の終わりで絞り込み",
    "by_overdue": "期限切れで絞り込み",
    "form_consultation": "相談受付票（PDF）",
    "form_referral": "つなぎ先への連絡票（PDF）",
    "form_application": "借入申込書（PDF）",
    "form_consent": "同意書（PDF）",
    "form_opinion": "意見書（PDF）",
    "form_explanation": "重要事項説明書（PDF）",
    "form_commissioner": "民生委員の調査書・意見書（PDF）",
    "form_forwarding": "進達書（PDF）",
    "notice": "決定通知書",
    "plan": "償還計画表",
}
# kinds of paper that no fund's terms name; a test holds that every kind has a word
PAPERS = {
    "LICENCE": "運転免許証・運転経歴証明書",
    "NUMBER_CARD": "マイナンバーカード（表の面）",
    "RESIDENCE_CARD": "在留カード・特別永住者証明書",
    "HEALTH_CERT": "資格確認書",
    "HEALTH_NOTICE": "資格情報のお知らせ",
    "HEALTH_CARD": "健康保険証（旧）",
    "PENSION_BOOK": "年金手帳・基礎年金番号通知書",
    "DISABILITY_BOOK": "障害者手帳",
    "PAY_SLIP": "給与明細",
    "TAX_CERT": "所得証明書・課税証明書",
    "WITHHOLDING": "源泉徴収票",
    "TAX_RETURN": "確定申告書の控え",
    "PENSION_NOTICE": "年金の通知・証書",
    "JOBLESS_CARD": "雇用保険の受給資格者証・離職票",
    "CHILD_NOTICE": "児童手当・児童扶養手当の通知",
    "ASSIST_NOTICE": "生活保護の決定通知書",
    "CARE_NOTICE": "介護保険の認定・手当の通知",
    "MEDICAL_BILL": "医療費の領収書・請求書",
    "CONSENT_PAPER": "署名した同意書",
    "PAPER_FORM": "紙で受けた様式",
    "OTHER": "その他の書類",
}
PURPOSES = {
    "duplicates": "同じお名前・生年月日の知らせ",
    "desk": "担当案件",
    "earlier": "以前の相談",
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
    **dict(Consent.Way.choices),
    **dict(Consent.Withdrawal.choices),
    **dict(Refusal.Reason.choices),
    **dict(DuplicateNote.Reason.choices),
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


def _of_papers() -> dict[str, str]:
    """書類の種類: what a row of such an act names as its fields."""
    own = {PORTAL: ORIGIN, **PAPERS, **dict(Party.Role.choices)}
    return {**{paper["code"]: paper["name"] for paper in rules()["papers"]}, **own}


def _of_fields() -> dict[str, str]:
    """The tables' own words for their columns."""
    return {name: word for model in apps.get_app_config("loans").get_models() for name, word in _words(model)}


def _words(model: type[Model]) -> list[tuple[str, str]]:
    return [(field.name, str(field.verbose_name)) for field in model._meta.local_fields]
