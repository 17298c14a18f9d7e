"""情報提供者. Which bodies are asked about a person, and in which order; the one place of this rule.

A turn is what is asked together; the next is offered to the officer where the one before had no record. A ward of a
designated city answers through its city. Source: inquiry.md §3 (who holds what), §6 (年金機構 first, then the 共済).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import connection
from django.utils import timezone

from councils.era import DateNotUnderstood, PartialDate
from councils.models import Council
from inquiry.codes import Kind, ProviderType
from inquiry.matching.addresses import parse_address
from inquiry.matching.places import level
from inquiry.vault.models import Body, Person

_COUNCIL = "社会福祉協議会"
_LATE_ELDERLY = 75  # 後期高齢者医療: 高齢者の医療の確保に関する法律 50条
_Type = ProviderType


class NoProvider(LookupError):
    """The address names no municipality that can be asked."""


@dataclass(frozen=True, slots=True)
class Provider:
    """照会先. Of which type, and its code: that of a municipality or prefecture, or one of Body."""

    type: ProviderType
    code: str


Turn = tuple[Provider, ...]
RESIDENT_NETWORK = Provider(_Type.RESIDENT_NETWORK, "JUKI")


class Directory:
    """照会先の名簿. Looks each prefecture's councils up once."""

    def __init__(self) -> None:
        self._councils: dict[tuple[str, str], list[Council]] = {}
        self._names: dict[str, str] = {}
        self._roads: dict[str, bool] = {}

    def turns_of(self, person: Person, kind: Kind) -> list[Turn]:
        """Empty where nobody can hold anything about this person. Raises NoProvider."""
        turns: list[Turn] = []
        seen: set[Provider] = set()
        for turn in _RULES[kind](self, person):
            fresh = tuple(provider for provider in dict.fromkeys(turn) if provider not in seen)
            seen.update(fresh)
            turns += [fresh] if fresh else []
        return turns

    def learn(self, codes: Iterable[str]) -> None:
        """照会先の名, of many by two questions."""
        wanted = set(codes) - self._names.keys()
        councils = Council.objects.filter(pk__in=wanted)
        self._names |= {council.pk: _place_name(council) for council in councils}
        self._names |= dict(Body.objects.filter(pk__in=wanted).values_list("pk", "name"))

    def name_of(self, code: str) -> str:
        """照会先の名."""
        if code not in self._names:
            body = Body.objects.filter(pk=code).first()
            council = None if body else Council.objects.filter(pk=code).first()
            self._names[code] = body.name if body else _place_name(council) if council else code
        return self._names[code]

    def is_by_resident_network(self, prefecture_id: str) -> bool:
        """世帯構成の経路. What the prefecture has set: the resident network, or 住民票関係情報 of the municipality."""
        if prefecture_id not in self._roads:
            with connection.cursor() as cursor:
                cursor.execute("SELECT walls.is_by_resident_network(%s)", [prefecture_id])
                self._roads[prefecture_id] = bool(cursor.fetchone()[0])
        return self._roads[prefecture_id]

    def municipality(self, address: str, prefecture_id: str) -> Council:
        """市区町村. Where the address leaves the prefecture out, that of the order. Raises NoProvider."""
        place = parse_address(address).place
        if not place.municipality:
            raise NoProvider
        councils = self._in(place.prefecture, prefecture_id)
        found = [council for council in councils if level(_place_name(council)) == level(place.municipality)]
        if len(found) != 1:
            raise NoProvider
        return found[0].parent or found[0]

    def former(self, person: Person) -> list[Council]:
        """前住所の市区町村. Those that can be read; the others are for `unplaced`."""
        found = (self._if_placed(address, person) for address in person.former_addresses)
        return [council for council in found if council is not None]

    def unplaced(self, person: Person) -> list[str]:
        """市区町村を決められない前住所."""
        return [address for address in person.former_addresses if self._if_placed(address, person) is None]

    def _if_placed(self, address: str, person: Person) -> Council | None:
        try:
            return self.municipality(address, person.prefecture_id)
        except NoProvider:
            return None

    def _in(self, prefecture: str, otherwise: str) -> list[Council]:
        key = (prefecture, "" if prefecture else otherwise)
        if key not in self._councils:
            below = Council.objects.exclude(kind=Council.Kind.PREFECTURAL).select_related("parent")
            one = {"prefecture__name": prefecture + _COUNCIL} if prefecture else {"prefecture_id": otherwise}
            self._councils[key] = list(below.filter(**one))
        return self._councils[key]


def is_council(code: str) -> bool:
    """市区町村・都道府県の団体コードか."""
    return Council.objects.filter(pk=code).exists()


def is_followed(kind: Kind) -> bool:
    """Whether the next turn is offered after an answer too: a pension may be paid by several."""
    return kind == Kind.PENSION


def _everywhere(directory: Directory, person: Person) -> list[Turn]:
    """Taxes stay with the municipality of 1 January: all that are known are asked at once."""
    return [tuple(Provider(_Type.MUNICIPALITY, council.code) for council in _places(directory, person))]


def _here(directory: Directory, person: Person) -> list[Turn]:
    return [(Provider(_Type.MUNICIPALITY, directory.municipality(person.address, person.prefecture_id).code),)]


def _composition(directory: Directory, person: Person) -> list[Turn]:
    if directory.is_by_resident_network(person.prefecture_id):
        return [(RESIDENT_NETWORK,)]
    return _here(directory, person)


def _here_then_before(directory: Directory, person: Person) -> list[Turn]:
    return [(Provider(_Type.MUNICIPALITY, council.code),) for council in _places(directory, person)]


def _welfare_office(directory: Directory, person: Person) -> list[Turn]:
    """福祉事務所: the city's, or the prefecture's for a town or village."""
    return [(Provider(_Type.PREFECTURE, _office_of(council)),) for council in _places(directory, person)]


def _governor(directory: Directory, person: Person) -> list[Turn]:
    return [(Provider(_Type.PREFECTURE, council.prefecture_id),) for council in _places(directory, person)]


def _minister_then_governor(directory: Directory, person: Person) -> list[Turn]:
    return [(Provider(_Type.MINISTER, "MHLW"),), *_governor(directory, person)]


def _pension(_directory: Directory, person: Person) -> list[Turn]:
    return [
        (Provider(_Type.PENSION_SERVICE, "NENKIN"),),
        tuple(Provider(_Type.MUTUAL_AID, code) for code in person.mutual_aids),
    ]


def _insurers(directory: Directory, person: Person) -> list[Turn]:
    """広域連合 from 75; else 国民健康保険 of the municipality, then 協会けんぽ. A company's fund is asked on paper."""
    place = directory.municipality(person.address, person.prefecture_id)
    if _age(person) >= _LATE_ELDERLY:
        return [(Provider(_Type.INSURER, place.prefecture_id),)]
    return [(Provider(_Type.INSURER, place.code),), (Provider(_Type.INSURER, "KYOKAI"),)]


def _other_councils(directory: Directory, person: Person) -> list[Turn]:
    prefectures = dict.fromkeys(council.prefecture_id for council in directory.former(person))
    return [tuple(Provider(_Type.COUNCIL, code) for code in prefectures if code != person.prefecture_id)]


def _body(body_type: ProviderType, code: str, _directory: Directory, _person: Person) -> list[Turn]:
    return [(Provider(body_type, code),)]


def _places(directory: Directory, person: Person) -> Iterable[Council]:
    return [directory.municipality(person.address, person.prefecture_id), *directory.former(person)]


def _office_of(council: Council) -> str:
    return council.prefecture_id if _place_name(council).endswith(("町", "村")) else council.code


def _age(person: Person) -> int:
    try:
        born = PartialDate.parse(person.born).first()
    except DateNotUnderstood:
        return 0
    today: date = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _place_name(council: Council) -> str:
    return council.name.removesuffix(_COUNCIL)


_minister = partial(_body, _Type.MINISTER, "MHLW")
_RULES: dict[Kind, Callable[[Directory, Person], list[Turn]]] = {
    Kind.TAX: _everywhere,
    Kind.HOUSEHOLD: _composition,
    Kind.CHILD_ALLOWANCE: _here_then_before,
    Kind.CARE_INSURANCE: _here_then_before,
    Kind.ASSISTANCE: _welfare_office,
    Kind.CHILD_REARING: _welfare_office,
    Kind.LONE_PARENT_BENEFIT: _welfare_office,
    Kind.LONE_PARENT_LOAN: _governor,
    Kind.PENSION: _pension,
    Kind.WORK_INJURY: _minister,
    Kind.WAR_RELIEF: _minister,
    Kind.UNEMPLOYMENT: _minister,
    Kind.ASBESTOS: _minister,
    Kind.TRAINING_BENEFIT: _minister,
    Kind.SPECIAL_CHILD: _minister_then_governor,
    Kind.MEDICAL_INSURANCE: _insurers,
    Kind.WELFARE_LOAN: _other_councils,
    Kind.ACCOUNT: partial(_body, _Type.DIGITAL_AGENCY, "DIGITAL"),
}
