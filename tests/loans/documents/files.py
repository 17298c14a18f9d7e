"""Files as people send them, and as people who mean harm send them."""

import io
import struct
import zlib

import pikepdf
from PIL import Image

from config.walk.papers import paper


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("IDENTITY"))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="himitsu", owner="himitsu"))
    return out.getvalue()


def empty_pdf() -> bytes:
    """A PDF without a page."""
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (12, 8), "white").save(out, kind)
    return out.getvalue()


def pixel_bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")


def apple() -> bytes:
    """The beginning of a photograph as an iPad keeps it."""
    return struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(100)


def large_pdf(size: int) -> bytes:
    return paper("IDENTITY").ljust(size, b" ")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def photograph(*, orientation: int) -> bytes:
    """As a telephone takes it: with the way up, the device, the place and a comment."""
    picture, out = Image.new("RGB", (60, 40), "grey"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = orientation, "Camera 9"
    exif.get_ifd(0x8825)[2] = (35.0, 40.0, 52.0)
    picture.save(out, "JPEG", exif=exif, comment=b"secret comment")
    return out.getvalue()


def acting_pdf() -> bytes:
    """A page with a script, a link, a file and a form in it, and a stamp on it."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = script
        document.Root.AA = pikepdf.Dictionary(WC=script)
        document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<xdp/>"))
        document.attachments["kataoka.exe"] = b"MZ"
        document.docinfo["/Author"] = "kataoka"
        page = document.pages[0].obj
        page.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))
        drawn = document.make_stream(b"BT (stamped) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        drawn.BBox = [0, 0, 50, 50]
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.invalid/")
        page.Annots = document.make_indirect(
            [
                _annotation("Stamp", AP=pikepdf.Dictionary(N=drawn)),
                _annotation("Link", A=link),
                _annotation("Link", A=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://example.invalid/")),
            ]
        )
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _annotation(subtype: str, **more: pikepdf.Object) -> pikepdf.Dictionary:
    name = pikepdf.Name("/" + subtype)
    return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=name, Rect=[0, 0, 50, 50], F=4, **more)


def many_pages(count: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(count):
            document.add_blank_page(page_size=(200, 200))
        document.save(out)
    return out.getvalue()


def flate_bomb(megabytes: int) -> bytes:
    """A PDF of a few hundred kilobytes whose one page unpacks to this much."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packing.flush()
    return _with_contents(packed, "/FlateDecode")


def packed_twice() -> bytes:
    return _with_contents(zlib.compress(zlib.compress(bytes(1_000_000))), "/FlateDecode", "/FlateDecode")


def _with_contents(packed: bytes, *filters: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        stream = pikepdf.Stream(document, b"")
        stream.write(packed, filter=[pikepdf.Name(name) for name in filters])
        document.pages[0].obj.Contents = document.make_indirect(stream)
        document.save(out, compress_streams=False)
    return out.getvalue()


def pdf_with_picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        picture = document.make_stream(b"x", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        picture.Width, picture.Height = width, height
        document.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=picture))
        document.save(out)
    return out.getvalue()


def looping_pages() -> bytes:
    """A tree of pages that is its own branch."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>endobj\n"
    )
    return body + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"


def pdf_saying(*shown: bytes, font: dict[str, pikepdf.Object] | None = None, operators: str = "{} Tj") -> bytes:
    """A page that says this, string by string, in a font of this kind."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(300, 300))
        facts = font or {"Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name.Helvetica}
        page = document.pages[0].obj
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, **facts))
        )
        said = "\n".join(f"0 -14 Td {operators.format('<' + each.hex() + '>')}" for each in shown)
        page.Contents = document.make_stream(f"BT /F1 12 Tf 20 200 Td {said} ET".encode("ascii"))
        document.save(out)
    return out.getvalue()


def pdf_with_table(table: bytes, shown: bytes) -> bytes:
    """A page in a font whose codes only its own table (ToUnicode) explains."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_saying(shown))) as document:
        document.pages[0].obj.Resources.Font.F1.ToUnicode = document.make_stream(table)
        document.save(out)
    return out.getvalue()


def pdf_within(content: bytes) -> bytes:
    """The same page, drawn as a form of another."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as given, pikepdf.new() as document:
        document.add_blank_page(page_size=(300, 300))
        drawn = document.copy_foreign(given.pages[0].as_form_xobject())
        page = document.pages[0].obj
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawn))
        page.Contents = document.make_stream(b"/X Do")
        document.save(out)
    return out.getvalue()


def colours(content: bytes) -> set[tuple[int, ...]]:
    """Which colours there are, those of a JPEG's noise taken together."""
    picture = Image.open(io.BytesIO(bytes(content))).convert("RGB")
    return {tuple(255 if each > 127 else 0 for each in colour) for _, colour in picture.getcolors(1 << 24)}
