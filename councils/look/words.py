"""表示の言葉. Figures as staff read them; lists get finished strings from their view, not tags in every row."""


def yen(amount: int) -> str:
    """金額. 182000 → 「182,000円」."""
    return f"{amount:,}円"


def phone_end(number: str) -> str:
    """電話番号の末尾. What tells two of one name apart without showing the whole number."""
    return f"…{number[-4:]}" if number else ""
