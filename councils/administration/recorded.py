"""記録の言葉 of the administration: what the trail says by code (councils/trail/words.py)."""

from councils.administration.models import Proposal
from councils.trail import words

VERBS = {
    "appoint": "最初の管理者の登録",
    "viewed_staff": "職員の画面を開いた",
    "invite_staff": "職員の招待",
    "issue_invitation": "招待の用紙の発行",
    "accept_invitation": "招待の受入れ",
    "suspend_staff": "職員の停止",
    "leave_staff": "職員の退職",
    "depart_staff": "職員の退職（事務局から照会へ）",
    "register_home": "住所の要約の登録",
    "end_post": "職の終了",
    "end_rights": "権利の終了",
    "end_designation": "取扱担当者の指定の終了",
}
STEPS = {"propose": "提案", "confirm": "確認", "withdraw": "取下げ"}
FIELDS = {
    "name": "氏名",
    "posts": "職",
    "post": "職",
    "factor": "二つめの確認",
    "last_login": "最終サインイン",
    "username": "利用者名",
    "council": "所属",
    "password": "パスワード",
    "is_active": "在職",
    "address": "住所",
    "since": "開始日",
    "until": "終了日",
    "leaves_on": "退職日",
}
PAGES = {
    "staff:people": "職員の一覧",
    "staff:person": "職員の画面",
    "staff:invite": "職員の招待",
    "staff:invite_again": "招待の用紙の発行",
    "staff:waiting": "確認待ち",
    "staff:confirm": "提案の確認",
    "staff:withdraw": "提案の取下げ",
    "staff:factors": "サインインのやり直し",
    "staff:factor": "サインインのやり直し",
    "staff:confirm_factor": "サインインのやり直しの確認",
    "staff:post": "職の付与",
    "staff:end_post": "職の終了",
    "staff:move": "異動",
    "staff:leave": "退職",
    "staff:suspend": "職員の停止",
    "staff:resume": "停止の解除",
    "staff:designate": "取扱担当者の指定",
    "staff:end_designation": "取扱担当者の指定の終了",
    "staff:home": "住所の要約の登録",
    "staff:settings": "県の設定",
    "staff:setting": "県の設定",
}


def learn() -> None:
    words.learn(verbs={**VERBS, **_of_proposals()}, fields=FIELDS, pages=PAGES)


def _of_proposals() -> dict[str, str]:
    """A proposal's act and its step make the verb, in a trigger of the database."""
    acts = Proposal.Act.choices
    return {f"{step}_{act}": f"{label}の{word}" for step, word in STEPS.items() for act, label in acts}
