"""Requests that are wrong before their body: methods, addresses, hosts, headers, cookies, lengths."""

from collections.abc import Iterator
from urllib.parse import quote

from tests.walls.proofs.bad_inputs.asking import Try
from tests.walls.proofs.bad_inputs.cases import Pages
from tests.walls.proofs.bad_inputs.serving import Served
from tests.walls.proofs.bad_inputs.strings import strings

METHODS = ("TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "CONNECT", "FOO", "get", "X" * 1_000, "GÉT", "")
HOSTS = (
    *("127.0.0.1:99999", "127.0.0.1:abc", "127.0.0.1:", ":::", "[::1]", "[::1", "a" * 5_000, "見本", "", "x\0y", "a,b"),
    *("..", "127.0.0.1:8000:8000", "127.0.0.1@evil.invalid", "127.0.0.1/x", "\x7f"),
)
PATHS = (
    *("/cases/x/", "/cases/%00/", "/cases/%ff%fe/", "/cases/%c0%af/", "/cases/..%2f..%2fetc%2fpasswd", "/static/../x"),
    *("/static/%2e%2e/%2e%2e/etc/passwd", "/static/look/%00.css", "//x/", "/%252e%252e/", "/cases/0-0-0-0-0/"),
    *("/" * 3_000, "/cases/" + "0" * 32 + "/", "/cases/" + "F" * 36 + "/", "/\u202e/", "/cases/表/", "http://x/", "*"),
    *("x", "/health%0d%0aX: y", "/" + "a" * 100_000, "/letters/" + "%41" * 1_000 + ".pdf", "/?" + "x=1&" * 100_000),
    *("/?" + "x=1&" * 900, "/?" + "%" * 900),
)
NAMES = (
    "before",
    "after",
    "tab",
    "times",
    "kind",
    "next",
    "closed",
    "q",
    "page",
    "csrfmiddlewaretoken",
    "a[]",
    "__init__",
)
LENGTHS = ("-1", "+5", "0x10", "5, 5", "5 5", "", "٣", "1" * 30, "1" * 5_000, "1e3", "4294967296")
COOKIES = (
    *("=", ";;;;", "a", "x=" + "y" * 8_000, "; ".join(f"c{n}=v" for n in range(500)), 'a="\\', "見本=見本"),
    *("\x01=\x02", "a=b" + "," * 2_000),
)
PIECES = (
    *(b"zz\r\na\r\n0\r\n\r\n", b"ffffffffffffffff\r\n", b"5;x=" + b"y" * 9_000 + b"\r\nabcde\r\n0\r\n\r\n"),
    *(b"-1\r\n\r\n", b"3\r\na=b\r\n0\r\n" + b"T: x\r\n" * 2_000),
)
HEADERS = {
    "Referer": "\x01見本" * 50,
    "Origin": "http://[::1",
    "Accept-Language": "ja;q=9999," * 300,
    "Accept-Encoding": "gzip;q=x, *;q=" + "9" * 500,
    "X-Forwarded-For": "1.2.3.4," * 500,
    "X-Forwarded-Proto": "https, https",
    "X-Forwarded-Host": "evil.invalid",
    "X-CSRFToken": "\xff" * 100,
    "HX-Request": "true",
    "HX-Current-URL": "http://[",
    "HX-Current-URL-URI-AutoEncoded": "%ff",
    "If-Modified-Since": "x" * 1_000,
    "If-None-Match": '"' * 1_000,
    "Range": "bytes=0-1," * 500,
    "Expect": "100-continue",
    "Upgrade": "websocket",
    "User-Agent": "() { :;}; echo",
    "Content-Encoding": "gzip",
    "Transfer-Encoding": "chunked, chunked",
}


def lines(zone: Served, pages: Pages) -> Iterator[Try]:
    page = next(iter(pages.values()))
    yield from _methods(zone, pages)
    yield from _addresses(zone, pages)
    yield from _hosts(zone, page)
    yield from _headers(zone, page)
    yield from _cookies(zone, page)
    yield from _lengths(zone, page)


def _methods(zone: Served, pages: Pages) -> Iterator[Try]:
    for name, path in pages.items():
        for method in METHODS:
            yield Try(f"method {method[:8]} of {name}", zone.request(method, path))
    for version in ("HTTP/0.9", "HTTP/1.0", "HTTP/9.9", "HTTP/2.0", "HTP/1.1", ""):
        yield Try(f"version {version}", f"GET / {version}\r\nHost: 127.0.0.1\r\n\r\n".encode(), is_halved=True)
    yield Try("nothing", b"\r\n\r\n", is_halved=True)
    yield Try("no request", b"\x16\x03\x01\x02\x00" * 100, is_halved=True)


def _addresses(zone: Served, pages: Pages) -> Iterator[Try]:
    for path in PATHS:
        yield Try(f"address {path[:20]!r}", zone.request("GET", path), is_halved=True)
    asked = [(name, what, quote(value[:700])) for name in NAMES for what, value in strings()]
    for place, (name, what, value) in enumerate(asked[::2]):
        path = list(pages.values())[place % len(pages)]
        yield Try(f"?{name}={what}", zone.request("GET", f"{path}?{name}={value}"))


def _hosts(zone: Served, page: str) -> Iterator[Try]:
    for host in HOSTS:
        yield Try(f"host {host[:20]!r}", zone.request("GET", page, Host=host))
    yield Try("no host", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
    yield Try("two hosts", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.invalid\r\nConnection: close\r\n\r\n")


def _headers(zone: Served, page: str) -> Iterator[Try]:
    for name, value in HEADERS.items():
        yield Try(f"header {name}", zone.request("GET", page, **{name: value}), is_halved=True)
        yield Try(f"header {name} of a form", zone.request("POST", page, b"a=b", **{name: value}), is_halved=True)
    many = {f"X-{number}": "x" * 100 for number in range(1_000)}
    yield Try("a thousand headers", zone.request("GET", page, **many))
    yield Try("a header of 100 KB", zone.request("GET", page, X_Long="x" * 100_000))
    yield Try("a header with a NUL", zone.request("GET", page, X_Nul="a\0b"))
    yield Try("a header that is folded", zone.request("GET", page, X_Fold="a\r\n b"))
    yield Try("a header without a colon", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx\r\nConnection: close\r\n\r\n")
    yield Try("headers without an end", b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 50, is_halved=True)


def _cookies(zone: Served, page: str) -> Iterator[Try]:
    session, _, _ = zone.cookies.partition("=")
    for cookie in COOKIES:
        yield Try(f"cookie {cookie[:12]!r}", zone.request("GET", page, Cookie=cookie))
    for name, value in strings():
        worn = quote(value[:2_000])
        yield Try(f"session {name}", zone.request("GET", page, Cookie=f"{zone.name}-session={worn}"))
        yield Try(f"token {name}", zone.request("POST", page, b"", Cookie=f"{zone.name}-csrf={worn}", X_CSRFToken=worn))
    yield Try("two sessions", zone.request("GET", page, Cookie=f"{session}=x; {zone.cookies}; {session}=y"))


def _lengths(zone: Served, page: str) -> Iterator[Try]:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for length in LENGTHS:
        request = zone.request("POST", page, b"a=b", Content_Length=length, **kind)
        yield Try(f"length {length[:12]!r}", request, is_halved=True)
    more = zone.request("POST", page, b"a=b" * 10_000, Content_Length="3", **kind)
    yield Try("longer than it says", more, is_halved=True)
    for kind_of in (kind["Content-Type"], "multipart/form-data; boundary=b"):
        request = zone.request("POST", page, b"--b\r\n", Content_Length="5000", Content_Type=kind_of)
        yield Try(f"shorter than it says: {kind_of}", request, is_halved=True)
    said, twice = b"Content-Length: 3", b"Content-Length: 3\r\nContent-Length: 9"
    yield Try("two lengths", zone.request("POST", page, b"a=b", **kind).replace(said, twice), is_halved=True)
    for piece in PIECES:
        head = zone.request("POST", page, b"", Transfer_Encoding="chunked", Content_Length=None, **kind)
        yield Try(f"piece {piece[:6]!r}", head + piece, is_halved=True)
