"""ファイルの作り直し. Opens a file that somebody sent and writes it anew, without anything that acts or tells.

Run in a child process of its own (`python -m loans.documents.cleaning`, child.py), and without Django.
"""

from loans.documents.cleaning import pdfs, pictures
from loans.documents.cleaning.troubles import NOTHING, CannotOpen, Cleaned, Code, Wishes
from loans.documents.reading import PDF, kind_of

__all__ = ["NOTHING", "CannotOpen", "Cleaned", "Code", "Wishes", "clean"]


def clean(content: bytes, wishes: Wishes = NOTHING) -> Cleaned:
    """Raises CannotOpen."""
    if kind_of(content) == PDF:
        return pdfs.clean(content, is_vouched=wishes.is_vouched)
    return pictures.clean(content, wishes.boxes)
