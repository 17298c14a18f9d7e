import unicodedata


def folded(username: str) -> str:
    """利用者名. As it is stored: full-width letters of an IME that was left on are the same name."""
    return unicodedata.normalize("NFKC", username).strip().lower()
