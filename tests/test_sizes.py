"""A module that grows past its size is split by act (style.md)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "councils", "loans", "inquiry")
MOST_LINES, MOST_LINES_OF_TESTS = 300, 400


def _too_long(folder: Path, most: int) -> list[str]:
    modules = (path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    return [f"{path.relative_to(ROOT)}: {lines}" for path, lines in lengths.items() if lines > most]


def test_no_module_is_longer_than_300_lines():
    assert [line for package in PACKAGES for line in _too_long(ROOT / package, MOST_LINES)] == []


def test_no_test_module_is_longer_than_400_lines():
    assert _too_long(ROOT / "tests", MOST_LINES_OF_TESTS) == []
