"""個人番号. Recognises My Numbers in text, so that they can be kept out of where they must not be."""

import re
import unicodedata

LENGTH = 12
# People write the number in groups; the hyphen comes in many shapes, and pasted text brings zero-width spaces.
_BETWEEN = "[ \\t\u00a0\u3000\u2000-\u200d\u2060\ufeff\\-‐‑‒–—―−ー－ｰ]"
_RUN = re.compile(rf"\d(?:{_BETWEEN}*\d)*")


def check_digit(eleven: str) -> int:
    """検査用数字. The twelfth digit that belongs to the first eleven of a 個人番号.

    Source: 平成26年総務省令第85号 第5条 (検査用数字を算出する算式).
    """
    weights = [position + 1 if position <= 6 else position - 5 for position in range(1, 12)]
    total = sum(int(digit) * weight for digit, weight in zip(reversed(eleven), weights, strict=True))
    remainder = total % 11
    return 0 if remainder <= 1 else 11 - remainder


def is_my_number(digits: str) -> bool:
    """Whether these twelve digits carry the check digit of a 個人番号."""
    return len(digits) == LENGTH and digits.isdecimal() and check_digit(digits[:-1]) == int(digits[-1])


def my_numbers_in(text: str) -> list[str]:
    """個人番号と思われる数字. Every run of twelve digits with a valid check digit, in half-width digits.

    Full-width digits are read; spaces and hyphens between digits are skipped. Where the digits stand in groups, any
    neighbouring groups that make twelve digits together are looked at; a part of a longer unbroken number is not.
    """
    return [digits for run in _RUN.findall(text) for digits in _twelves(run) if is_my_number(digits)]


def _twelves(run: str) -> list[str]:
    groups = re.findall(r"\d+", unicodedata.normalize("NFKC", run))
    starts = range(len(groups))
    windows = ("".join(groups[start:end]) for start in starts for end in range(start + 1, start + LENGTH + 1))
    return [digits for digits in dict.fromkeys(windows) if len(digits) == LENGTH]
