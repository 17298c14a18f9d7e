import logging
import re
import traceback
from types import TracebackType

_KIND_AND_PLACE = re.compile(r"(.+?:\d+: \w+):")
# The server's own words are letters; a colon or a quotation mark stands before a stranger's.
_REFUSED_BY_SERVER = re.compile(r"Invalid request from ip=\S*: [A-Za-z ]*|Error handling request")


class WithoutPersons(logging.Formatter):
    """Writes a fault's type and places; its text may quote what somebody typed, so it is left out."""

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        places = "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace))
        return f"{kind.__name__ if kind else 'no exception'}{places}"


class KindsOfFaults(logging.Filter):
    """Celery writes a fault's own words into its message, and they may quote a row: the type alone is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict) and "exc" in record.args:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "a fault"
            record.args = {**record.args, "exc": kind, "traceback": "", "args": "", "kwargs": ""}
        return True


class KindsOfWarnings(logging.Filter):
    """A library's warning may quote what a stranger sent: its place and type are kept, as of a fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "py.warnings":
            told = _KIND_AND_PLACE.match(record.getMessage())
            record.msg, record.args = told[1] if told else "a warning", ()
        return True


class KindsOfRefusedRequests(logging.Filter):
    """Server and framework quote what they refuse (an address, a host, a piece of a body): its kind alone is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "gunicorn.error" and (told := _REFUSED_BY_SERVER.match(record.getMessage())):
            record.msg, record.args = told[0], ()
        elif record.name.startswith("django.security."):  # the logger is named by the kind
            record.msg, record.args, record.exc_info = "a refused request", (), None
        return True
