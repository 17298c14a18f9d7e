"""ファイルの作り直し. Opens a file that somebody sent and writes it anew, without anything that acts or tells.

Run in a child process of its own (`python -m loans.documents.cleaning`, child.py), and without Django.
"""

from loans.documents.cleaning import pdfs, pictures
from loans.documents.cleaning.troubles import CannotOpen, Cleaned, Code
from loans.documents.reading import PDF, kind_of

__all__ = ["CannotOpen", "Cleaned", "Code", "clean"]


def clean(content: bytes) -> Cleaned:
    """Raises CannotOpen."""
    return pdfs.clean(content) if kind_of(content) == PDF else pictures.clean(content)
