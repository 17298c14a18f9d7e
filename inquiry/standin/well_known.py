"""見本世帯. The one household that every population holds, whatever its seed and size; the walk applies for it.

A couple with a child in 東京都千代田区, exempt from residents' tax, not on 生活保護; every member resolves by all
four items.
"""

from .people import Conduct, Household, Person, Relation, Tax, demo_number
from .places import CHIYODA

_FATHER = Person(
    number=demo_number("90000000001", off_by=1),
    resident_code="90000000011",
    name="𠮷田　健一",
    kana="ヨシダ　ケンイチ",
    born="1986-05-14",
    sex="男",
    relation=Relation.HEAD,
    tax=Tax(0, 0, 430_000),
)
_MOTHER = Person(
    number=demo_number("90000000002", off_by=1),
    resident_code="90000000012",
    name="𠮷田　美咲",
    kana="ヨシダ　ミサキ",
    born="1988-11-02",
    sex="女",
    relation=Relation.WIFE,
    tax=Tax(0, 0, 0),
)
_CHILD = Person(
    number=demo_number("90000000003", off_by=1),
    resident_code="90000000013",
    name="𠮷田　葵",
    kana="ヨシダ　アオイ",
    born="2017-07-21",
    sex="女",
    relation=Relation.CHILD,
    tax=Tax(0, 0, 0),
)

WELL_KNOWN = Household(
    key="131010000000",
    place=CHIYODA,
    address="東京都千代田区見本町三丁目12番5号架空ハイツ203号",
    members=(_FATHER, _MOTHER, _CHILD),
    is_assisted=False,
    conduct=Conduct.ANSWERS,
    tax_provider=CHIYODA.provider,
)
