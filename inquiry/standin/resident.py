"""住民基本台帳ネットワークの模擬. Answers a query by the four items with the people it may mean.

As the real one it takes four items, or three without the sex, and forgives notation: spaces, widths, shapes of a
character, ways to write an address. Whoever has the name and the birth date, and lives or has lived in that
municipality, is a candidate: homonyms, and people who live at another number there, so that the one who asks must
compare.
Source: the inquiry by fewer items was ended on 2023-12-18.
"""

import unicodedata
from collections import defaultdict
from typing import NamedTuple

from .kinds import KINDS, kinds_of
from .messages import Refusal, Reply, Request, required_text
from .moves import former_of
from .people import Household, Person
from .places import Place
from .population import Population
from .records import UPDATED_ON, held, layout_of
from .server import Route, Routes

MOST_HOUSEHOLDS = 100
SHAPES = str.maketrans("髙﨑𠮷濵濱邉邊齋齊德栁冨舘嶋澤廣惠眞瀨𣘺", "高崎吉浜浜辺辺斎斉徳柳富館島沢広恵真瀬橋")
SEXES = {"男": "男", "1": "男", "M": "男", "男性": "男", "女": "女", "2": "女", "F": "女", "女性": "女", "": ""}


class Registered(NamedTuple):
    household: Household
    person: Person


class ResidentNetwork:
    """住基ネット. What is published of it holds persons only; /household is what 003 plans to ask of it."""

    def __init__(self, population: Population) -> None:
        self.households = population.households
        self.by_code: dict[str, Registered] = {}
        self.register: dict[tuple[str, str], list[Registered]] = defaultdict(list)
        for household in population.everybody:
            for person in household.members:
                self.by_code[person.resident_code] = Registered(household, person)
                for name in (person.name, *person.aliases):
                    self.register[folded(name), person.born].append(Registered(household, person))

    def routes(self) -> Routes:
        return {
            ("POST", "/query"): Route(self.query),
            ("POST", "/household"): Route(self.household),
            ("GET", "/demo/households"): Route(self.demo_households, is_outward=False),
        }

    def query(self, request: Request) -> Reply:
        asked = request.content()
        if not all(asked.get(item) for item in ("name", "born", "address")):
            raise Refusal(422, "too_few_items")
        name, born, address = (required_text(asked, item) for item in ("name", "born", "address"))
        sex = SEXES.get(str(asked.get("sex", "")))
        if sex is None:
            raise Refusal(422, "malformed")
        found = [
            _candidate(registered)
            for registered in self.register.get((folded(name), born), [])
            if _is_or_was_in_municipality(address, registered.household)
        ]
        return Reply(200, {"candidates": found})

    def household(self, request: Request) -> Reply:
        """世帯構成. By the 住民票コード, in the layout of 住民票関係情報."""
        code = required_text(request.content(), "resident_code")
        found = self.by_code.get(code)
        if found is None:
            raise Refusal(404, "no_record")
        items = held(*found, "resident_record", found.household.place.provider)
        kept = {"layout": layout_of("resident_record"), "updated_on": UPDATED_ON, "items": items}
        return Reply(200, {"resident_code": code, **kept})

    def demo_households(self, request: Request) -> Reply:
        """Households to type in at a counter, without any number. Each `kind` given must hold."""
        wanted = request.query.get("kind", [])
        if not set(wanted) <= set(KINDS):
            raise Refusal(422, "no_such_kind")
        found = [
            household
            for household in self.households
            if request.first("prefecture") in ("", household.place.prefecture)
            and request.first("municipality") in ("", household.place.municipality)
            and all(KINDS[kind](household) for kind in wanted)
        ]
        return Reply(200, {"households": [_shown(household) for household in found[: _limit(request)]]})


def folded(text: str) -> str:
    """A key to search by, never an equality: widths, spaces and shapes of a character set aside."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(SHAPES)
    return "".join(sign for sign in plain if not sign.isspace() and sign != "・" and not _is_selector(sign))


def _is_selector(sign: str) -> bool:
    """異体字セレクタ: says which shape of the character before it is meant."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _is_or_was_in_municipality(address: str, household: Household) -> bool:
    """By the address of today, or one of the change history. The prefecture may be left out, as people do."""
    asked = folded(address)
    return _is_in(household.place, asked) or any(_is_in(former.place, asked) for former in former_of(household))


def _is_in(place: Place, asked: str) -> bool:
    return asked.removeprefix(place.prefecture).startswith(place.municipality)


def _candidate(registered: Registered) -> dict[str, object]:
    person = registered.person
    return {
        "number": person.number,
        "resident_code": person.resident_code,
        "name": person.name,
        "kana": person.kana,
        "born": person.born,
        "sex": person.sex,
        "address": registered.household.address,
        "other_names": list(person.aliases),
        "former": [
            {"address": former.address, "until": former.until.isoformat()} for former in former_of(registered.household)
        ],
    }


def _shown(household: Household) -> dict[str, object]:
    return {
        "prefecture": household.place.prefecture,
        "municipality": household.place.municipality,
        "postcode": household.place.postcode,
        "address": household.address,
        "kinds": kinds_of(household),
        "members": [
            {
                "name": person.name,
                "kana": person.kana,
                "born": person.born,
                "sex": person.sex,
                "relation": person.relation.wording,
            }
            for person in household.members
        ],
    }


def _limit(request: Request) -> int:
    limit = request.first("limit") or "10"
    if not limit.isdecimal():
        raise Refusal(422, "malformed")
    return min(int(limit), MOST_HOUSEHOLDS)
