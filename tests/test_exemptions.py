"""No line is exempt from a check without the reason after the code (style.md)."""

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "councils", "loans", "inquiry", "tests")
EXEMPT = re.compile(r"# (?:type: ignore|noqa)\b")
WITH_REASON = re.compile(r"# (?:type: ignore\[[a-z, -]+\]|noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*)\s+\W*\w.*")


def without_reason(source: str) -> list[int]:
    """The lines whose exemption names no code, or gives no reason after it."""
    comments = (token for token in tokenize.generate_tokens(io.StringIO(source).readline))
    exempt = ((token.start[0], token.string) for token in comments if token.type == tokenize.COMMENT)
    return [line for line, said in exempt if EXEMPT.match(said) and not WITH_REASON.fullmatch(said)]


@pytest.mark.parametrize(
    "said", ["# type: ignore", "# type: ignore[misc]", "# noqa: S603", "# noqa", "# noqa - why", "# noqa: S603 -"]
)
def test_an_exemption_that_gives_no_reason_is_found(said):
    assert without_reason(f"pass\npass  {said}\n") == [2]


@pytest.mark.parametrize("said", ["# type: ignore[misc]  # it is a list", "# noqa: S603, S604 - our own program"])
def test_an_exemption_with_its_reason_is_none_too_many(said):
    assert without_reason(f"pass  {said}\n") == []


def test_every_exemption_of_ours_gives_its_reason():
    modules = [
        path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
    ]

    found = {str(path.relative_to(ROOT)): without_reason(path.read_text(encoding="utf-8")) for path in modules}

    assert {path: lines for path, lines in found.items() if lines} == {}
