"""Whatever is written into the trail has words to be read by."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver

from config.urls import counter, gate, office
from councils.administration.models import Proposal
from councils.trail import words
from inquiry.vault.words import PAGES as OF_OFFICER
from inquiry.vault.words import PURPOSES as WHY_AT_THE_GATE
from inquiry.vault.words import VERBS as OF_GATE
from loans.states import ConsultationState, Step
from loans.talk.life import CorrectionStep
from loans.words import PAGES as OF_STAGES
from loans.words import PURPOSES as WHY_IN_A_STAGE
from loans.words import VERBS as OF_LOANS
from tests.bed import ROOT

# Where the verb is no literal: each of these writes one of the words beside it.
COMPUTED = {
    "loans/consultations/actions/close.py": [ConsultationState.ADVISED_CLOSED.value, ConsultationState.REFERRED.value],
    "loans/applications/actions/submit.py": [Step.REOPEN.value, Step.WITHDRAW.value],
    "loans/talk/actions/correct.py": [f"{step.value}_correction" for step in CorrectionStep],
    "inquiry/officer/actions/links.py": ["propose_link", "confirm_link", "reject_link", "leave_out", "look_up_again"],
    "councils/trail/views.py": ["read_trail", "export_trail"],
    "councils/trail/requests.py": [],  # names of pages
    "councils/trail/write.py": [],
}
KNOWN = {*words.VERBS, *OF_LOANS, *OF_GATE}
IN_SQL = re.compile(r"walls\.trail\('(\w+)'")


def written() -> Iterator[tuple[str, str | None]]:
    """Every call of write.act and write.refused: the module, and the verb where it is a literal."""
    for name, call in called():
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ("act", "refused"):
            verb = call.args[0] if call.args else None
            if "write" in ast.unparse(call.func) or name == "councils/trail/write.py":
                yield name, verb.value if isinstance(verb, ast.Constant) else None


def called() -> Iterator[tuple[str, ast.Call]]:
    for package in ("councils", "loans", "inquiry"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from ((str(path.relative_to(ROOT)), node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_verb_has_a_word():
    calls = list(written())
    literal = {verb for _, verb in calls if verb is not None}

    assert len(literal) > 25
    assert literal - KNOWN == set()


def test_every_verb_that_is_computed_has_a_word():
    places = {name for name, verb in written() if verb is None}

    assert places - COMPUTED.keys() == set()
    assert {verb for verbs in COMPUTED.values() for verb in verbs} - KNOWN == set()


@pytest.mark.parametrize("urls", [counter, office, gate], ids=["counter", "office", "gate"])
def test_every_page_that_may_refuse_has_a_word(urls):
    names = set(_names(urls.urlpatterns, ""))

    assert len(names) > 15
    assert names - {*words.PAGES, *OF_STAGES, *OF_OFFICER} == set()


def _names(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else before)
        else:
            yield before + pattern.name


def test_every_list_that_people_appear_in_has_a_word():
    lists = {
        given.value.value
        for _, call in called()
        for given in call.keywords
        if getattr(call.func, "attr", "") == "appeared"
        and given.arg == "where"
        and isinstance(given.value, ast.Constant)
    }

    assert len(lists) > 5
    assert lists - {*words.PURPOSES, *WHY_IN_A_STAGE, *WHY_AT_THE_GATE} == {"staff:people"}  # 職員の一覧, see below


def test_every_verb_that_the_database_writes_by_itself_has_a_word():
    migrations = [
        path for package in ("councils", "loans", "inquiry") for path in (ROOT / package).rglob("migrations/*.py")
    ]
    verbs = {verb for path in migrations for verb in IN_SQL.findall(path.read_text(encoding="utf-8"))}
    verbs |= {f"{step}_{act}" for step in ("propose", "withdraw", "confirm") for act in Proposal.Act.values}

    assert len(verbs) > 20
    assert verbs - KNOWN == set()


@pytest.mark.parametrize(
    ("say", "code", "word"),
    [
        (words.purpose, "staff:people", "職員の一覧"),
        (words.purpose, "staff:12", "職員 番号12"),
        (words.purpose, "TAX_EXEMPT-1", "規則 第1版"),
        (words.result, "others 3", "ほかの端末 3件"),
        (words.result, "webauthn", "パスキー"),
        (words.result, "0123456789" * 4, "確認した一覧の控え 01234567"),
    ],
)
def test_no_code_is_shown_where_there_is_a_word(say, code, word):
    assert say(code) == word


def test_a_field_is_called_by_the_word_of_the_work_and_not_by_a_column_of_the_same_name():
    assert words.fields(["name", "member", "application"]) == "氏名・世帯員・申込書"
    assert words.result("unreadable") == "開けない"
