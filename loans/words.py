"""記録の言葉 of the loans: what the trail says by code (councils/trail/words.py)."""

from django.apps import apps
from django.db.models import Model

from councils.trail import words
from inquiry import gateway
from loans.applications.models import Return
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
    "opine": "意見書",
    "forward": "進達",
    "withdraw": "取下げ",
    "receive": "県受付",
    "return": "返戻",
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
    "thumbnail": "書類の縮小画像",
    "findings": "照会結果",
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
    "desk": "担当案件",
    "queue": "審査案件",
    "today": "きょう",
    "search": "検索",
    "same_client": "同じ方かもしれない案件と相談",
    "sign_queue": "決裁案件",
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
    "loans:checklist": "書類のチェックリスト",
    "loans:thumbnail": "書類の縮小画像",
    "loans:retype_document": "書類の種類の変更",
    "loans:see_paper": "原本確認",
    "loans:take_back_sighting": "原本確認の取消し",
    "loans:report_commissioner": "民生委員の意見",
    "loans:paper_origin": "紙の様式から入力",
    "loans:talk_origin": "紙の様式から入力",
    "loans:take_back_origin": "紙の様式の記録の取消し",
    "loans:bundle": "書類綴り（PDF）",
    "loans:blank_forms": "様式",
    "loans:blank_form": "様式（空欄、PDF）",
    "loans:submit": "申込の受付",
    "loans:reopen": "申込書の直し",
    "loans:withdraw": "取下げ",
    "loans:opine": "意見書",
    "loans:forward": "進達",
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
    """書類の種類 and 返戻の理由: what a row of such an act names as its fields."""
    own = {PORTAL: ORIGIN, **PAPERS}
    return {**{paper["code"]: paper["name"] for paper in rules()["papers"]}, **dict(Return.Reason.choices), **own}


def _of_fields() -> dict[str, str]:
    """The tables' own words for their columns."""
    return {name: word for model in apps.get_app_config("loans").get_models() for name, word in _words(model)}


def _words(model: type[Model]) -> list[tuple[str, str]]:
    return [(field.name, str(field.verbose_name)) for field in model._meta.local_fields]
