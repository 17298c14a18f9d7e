"""Bodies that are no form, or too much of one."""

import gzip
import json
from collections.abc import Iterator

from tests.walls.proofs.bad_inputs.asking import Try
from tests.walls.proofs.bad_inputs.cases import Pages
from tests.walls.proofs.bad_inputs.serving import Served
from tests.walls.proofs.bad_inputs.strings import strings

XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 30))
    + b"]><x>&a29;</x>"
)
CHARSETS = ("cp932", "utf-16", "utf-7", "euc-jp", "idna", "nosuch", "zlib", "\xff", "utf-8; charset=cp932", "x" * 5_000)
B = "bOuNdArY"
FORM = "application/x-www-form-urlencoded"


def bodies(zone: Served, pages: Pages) -> Iterator[Try]:
    for name, path in (*pages.items(), ("signin", "/signin/")):
        for each in (_documents, _figures, _parts):
            for what, kind, body in each():
                yield Try(f"{what} to {name}", zone.request("POST", path, body, Content_Type=kind), is_halved=True)


def _documents() -> Iterator[tuple[str, str, bytes]]:
    """What is not a form at all."""
    yield "XXE", "application/xml", XXE
    yield "XXE as a form", FORM, XXE
    yield "a billion laughs", "text/xml; charset=utf-16", LAUGHS
    yield "deep JSON", "application/json", b"[" * 100_000
    yield "large JSON", "application/json", json.dumps({"x": ["y" * 1_000] * 3_000}).encode()
    yield "a figure without end", "application/json", b"9" * 1_000_000
    yield "a packed body", "application/json; charset=utf-8", gzip.compress(bytes(8_000_000))
    yield "a packed form", FORM, gzip.compress(b"a=b&" * 2_000_000)
    yield "nothing named", "", b"a=b"
    yield "a kind of many lines", "text/plain;" + " x=y;" * 500, b"a=b"
    yield "a message", "message/rfc822", b"From: x\r\n\r\n" * 100


def _figures() -> Iterator[tuple[str, str, bytes]]:
    """Forms of an odd size or an odd alphabet."""
    yield "10,000 fields", FORM, b"&".join(b"f%d=x" % number for number in range(10_000))
    yield "one field 10,000 times", FORM, b"a=b&" * 10_000
    yield "a form of 3 MB", FORM, b"a=" + b"x" * 3_000_000
    yield "a name of 1 MB", FORM, b"x" * 1_000_000 + b"=1"
    yield "only signs", FORM, b"&=&=;;&&=%&%=%zz&%u0041=1"
    yield "rows without end", FORM, b"members-TOTAL_FORMS=999999999&members-INITIAL_FORMS=1"
    yield (
        "rows of no number",
        FORM,
        b"members-TOTAL_FORMS=\xef\xbc\x91&members-INITIAL_FORMS=-5",
    )
    for charset in CHARSETS:
        yield f"alphabet {charset[:8]!r}", f"{FORM}; charset={charset}", "client_name=表能".encode("cp932")
        yield f"parts in {charset[:8]!r}", f"multipart/form-data; boundary={B}; charset={charset}", whole(part("a"))


def _parts() -> Iterator[tuple[str, str, bytes]]:
    """Forms in parts, as browsers do not send them."""
    usual = f"multipart/form-data; boundary={B}"
    yield "no boundary", "multipart/form-data", whole(part("a"))
    yield "an empty boundary", "multipart/form-data; boundary=", whole(part("a"))
    yield "a boundary of 1,000", f"multipart/form-data; boundary={B * 125}", whole(part("a"))
    yield "an odd boundary", 'multipart/form-data; boundary="\x01見"', whole(part("a"))
    yield "no last boundary", usual, whole(part("a"))[:-8]
    yield "1,000 parts", usual, whole(*(part(f"f{number}") for number in range(1_000)))
    yield "3,000 parts", usual, whole(*(part(f"f{number}") for number in range(3_000)))
    yield "300 files", usual, whole(*(part("file", "; filename=x.pdf") for _ in range(300)))
    yield (
        "parts in parts",
        usual,
        whole(part("a", "", f"Content-Type: multipart/mixed; boundary={B}", whole(part("b")))),
    )
    yield "a part's header of 100 KB", usual, whole(part("a", "", "X-Long: " + "x" * 100_000))
    yield "a part of 10,000 headers", usual, whole(part("a", "", "\r\n".join("X: y" for _ in range(10_000))))
    yield "a part without headers", usual, f"--{B}\r\n\r\nx\r\n--{B}--\r\n".encode()
    yield "a part without an end of headers", usual, f"--{B}\r\nContent-Disposition: form-data; name=a".encode()
    yield "no name", usual, whole(f"--{B}\r\nContent-Disposition: form-data\r\n\r\nx\r\n".encode())
    yield "bad base64", usual, whole(part("a", "", "Content-Transfer-Encoding: base64", b"!" * 999))
    yield (
        "base64 of a file",
        usual,
        whole(part("file", "; filename=a", "Content-Transfer-Encoding: base64", b"QUJD" * 9)),
    )
    yield "a file without content", usual, whole(part("file", '; filename="x.pdf"', "", b""))
    for name, words in _file_names():
        yield f"file name {name}", usual, whole(part("file", words, "Content-Type: application/pdf", b"%PDF-1.4\n"))


def _file_names() -> Iterator[tuple[str, bytes]]:
    for name, value in strings():
        yield name, b'; filename="' + value[:10_000].replace(b'"', b"%22") + b'.pdf"'
    yield "of 10,000", b'; filename="' + b"x" * 10_000 + b'.pdf"'
    yield "of Windows", b'; filename="..\\..\\..\\boot.ini"'
    yield "of nobody", b'; filename="/"'
    yield "in two alphabets", b"; filename=a; filename*=nosuch'x'%ff%fe"
    yield "in UTF-8", b"; filename*=UTF-8''" + b"%e8%a6%8b" * 3_000
    yield "in cp932", b'; filename="' + "表能ソ～①.pdf".encode("cp932") + b'"'


def part(name: str, more: str | bytes = "", header: str = "", body: bytes = b"x") -> bytes:
    words = more.encode() if isinstance(more, str) else more
    line = f"--{B}\r\nContent-Disposition: form-data; name={name}".encode() + words
    return line + b"\r\n" + (header.encode() + b"\r\n" if header else b"") + b"\r\n" + body + b"\r\n"


def whole(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{B}--\r\n".encode()
