"""記録の言葉. What stands in the trail by code, in the words that auditors read; each package brings its own."""

import re
from collections.abc import Mapping
from functools import cache

from councils.permissions import PostKind
from councils.refusals import Refused
from councils.trail.alerts.models import AlertNote

VERBS: dict[str, str] = {
    "sign_in": "サインイン",
    "sign_out": "サインアウト",
    "choose_post": "職の切替え",
    "change_password": "パスワードの変更",
    "enrol_factor": "確認アプリ・パスキーの登録",
    "remove_factor": "確認アプリ・パスキーの削除",
    "step_up": "本人の再確認",
    "cover": "画面を覆った",
    "unlock": "覆った画面を開いた",
    "end_session": "ほかの端末のサインアウト",
    "viewed": "開いて見た",
    "appeared": "一覧に表示",
    "exported": "書き出したファイルに含めた",
    "read_trail": "記録の閲覧",
    "export_trail": "記録の書き出し",
    "find_case": "番号から案件を検索",
    "find_person": "氏名・生年月日から対象者を検索",
    "confirm_alert": "気になる閲覧の確認",
    "not_my_number": "12桁の数字は個人番号ではないとの確認",
}
FIELDS: dict[str, str] = {
    "case": "案件",
    "list": "一覧の行",
    "subject": "対象者",
    "staff": "職員",
    "period": "期間",
    "case_number": "番号",
    "kana": "フリガナ",
    "born": "生年月日",
}
PURPOSES: dict[str, str] = {"": "", "alerts": "気になる閲覧", "csv": "表計算用（CSV）", "jsonl": "検証用（JSON）"}
_DIGEST = re.compile(r"[0-9a-f]{40}")
_RULE = re.compile(r"[A-Z_]+-(\d+)")  # of what an answer was read by
RESULTS: dict[str, str] = {
    "done": "",
    "totp": "確認アプリ",
    "webauthn": "パスキー",
    "recovery_codes": "回復コード",
    "one": "1台",
    "others": "ほかの端末 ",
    "WrongPassword": "断り：パスワードが違います。",
    **{kind.value: kind.label for kind in PostKind},
    **dict(AlertNote.Code.choices),
}
# 断られた操作 is recorded by the name of its page.
PAGES: dict[str, str] = {
    "unknown": "不明な画面",
    "account_login": "サインイン",
    "account_logout": "サインアウト",
    "account_inactive": "サインイン",
    "account_reauthenticate": "本人の再確認",
    "mfa_authenticate": "確認コードの入力",
    "mfa_reauthenticate": "確認コードの再入力",
    "mfa_index": "確認方法の一覧",
    "mfa_activate_totp": "確認アプリの登録",
    "mfa_view_recovery_codes": "予備コード",
    "mfa_generate_recovery_codes": "予備コードの作り直し",
    "signin:no_post": "職がないときの画面",
    "signin:post": "職の切替え",
    "signin:cover": "画面を覆う",
    "signin:here": "在席の確認",
    "signin:unlock": "覆った画面を開く",
    "signin:remove_factor": "確認アプリ・パスキーの削除",
    "mfa_add_webauthn": "パスキーの登録",
    "invitation": "招待の受入れ",
    "me:password": "パスワードの変更",
    "me:end_device": "ほかの端末のサインアウト",
    "me:end_other_devices": "ほかの端末のサインアウト",
    "health": "稼働の確認",
    "trail:rows": "記録",
    "trail:find_case": "番号から案件を検索",
    "trail:find_person": "氏名・生年月日から対象者を検索",
    "trail:export": "記録の書き出し",
    "trail:alerts": "気になる閲覧",
    "trail:confirm_alert": "気になる閲覧の確認",
}


def learn(
    *,
    verbs: Mapping[str, str] = {},
    fields: Mapping[str, str] = {},
    purposes: Mapping[str, str] = {},
    results: Mapping[str, str] = {},
    pages: Mapping[str, str] = {},
) -> None:
    """Once, when a package is loaded. A word that is known already stays."""
    for known, more in ((VERBS, verbs), (FIELDS, fields), (PURPOSES, purposes), (RESULTS, results), (PAGES, pages)):
        known.update({code: word for code, word in more.items() if code not in known})


def verb(code: str) -> str:
    """A code without a word is shown as it is: better than nothing, and a test finds it."""
    return VERBS.get(code) or PAGES.get(code, code)


def fields(codes: list[str]) -> str:
    return "・".join(FIELDS.get(code, code) for code in codes)


def purpose(code: str) -> str:
    """Whose rows were read stands there by number: a name would be one more place where it is kept."""
    number = code.removeprefix("staff:")
    if number != code and number.isdigit():
        return f"職員 番号{number}"
    if rule := _RULE.fullmatch(code):
        return f"規則 第{rule[1]}版"
    return PURPOSES.get(code) or PAGES.get(code, code)


def result(code: str) -> str:
    """件数, alone or after a word; the digest of a confirmed list; the name of a refusal becomes its sentence."""
    if _DIGEST.fullmatch(code):
        return f"確認した一覧の控え {code[:8]}"
    word, _, count = code.rpartition(" ")
    if count.isdigit():
        return f"{RESULTS.get(word, word)}{count}件"
    return RESULTS.get(code) or _refusals().get(code, "" if code == "done" else code)


@cache
def _refusals() -> dict[str, str]:
    return {kind.__name__: f"断り：{kind.sentence}" for kind in _under(Refused)}


def _under(kind: type[Refused]) -> list[type[Refused]]:
    return [kind, *(each for below in kind.__subclasses__() for each in _under(below))]
