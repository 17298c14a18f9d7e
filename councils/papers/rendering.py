"""文書の作成. A template and its facts become a PDF that can be archived (PDF/A-2a) and read aloud (PDF/UA-1).

Facts are data: Typst gets them as JSON, and nothing in them is ever read as markup. A template sees its own
folder and the common package `@house/letter`, nothing else on the machine.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import segno
import typst

from councils.papers.glyphs import FONT, SECOND_FONT, check_printable, rare_characters

PACKAGES = Path(__file__).with_name("typst")
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
JAPAN = timezone(timedelta(hours=9))
SVG = "<svg "


def render(template: str, facts: Mapping[str, object], *, folder: Path, stamp: datetime) -> bytes:
    """文書. The PDF of `folder/template.typ`; the same facts and stamp give the same bytes.

    stamp is when the letter was made, with its time zone. Raises CharacterNotInFont before anything is printed.
    """
    words = "\n".join(text for text in texts(facts) if not text.startswith(SVG))
    check_printable([words])
    return typst.compile(
        folder / f"{template}.typ",
        root=folder,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"facts": json.dumps({**facts, "rare": rare_characters(words)}, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        package_path=PACKAGES,
        # Typst takes whole seconds.
        timestamp=stamp.astimezone(JAPAN).replace(microsecond=0),
    )


def qr_code(text: str) -> str:
    """QRコード. As SVG; a scanner types the text into the search box."""
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", xmldecl=False, nl=False, border=2)
    return drawing.getvalue().decode("ascii")


def texts(facts: object) -> Iterator[str]:
    """文字列. Every text that will be printed, however deep it lies."""
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, Mapping):
        for each in facts.values():
            yield from texts(each)
    elif isinstance(facts, (list, tuple)):
        for each in facts:
            yield from texts(each)


@cache
def fonts() -> typst.Fonts:
    """書体. The one pinned package, so that letters look alike; and the second font for what only it has."""
    paths = [FONT.parent, *([SECOND_FONT.parent] if SECOND_FONT.exists() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
