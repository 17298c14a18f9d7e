import logging
import traceback
from types import TracebackType


class WithoutPersons(logging.Formatter):
    """Writes a fault's type and places; its text may quote what somebody typed, so it is left out."""

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        places = "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace))
        return f"{kind.__name__ if kind else 'no exception'}{places}"
