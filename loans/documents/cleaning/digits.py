"""PDFの中の個人番号. The text of each page as a viewer would copy it, as far as figures are concerned.

Only figures have to come out right: a font's own table (ToUnicode) is read where it has one; without one, the usual
encodings of Japanese and Latin fonts. What a page draws as a picture is no text, and nobody here reads it.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from councils.numbers import my_numbers_in
from loans.documents.cleaning.troubles import CannotOpen, Code

# More than any paper says; a page that goes on is read that far.
MOST_TEXT: Final = 400_000
MOST_DEPTH: Final = 6
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODES = re.compile(rb"<([0-9A-Fa-f\s]+)>|(\[)|(\])")
# A new place on the page: whether it stands close by is not asked, since digits may be set one by one.
_MOVES = frozenset({"Td", "TD", "Tm", "T*", "'", '"', "BT"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_ASKED = " ".join(sorted(_MOVES | _SHOWS | {"Tf", "Do"}))
# Loaded before the child is closed in: nothing can be opened afterwards.
_KNOWN = [codecs.lookup(name) for name in ("utf-16-be", "cp932", "euc_jp", "latin-1")]
Table = dict[bytes, str]


def check_no_number(document: pikepdf.Pdf) -> None:
    """Raises CannotOpen where twelve digits with the check digit of a 個人番号 can be read."""
    for page in document.pages:
        if my_numbers_in(text_of(page)):
            raise CannotOpen(Code.MY_NUMBER)


def text_of(page: pikepdf.Page) -> str:
    """文字. What one page says, places apart by a space."""
    found, length = [], 0
    for piece in _pieces(page.obj, page.obj.get("/Resources"), 0):
        found.append(piece)
        length += len(piece)
        if length > MOST_TEXT:
            break
    return "".join(found)


def _pieces(drawn: Any, resources: Any, depth: int) -> Iterator[str]:
    fonts, forms = _inside(resources, "/Font"), _inside(resources, "/XObject")
    font = _Font(None)
    for each in pikepdf.parse_content_stream(drawn, _ASKED):
        name, words = str(each.operator), each.operands
        if name in _MOVES:
            yield " "
        if name == "Tf" and words:
            font = _Font(fonts.get(str(words[0])))
        elif name in _SHOWS and words:
            yield font.read(words[-1])
        elif name == "Do" and words and depth < MOST_DEPTH:
            yield from _form(forms.get(str(words[0])), resources, depth)


def _form(form: Any, resources: Any, depth: int) -> Iterator[str]:
    if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
        yield from _pieces(form, form.get("/Resources", resources), depth + 1)


def _inside(resources: Any, name: str) -> dict[str, Any]:
    found = resources.get(name) if isinstance(resources, pikepdf.Dictionary) else None
    return dict(found.items()) if isinstance(found, pikepdf.Dictionary) else {}


class _Font:
    """書体. How the bytes of a string are read."""

    def __init__(self, font: Any) -> None:
        known = font if isinstance(font, pikepdf.Dictionary) else pikepdf.Dictionary()
        to_unicode = known.get("/ToUnicode")
        self.table = _table(to_unicode.read_bytes()) if isinstance(to_unicode, pikepdf.Stream) else {}
        self.encoding = _encoding(known)
        self.width = max((len(code) for code in self.table), default=1)

    def read(self, shown: Any) -> str:
        if isinstance(shown, pikepdf.Array):
            return "".join(self._text(bytes(each)) for each in shown if isinstance(each, pikepdf.String))
        return self._text(bytes(shown)) if isinstance(shown, pikepdf.String) else ""

    def _text(self, given: bytes) -> str:
        if not self.table:
            return given.decode(self.encoding, "replace")
        codes = (given[at : at + self.width] for at in range(0, len(given), self.width))
        return "".join(self.table.get(code, "\ufffd") for code in codes)


def _encoding(font: Any) -> str:
    name = str(font.get("/Encoding", ""))
    if "UCS2" in name or "UTF16" in name:
        return "utf-16-be"
    if "RKSJ" in name:
        return "cp932"
    return "euc_jp" if "EUC" in name else "latin-1"


def _table(written: bytes) -> Table:
    """ToUnicode の表. Source: Adobe, ToUnicode Mapping File Tutorial (bfchar, bfrange)."""
    found: Table = {}
    for kind, block in _BLOCK.findall(written[:MOST_TEXT]):
        codes = [bytes.fromhex(code.decode()) for code in _hex_codes(block)]
        if kind == b"bfchar":
            found.update({code: _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=False)})
        elif b"[" not in block:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                found.update(_range(first, last, text))
        else:
            found.update(_listed(block))
    return found


def _hex_codes(block: bytes) -> list[bytes]:
    return [re.sub(rb"\s", b"", code) for code, _, _ in _CODES.findall(block) if code]


def _range(first: bytes, last: bytes, text: bytes) -> Table:
    start, end, to = int.from_bytes(first), int.from_bytes(last), int.from_bytes(text)
    steps = range(min(end - start + 1, 256))
    return {(start + step).to_bytes(len(first)): _utf16((to + step).to_bytes(max(len(text), 2))) for step in steps}


def _listed(block: bytes) -> Table:
    """Ranges whose texts are listed one by one, or follow each other, within one block."""
    found: Table = {}
    for line in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", block, re.DOTALL):
        first, last, listed, text = line
        code = bytes.fromhex(first.decode())
        if text:
            found.update(_range(code, bytes.fromhex(last.decode()), bytes.fromhex(text.decode())))
        for step, each in enumerate(_hex_codes(listed)[:256]):
            found[(int.from_bytes(code) + step).to_bytes(len(code))] = _utf16(bytes.fromhex(each.decode()))
    return found


def _utf16(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")
