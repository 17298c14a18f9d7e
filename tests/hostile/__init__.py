"""What somebody may type, paste or send: each text under a short name, and no text twice."""

from tests.hostile.figures import DATES, FIGURES, IDENTITIES
from tests.hostile.signs import SIGNS
from tests.hostile.words import LENGTHS, WORDS

HOSTILE: dict[str, str] = {**SIGNS, **FIGURES, **DATES, **IDENTITIES, **WORDS, **LENGTHS}

__all__ = ["HOSTILE"]
