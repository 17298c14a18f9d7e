"""What an administrator's form sends, with the full-width letters of an IME that was left on."""

from typing import Any

INVITE = {
    "name": "新井 若菜",
    "username": "ｗａｋａｎａ",
    "council": "131016",
    "post_kind": "counsellor",
    "since": "令和８年１１月２６日",
    "until": "",
}


def typed(**changed: Any) -> dict[str, Any]:
    return {**INVITE, **changed}
