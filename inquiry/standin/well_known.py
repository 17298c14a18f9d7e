"""見本世帯と名前のある人. Those whom every population holds, whatever its seed and size.

WELL_KNOWN is the household that the walk applies for: a couple with a child in 東京都千代田区, exempt from residents'
tax, not on 生活保護; every member resolves by all four items.
NAMED are invented people, one for each result class and for each reading of interest: README.md has the table.
"""

from dataclasses import dataclass, replace

from .people import Conduct, Household, Person, Relation, Tax, demo_number
from .places import CHIYODA, PLACES
from .scripts import SCRIPTS, Script

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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One named person. given: the name by which scripts.py knows what is answered."""

    given: str
    kana: str
    born: str
    sex: str


_FAMILY_NAME, _FAMILY_KANA = "模擬", "モギ"
_NAMED = (
    _Entry("提供", "テイキョウ", "1980-01-11", "男"),
    _Entry("空欄", "クウラン", "1981-02-12", "女"),
    _Entry("該当無", "ガイトウナシ", "1982-03-13", "男"),
    _Entry("未申告", "ミシンコク", "1983-04-14", "女"),
    _Entry("符号無", "フゴウナシ", "1984-05-15", "男"),
    _Entry("不許可", "フキョカ", "1985-06-16", "女"),
    _Entry("重複", "ジュウフク", "1986-07-17", "男"),
    _Entry("拒否", "キョヒ", "1987-08-18", "女"),
    _Entry("停止", "テイシ", "1988-09-19", "男"),
    _Entry("時間切", "ジカンギレ", "1989-10-20", "女"),
    _Entry("人違", "ヒトチガイ", "1990-11-21", "男"),
    _Entry("未知", "ミチ", "1991-12-22", "女"),
    _Entry("年金子", "ネンキンコ", "1975-04-02", "女"),
    _Entry("永久", "エイキュウ", "1972-05-03", "男"),
    _Entry("停止中", "テイシチュウ", "1958-05-20", "男"),
    _Entry("失権", "シッケン", "1966-03-31", "女"),
    _Entry("赤字", "アカジ", "1979-09-09", "男"),
    _Entry("均等", "キントウ", "1978-08-08", "女"),
    _Entry("不整合", "フセイゴウ", "1977-07-07", "男"),
    _Entry("旧版", "キュウハン", "1976-06-06", "女"),
    _Entry("新様式", "シンヨウシキ", "1974-04-04", "男"),
    _Entry("借入", "カリイレ", "1973-03-03", "女"),
    _Entry("介護", "カイゴ", "1941-01-31", "女"),
    _Entry("離職", "リショク", "1992-02-02", "男"),
    _Entry("口座無", "コウザナシ", "1993-03-03", "女"),
    _Entry("転入", "テンニュウ", "1994-04-04", "男"),
    _Entry("旧氏", "キュウジ", "1995-05-05", "女"),
    _Entry("通称", "ツウショウ", "1996-06-06", "男"),
    _Entry("葛\U000e0100", "カツラ", "1997-07-07", "女"),
    _Entry("同名", "ドウメイ", "1998-08-08", "男"),
    _Entry("同名", "ドウメイ", "1998-08-08", "男"),
)
_ALIASES = {"旧氏": ("見本　旧氏",), "通称": ("ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ",)}


def _person(place: int, entry: _Entry) -> Person:
    return Person(
        number=demo_number(f"900000001{place:02d}", off_by=1),
        resident_code=f"900000002{place:02d}",
        name=f"{_FAMILY_NAME}　{entry.given}",
        kana=f"{_FAMILY_KANA}　{entry.kana}",
        born=entry.born,
        sex=entry.sex,
        relation=Relation.HEAD,
        tax=Tax(0, 0, 0),
        aliases=_ALIASES.get(entry.given, ()),
    )


def _household(place: int, *members: Person) -> Household:
    is_moved = members[0].name.endswith("　転入")
    return Household(
        key=f"131019000{place:03d}",
        place=CHIYODA,
        address=f"東京都千代田区見本台一丁目{place + 1}番1号",
        members=members,
        is_assisted=False,
        conduct=Conduct.MOVED_IN if is_moved else Conduct.ANSWERS,
        tax_provider=PLACES[1].provider if is_moved else CHIYODA.provider,
    )


_PEOPLE = [_person(place, entry) for place, entry in enumerate(_NAMED)]
_TWIN = _person(len(_NAMED), _Entry("双葉", "フタバ", "2015-05-05", "女"))
_TWINS = (
    _person(len(_NAMED) + 1, _Entry("親", "オヤ", "1985-03-21", "女")),
    replace(_TWIN, relation=Relation.CHILD),
    replace(_person(len(_NAMED) + 2, _Entry("双美", "フタミ", "2015-05-05", "女")), relation=Relation.CHILD),
)
NAMED: tuple[Household, ...] = (
    *(_household(place, person) for place, person in enumerate(_PEOPLE)),
    _household(len(_NAMED), *_TWINS),
)
SCRIPT_OF: dict[str, Script] = {
    person.number: SCRIPTS[entry.given] for person, entry in zip(_PEOPLE, _NAMED, strict=True) if entry.given in SCRIPTS
}


def named(given: str) -> Person:
    """By the given name in the table. Raises KeyError."""
    return {person.name: person for person in _PEOPLE}[f"{_FAMILY_NAME}　{given}"]
