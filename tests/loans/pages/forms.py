"""Forms as the pages send them, complete unless a test says otherwise."""

from typing import Any

from tests import make

TALK = {
    "came_on": "令和8年11月2日",
    "client_name": "𠮷田　健一",
    "client_kana": "ヨシダ　ケンイチ",
    "client_phone": "０９０－００００－１２３４",
    "topics": ["income"],
    "gist": "初回の給与まで生活費が足りない。",
    "other_schemes": "",
}
# A valid check digit, and nobody's: twelve digits as they are counted up.
NUMBERS = (
    "123456789018",
    "１２３４５６７８９０１８",
    "1234-5678-9018",
    "1234　5678　9018",
    "番号は１２３４－５６７８－９０１８です",
)


def application_form(application: Any, **changed: Any) -> dict[str, Any]:
    members = {
        f"members-{index}-{name}": "" if value is None else value
        for index, row in enumerate(make.household())
        for name, value in row.items()
        if name != "position"
    }
    counts = {"members-TOTAL_FORMS": "3", "members-INITIAL_FORMS": "1", "members-MIN_NUM_FORMS": "1"}
    facts = {**make.request(application), "version": application.version, **counts, "members-MAX_NUM_FORMS": "20"}
    return {**facts, **members, **changed}
