"""The proof of bad inputs can turn red: a fault, a slow answer, a script, and a box that lost what was typed."""

import socket
import threading

import pytest

from tests.walls.proofs import Outcome
from tests.walls.proofs.bad_inputs import asking, fields
from tests.walls.proofs.bad_inputs.asking import Answer, Judge, Try
from tests.walls.proofs.bad_inputs.quoting import MARK, quoted_by

COUNTS = ("tried", "status500", "slow", "lost")
PAGE = b'<form><input name="a" value=""><textarea name="b">\nx\n</textarea><select name="c"></select></form>'


class Zone:
    """Answers one request with what it was given."""

    name = "counter"

    def __init__(self, answer: bytes) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, args=(answer,), daemon=True).start()

    def _serve(self, answer: bytes) -> None:
        line, _ = self.listener.accept()
        with line:
            line.recv(1024)
            line.sendall(answer)
        self.listener.close()


def judged(answer):
    outcome = Outcome(dict.fromkeys(COUNTS, 0))
    Judge(outcome, Zone(answer)).take(Try("x", b"GET / HTTP/1.1\r\n\r\n"))
    return outcome


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        (b"HTTP/1.1 500 Oh\r\n\r\n", "status500"),
        (b"HTTP/1.1 503 Oh\r\n\r\n", "status500"),
        (b"HTTP/1.1 200 OK\r\n\r\n<p><script>alert(1)</script>", "lost"),
    ],
)
def test_a_bad_answer_is_counted_and_named(answer, count):
    outcome = judged(answer)

    assert (outcome.counts["tried"], outcome.counts[count], len(outcome.faults)) == (1, 1, 1)


def test_a_slow_answer_is_counted(monkeypatch):
    monkeypatch.setattr(asking, "ask", lambda *_: Answer(200, b"", b"", 5.1))
    outcome = Outcome(dict.fromkeys(COUNTS, 0))

    Judge(outcome, Zone(b"")).take(Try("x", b""))

    assert outcome.counts["slow"] == 1


def test_a_good_answer_is_no_fault():
    assert judged(b"HTTP/1.1 400 No\r\n\r\n").faults == []


def test_a_log_that_quotes_what_was_sent_is_named(tmp_path):
    outcome, log = Outcome({}), tmp_path / "counter-web.log"
    log.write_text(f"Booting worker\nInvalid HTTP Version: '{MARK}'\n")

    faults = quoted_by(log, "counter", outcome)

    assert (len(faults), outcome.counts["quoted"]) == (1, 1)


def test_a_box_that_lost_what_was_typed_is_named():
    assert "['a']" in fields._lost(Answer(422, b"", PAGE, 0), {"a", "b"}, b"x")
    assert fields._lost(Answer(422, b"", PAGE, 0), {"b"}, b"x") == ""
    assert "['b']" in fields._lost(Answer(422, b"", PAGE, 0), {"b"}, "表".encode())


def test_a_form_that_is_sent_elsewhere_is_not_the_page_s_own():
    page = '<form action="/search/"><input name="q"></form><form action="/x/"><input name="a" value="1"></form>'

    assert fields.boxes_of(page, "/x/").values == {"a": ["1"]}
