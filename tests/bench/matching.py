"""照合. How many pairs a second one process decides, with the function that decides a single link.

Two figures: pairs of a household register as it is (people asked about again, candidates of one query), and texts never
seen before: every name and every address is new, so that no such text is remembered. Towns, days and house numbers
come again in other addresses, as they do.
"""

import gc
import random
import statistics
import time
from collections.abc import Iterator
from datetime import date

from inquiry.matching.choose import choose
from inquiry.matching.compare import compare
from inquiry.matching.people import FourItems

AIM = 30_000
_RUNS, _PAIRS = 60, 1_000
_TODAY = date(2026, 11, 26)
_SURNAMES = ["見本", "架空", "高橋", "渡邉", "佐々木", "仮名", "例文"]
_SIGNS = "太郎花子健美咲希由葵進翔博浩志彦恵里奈央真理香織悠斗陽菜結衣蓮"
_HOUSES = [
    f"{kind}{name}" for kind in ("コーポ", "メゾン", "ハイツ", "グランド") for name in ("見本", "架空", "仮名", "例示")
]
_KANA = "アイウエオカキクケコサシスセソタチツテト"
_TOWNS = ["東京都世田谷区", "大阪府堺市堺区", "岐阜県不破郡関ケ原町", "神奈川県横浜市港北区", "愛知県岡崎市"]

Pair = tuple[FourItems, FourItems]


def matching() -> Iterator[str]:
    """照合."""
    dice = random.Random(20261126)
    seen = _pairs(dice, 1_000)
    for words, batches in (
        ("a register, asked again", [[dice.choice(seen) for _ in range(_PAIRS)] for _ in range(_RUNS)]),
        ("texts never seen before", [_pairs(dice, _PAIRS) for _ in range(_RUNS)]),
    ):
        best, middle, alone = _a_second(batches)
        print(f"matching, {words}: {best:,.0f} pairs/s in the best of {_RUNS} runs, {middle:,.0f} in the middle one,")
        print(f"  {alone:,.0f} in the middle one by a second of its own processor")
        if best < AIM:
            yield f"matching, {words}: {best:,.0f} pairs/s"
    _choices(seen)


def _a_second(batches: list[list[Pair]]) -> tuple[float, float, float]:
    """The best run is what the code costs; the middle one what the machine leaves of it, by clock and processor."""
    taken, used = [], []
    gc.freeze()  # the pairs themselves are no part of what is measured
    for batch in batches:
        began, own = time.perf_counter(), time.process_time()
        for left, right in batch:
            compare(left, right, today=_TODAY)
        taken.append((time.perf_counter() - began) / len(batch))
        used.append((time.process_time() - own) / len(batch))
    gc.unfreeze()
    return 1 / min(taken), 1 / statistics.median(taken), 1 / statistics.median(used)


def _choices(pairs: list[Pair]) -> None:
    """One query: three candidates, and three more members on the form."""
    began = time.perf_counter()
    for index in range(0, len(pairs) - 6, 6):
        (form, found), *rest = pairs[index : index + 6]
        candidates = [found, *(right for _, right in rest[:2])]
        choose(form, candidates, household=[left for left, _ in rest[2:]], today=_TODAY)
    spent = (time.perf_counter() - began) / len(range(0, len(pairs) - 6, 6))
    print(f"matching, one query with its household: {spent * 1_000_000:.0f} µs")


def _pairs(dice: random.Random, count: int) -> list[Pair]:
    return [_pair(dice) for _ in range(count)]


def _pair(dice: random.Random) -> Pair:
    """What the register has, and what a form says: as it is, in other notation, or with one thing different."""
    year, month, day = dice.randint(1930, 2020), dice.randint(1, 12), dice.randint(1, 28)
    given, kana = "".join(dice.choices(_SIGNS, k=3)), "".join(dice.choices(_KANA, k=6))
    name, reading = f"{dice.choice(_SURNAMES)}　{given}", f"ミホン　{kana}"
    town = f"{dice.choice(_TOWNS)}見本{dice.choice(_SIGNS)}町"
    numbers = dice.randint(1, 8), dice.randint(1, 60), dice.randint(1, 40)
    room = dice.randint(1, 12) * 100 + dice.randint(1, 12)
    address = "{}{}丁目{}番{}号 {}{}号室".format(town, *numbers, dice.choice(_HOUSES), room)
    registered = FourItems(name, reading, f"{year}-{month:02}-{day:02}", dice.choice("男女"), address)
    flat = "{}{}-{}-{}-{}".format(town, *numbers, room)
    born = f"昭和{year - 1925}年{month}月{day}日" if 1927 <= year <= 1988 else registered.born
    forms = (
        registered,
        FourItems(name.replace("　", ""), reading, born, registered.sex, flat),
        FourItems(name, reading, registered.born, registered.sex, f"{town}{numbers[0]}-{numbers[1]}"),
        FourItems(name + "子", reading + "コ", born, registered.sex, flat),
        FourItems(name, reading, f"{year}-{day % 12 + 1:02}-{month:02}", registered.sex, address),
    )
    return dice.choices(forms, weights=(4, 8, 1, 1, 1))[0], registered
