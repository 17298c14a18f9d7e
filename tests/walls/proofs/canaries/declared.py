"""何がどこにあってよいか. For each place, the kinds of marks that may stand there, and those that must.

A kind that must is how the proof knows that it looked. A new place needs a line.
"""

from dataclasses import dataclass

# number: 個人番号; resident_code: 住民票コード; income: 所得 of an answer; words: 相談の要旨, which no office reads
NUMBER, CODE, INCOME = "number", "resident_code", "income"
NAME, KANA, ADDRESS, PHONE, ACCOUNT, WORDS = "name", "kana", "address", "phone", "account", "words"
KINDS = (NUMBER, CODE, INCOME, NAME, KANA, ADDRESS, PHONE, ACCOUNT, WORDS)


@dataclass(frozen=True)
class Holds:
    may: frozenset[str]
    must: frozenset[str]


def _holds(*must: str, also: tuple[str, ...] = ()) -> Holds:
    return Holds(frozenset(must) | frozenset(also), frozenset(must))


NOTHING = _holds()
_CASE = (NAME, KANA, ADDRESS, PHONE, ACCOUNT)
_ORDER = (NAME, KANA, ADDRESS)

DECLARED: dict[str, Holds] = {
    # pages
    "pages: own counter": _holds(*_CASE, WORDS),
    "pages: own office": _holds(*_CASE),
    "pages: officer of the order": _holds(NAME, also=_ORDER),
    "pages: officer who looks": _holds(INCOME, also=_ORDER),
    "pages: sibling municipality": NOTHING,
    "pages: other prefecture's municipality": NOTHING,
    "pages: other prefecture's office": NOTHING,
    "pages: administrator": NOTHING,
    "pages: auditor": NOTHING,
    "pages: nobody signed in": NOTHING,
    "pages: health": NOTHING,
    "pages: faults": NOTHING,
    # what the pages give out
    "letters: own counter": _holds(NAME, also=_ORDER),
    "letters: own office": _holds(NAME, also=_ORDER),
    "letters: asked for by others": NOTHING,
    # what is kept
    "cases: the case tables": _holds(*_CASE, WORDS),
    "cases: the slip": _holds(*_ORDER),
    "cases: outbox": NOTHING,
    "cases: trail": NOTHING,
    "cases: alerts": NOTHING,
    "cases: digests of homes": NOTHING,
    "cases: people and rules": NOTHING,
    "vault: the order's copy": _holds(*_ORDER),
    "vault: outbox": NOTHING,
    "vault: trail": NOTHING,
    "vault: alerts": NOTHING,
    "vault: everything else": NOTHING,
    "vault: opened with the prefecture's keys": _holds(NUMBER, INCOME, also=(*_ORDER, CODE)),
    "redis: counter": NOTHING,
    "redis: office": NOTHING,
    "redis: gate": NOTHING,
    "redis: between a press and its page": NOTHING,
    # what is left lying about
    "logs": NOTHING,
    "files of the deployment": NOTHING,
    "anchors": NOTHING,
    "temporary files": NOTHING,
    "mails": NOTHING,
    "processes: environment": NOTHING,
    "processes: command line": NOTHING,
    # what the neighbours are told: the legacy system its borrower, and nothing of an answer
    "neighbours: legacy system": _holds(NAME, also=_CASE),
}
