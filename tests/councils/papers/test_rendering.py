"""文書の作成: facts are data, the folder is closed, the same facts give the same bytes."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import typst

from councils.papers.glyphs import CharacterNotInFont
from councils.papers.rendering import qr_code, render, texts

FOLDER = Path(__file__).with_name("templates")
NOON = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=9)))


def note(text: str, stamp: datetime = NOON) -> bytes:
    return render("note", {"text": text}, folder=FOLDER, stamp=stamp)


def printed(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.parametrize(
    "text", ["#panic()", "*太字* _斜体_ $x^2$", '"} #read("/etc/hostname")', "\\u{41} @ref <label>"]
)
def test_facts_are_printed_and_never_read_as_markup(text):
    assert printed(note(text)).strip() == text


def test_a_template_sees_nothing_outside_its_folder():
    with pytest.raises(typst.TypstError, match=r"escape|outside|root"):
        render("peek", {}, folder=FOLDER, stamp=NOON)


def test_a_template_outside_the_folder_is_not_rendered():
    with pytest.raises((typst.TypstError, RuntimeError)):
        render("../../../../loans/decision/papers/decision_notice", {}, folder=FOLDER, stamp=NOON)


def test_the_same_facts_and_stamp_give_the_same_bytes():
    assert note("髙橋 花子") == note("髙橋 花子")
    assert note("髙橋 花子") != note("髙橋 花子", NOON + timedelta(days=1))


def test_letters_made_at_the_same_time_do_not_meet():
    names = [f"見本 {number}" for number in range(40)]

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(note, names))

    assert [printed(pdf).strip() for pdf in made] == names


def test_a_character_that_cannot_be_printed_is_refused_before_printing():
    with pytest.raises(CharacterNotInFont, match="邉󠄏"):
        note("渡邉󠄏 花子")


def test_every_text_is_found_however_deep():
    assert list(texts({"a": "一", "b": [{"c": ("二", 3, True)}, "四"]})) == ["一", "二", "四"]


def test_a_qr_code_is_drawn_without_an_outside_address():
    drawing = qr_code("R8-130001-000123")

    assert drawing.startswith("<svg ")
    assert drawing.count("http") == 1
    assert "www.w3.org/2000/svg" in drawing
