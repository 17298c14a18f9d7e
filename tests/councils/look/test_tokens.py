import hashlib
import io
import json
import re
import tarfile

import pytest

from councils.look import extract_tokens
from councils.look.extract_tokens import LOCK, LOOK

OURS = ("base", "form", "table", "case", "print")


def sheet(name: str) -> str:
    return (LOOK / f"static/look/{name}.css").read_text()


def test_the_copies_are_those_of_the_recorded_package():
    lock = json.loads(LOCK.read_text())

    found = {copy: hashlib.sha256((LOOK / copy).read_bytes()).hexdigest() for copy in lock["sha256"]}

    assert set(found) == set(extract_tokens.COPIES.values())
    assert found == lock["sha256"]
    assert lock["integrity"].startswith("sha512-")


def test_extract_writes_copies_and_lock(tmp_path, monkeypatch):
    (tmp_path / "static/look").mkdir(parents=True)
    monkeypatch.setattr(extract_tokens, "LOOK", tmp_path)
    monkeypatch.setattr(extract_tokens, "LOCK", tmp_path / "tokens.lock.json")
    archive = tmp_path / "tokens.tgz"
    with tarfile.open(archive, "w:gz") as package:
        for name, text in {
            "package/package.json": '{"name": "tokens", "version": "9.9.9"}',
            "package/dist/tokens.css": ":root{}",
            "package/LICENSE": "MIT",
        }.items():
            about = tarfile.TarInfo(name)
            about.size = len(text)
            package.addfile(about, io.BytesIO(text.encode()))

    extract_tokens.extract(archive)

    lock = json.loads((tmp_path / "tokens.lock.json").read_text())
    assert (lock["package"], lock["version"]) == ("tokens", "9.9.9")
    assert (tmp_path / "static/look/tokens.css").read_text() == ":root{}"
    assert lock["sha256"]["static/look/tokens.css"] == hashlib.sha256(b":root{}").hexdigest()


@pytest.mark.parametrize("name", OURS)
def test_our_sheets_name_no_colour_of_their_own(name):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", sheet(name)) == []


@pytest.mark.parametrize("name", OURS)
def test_our_sheets_measure_in_rem(name):
    assert re.findall(r"\d(?:px|pt)\b", sheet(name)) == []


@pytest.mark.parametrize("name", OURS)
def test_every_token_named_exists(name):
    known = set(re.findall(r"(--[\w-]+)\s*:", sheet("tokens") + "".join(map(sheet, OURS))))

    assert set(re.findall(r"var\((--[\w-]+)", sheet(name))) <= known
