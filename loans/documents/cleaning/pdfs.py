"""PDF. The pages go over to a new document as they are seen; whatever acts, hides or calls out stays behind."""

import io
from collections.abc import Collection
from typing import Any

import pikepdf

from loans.documents.cleaning.digits import check_no_number
from loans.documents.cleaning.troubles import CannotOpen, Cleaned, Code
from loans.documents.cleaning.unpacking import check_unpacked
from loans.documents.limits import MOST_PAGES

# All that a page keeps: how large it is, what is drawn on it, and with what.
_OF_A_PAGE = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group"}
)
# Wherever they stand: scripts and actions, files within, and what tells of the maker.
_NOWHERE = frozenset(
    {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/SubmitForm", "/XFA", "/RichMedia", "/EF"}
    | {"/RichMediaContent", "/EmbeddedFiles", "/AF", "/Annots", "/Metadata", "/PieceInfo", "/LastModified"}
)
# On a stream: its bytes, or another version of it, in another file; PostScript. As names of fonts and pictures they are
# innocent, and those stand in dictionaries.
_ELSEWHERE = frozenset({"/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI", "/PS", "/Alternates"})


def clean(content: bytes, *, is_vouched: bool = False) -> Cleaned:
    """Raises CannotOpen."""
    try:
        with pikepdf.open(io.BytesIO(content)) as given:
            written, count = _rewritten(given, is_vouched), len(given.pages)
            return Cleaned("application/pdf", written, page_count=count)
    except pikepdf.PasswordError:
        raise CannotOpen(Code.PROTECTED) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError):
        raise CannotOpen(Code.UNREADABLE) from None


def _rewritten(given: pikepdf.Pdf, is_vouched: bool) -> bytes:
    count = len(given.pages)
    if count == 0:
        raise CannotOpen(Code.UNREADABLE)
    if count > MOST_PAGES:
        raise CannotOpen(Code.TOO_MUCH)
    check_unpacked(given)
    _draw_annotations(given)
    fresh = pikepdf.new()
    for page in given.pages:
        _take_off(page.obj, set(page.obj.keys()) - _OF_A_PAGE)
        fresh.pages.append(page)
    for each in fresh.objects:
        _strip(each)
    if not is_vouched:
        check_no_number(fresh)
    out = io.BytesIO()
    fresh.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _draw_annotations(given: pikepdf.Pdf) -> None:
    """What was typed into a form, and what was stamped onto a page, becomes part of the page."""
    form = given.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/NeedAppearances"):
        given.generate_appearance_streams()
    given.flatten_annotations("screen")


def _strip(thing: Any) -> None:
    """One object and what stands in it directly; what it refers to is an object of its own."""
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        is_stream = isinstance(thing, pikepdf.Stream)
        _take_off(thing, (_NOWHERE | _ELSEWHERE if is_stream else _NOWHERE) & set(thing.keys()))
        inside = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        inside = list(thing)
    else:
        return
    for value in inside:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _strip(value)


def _take_off(thing: Any, names: Collection[str]) -> None:
    for name in names:
        del thing[name]
