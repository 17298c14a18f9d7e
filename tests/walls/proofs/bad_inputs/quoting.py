"""What a zone's log keeps of requests that are refused before a page is asked: nothing that was sent."""

from collections.abc import Iterator
from pathlib import Path

from tests.walls.proofs import Outcome
from tests.walls.proofs.bad_inputs.asking import Try
from tests.walls.proofs.bad_inputs.serving import Served

MARK = "shirushi-5517"


def marked(zone: Served, page: str) -> Iterator[Try]:
    """Server or framework says of each of these what it could not read."""
    yield Try("a mark in an address", zone.request("GET", f"{page}?q=a {MARK}"), is_halved=True)
    yield Try("a mark as method", zone.request(f"({MARK})", page), is_halved=True)
    yield Try("a mark in a header's name", zone.request("GET", page, **{f"X {MARK}": "x"}), is_halved=True)
    yield Try("a mark as host", zone.request("GET", page, Host=f"{MARK}.invalid"))
    yield Try("a mark as cookie", zone.request("GET", page, Cookie=f"{zone.name}-session={MARK}"))
    piece = zone.request("POST", page, b"", Transfer_Encoding="chunked", Content_Length=None)
    yield Try("a mark as the length of a piece", piece + f"{MARK}\r\n".encode(), is_halved=True)


def quoted_by(log: Path, run: str, outcome: Outcome) -> list[str]:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if MARK in line]
    outcome.count("quoted", len(lines))
    return [f"{run}: the log quotes what was sent: {line[:120]}" for line in lines]
