"""書類を開く. Only what was checked, under a name that says what it is."""

import re
from typing import Final

from loans.documents.models import Document
from loans.documents.refusals import BeingChecked, CouldNotBeOpened
from loans.paper_states import ADVICE, PaperState

_ENDINGS: Final = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "application/json": ".json"}
_ENDING: Final = re.compile(r"\.\w{1,5}$")


def check_is_open(document: Document) -> None:
    """Raises BeingChecked, CouldNotBeOpened."""
    if document.state == PaperState.CHECKING:
        raise BeingChecked
    if document.state == PaperState.REFUSED:
        raise CouldNotBeOpened(f"この書類は{ADVICE[document.trouble]}")


def download_name(document: Document) -> str:
    """A program that calls itself a photograph is saved as the photograph that we wrote."""
    return _ENDING.sub("", document.name) + _ENDINGS[document.media_type]
