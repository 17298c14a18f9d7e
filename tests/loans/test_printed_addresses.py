"""住所の印字: whatever module makes paper hands every address to one function (loans/protection.py)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import loans
from loans.consultations.models import Consultation
from loans.protection import NOT_PRINTED, printed_address

FOLDER = Path(loans.__file__).parent
ADDRESSES = {"address", "client_address", "property_address", "postcode", "client_postcode"}
# the council's own, at the head of its letters
OF_A_COUNCIL = {"head"}


def makes_paper(tree: ast.Module) -> bool:
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return any(name.startswith("councils.papers") for name in names)


def bare_addresses(tree: ast.Module) -> Iterator[str]:
    """Addresses of people that are read outside a call of the function; its answer, `home`, may be read anywhere."""
    within = {
        inner
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "printed_address"
        for inner in ast.walk(call)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ADDRESSES and node not in within:
            whose = node.value.id if isinstance(node.value, ast.Name) else ""
            if whose not in OF_A_COUNCIL | {"home"}:
                yield f"{whose}.{node.attr} (line {node.lineno})"


def test_no_module_that_makes_paper_prints_an_address_by_itself():
    trees = {path: ast.parse(path.read_text()) for path in FOLDER.rglob("*.py") if "migrations" not in path.parts}
    paper = {path: tree for path, tree in trees.items() if makes_paper(tree)}

    found = {str(path.relative_to(FOLDER)): list(bare_addresses(tree)) for path, tree in paper.items()}

    assert {"applications/printed/request.py", "consultations/printed.py", "decision/print.py"} <= found.keys()
    assert {name: places for name, places in found.items() if places} == {}


def test_the_search_would_find_one():
    tree = ast.parse("row = Row('住所', talk.client_address)\nfine = printed_address(talk, talk.client_address).line")

    assert list(bare_addresses(tree)) == ["talk.client_address (line 1)"]


def test_of_a_protected_household_nothing_of_the_address_comes_out():
    talk = Consultation(is_nondisclosure=True)
    printed = printed_address(talk, "東京都千代田区見本町1番1号", "100-0000")

    assert (printed.line, printed.address, printed.postcode) == (NOT_PRINTED, "", "")
    assert printed_address(Consultation(), "見本町1番1号", "100-0000").line == "〒100-0000 見本町1番1号"
    assert printed_address(None, "").line == ""
