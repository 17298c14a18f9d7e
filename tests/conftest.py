"""Which tests belong to which run, and what every run with a database has."""

import os
import re
from functools import cache

import pytest

RUN = os.environ.get("TEST_RUN", "plain")
_MARK = re.compile(r'mark\.zone\("(\w+)"\)')


@cache
def _run_of(path):
    """The run that a file names, as a whole; a file that names none needs no database.

    Read as text: a file of another zone imports what is not even installed here.
    """
    marks = set(_MARK.findall(path.read_text(encoding="utf-8")))
    if len(marks) > 1:
        raise pytest.UsageError(f"{path} names more than one run: {marks}")
    return marks.pop() if marks else "plain"


def pytest_ignore_collect(collection_path):
    if collection_path.is_dir():
        # Its conftest may import what is not installed here.
        return True if all(_run_of(path) != RUN for path in collection_path.rglob("test_*.py")) else None
    if collection_path.suffix == ".py" and collection_path.name.startswith("test_"):
        return True if _run_of(collection_path) != RUN else None
    return None


if RUN not in ("plain", "journeys"):
    pytest_plugins = ["tests.fixtures"]
