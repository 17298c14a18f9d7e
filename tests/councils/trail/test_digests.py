"""The spelling and the tree that an export is verified by, against values that were worked out by hand."""

import hashlib
import subprocess
import sys

import pytest

from councils.trail.digests import canonical, leaf_of, root_of
from tests.bed import ROOT

ROW = [7, 1_764_000_000_000_001, None, "none", None, None, "sign_in", None, None, ["名"], "", "WrongPassword"]


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_a_leaf_is_the_digest_of_its_row_in_one_spelling():
    spelled = '[1,7,1764000000000001,null,"none",null,null,"sign_in",null,null,["名"],"","WrongPassword"]'

    assert canonical([1, *ROW]).decode() == spelled
    assert leaf_of(ROW) == hashlib.sha256(b"\x00" + spelled.encode()).hexdigest()


def test_the_root_of_five_leaves():
    a, b, c, d, e = leaves = [hashlib.sha256(bytes([each])).digest() for each in range(5)]

    root = root_of([leaf.hex() for leaf in leaves])

    assert root == node(node(node(a, b), node(c, d)), e).hex()


def test_the_root_of_one_leaf_is_the_leaf():
    assert root_of([leaf_of(ROW)]) == leaf_of(ROW)


@pytest.mark.parametrize("module", ["councils.trail.verify", "councils.trail.anchors"])
def test_the_verifier_needs_the_standard_library_alone(module):
    words = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {module}"]

    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.returncode == 0
