"""情報提供者. Which body is asked about a person; the one place of this rule.

For now every kind is with the municipality of the declared address. A ward of a designated city answers through its
city. Source: inquiry.md §3 (地方税, 住民票: 市町村長; 生活保護: 都道府県知事等, in cities the mayor).
"""

from councils.models import Council
from inquiry.matching.addresses import parse_address
from inquiry.matching.places import level

_COUNCIL = "社会福祉協議会"


class NoProvider(LookupError):
    """The address names no municipality that can be asked."""


def provider_of(address: str, prefecture_id: str) -> str:
    """提供元の団体コード. Where the address leaves the prefecture out, that of the order. Raises NoProvider."""
    place = parse_address(address).place
    if not place.municipality:
        raise NoProvider
    councils = _councils(place.prefecture, prefecture_id)
    found = [council for council in councils if _place_name(council) == level(place.municipality)]
    if len(found) != 1:
        raise NoProvider
    return found[0].parent_id or found[0].code


def _councils(prefecture: str, otherwise: str) -> list[Council]:
    below = Council.objects.exclude(kind=Council.Kind.PREFECTURAL)
    if prefecture:
        return list(below.filter(prefecture__name=prefecture + _COUNCIL))
    return list(below.filter(prefecture_id=otherwise))


def _place_name(council: Council) -> str:
    return level(council.name.removesuffix(_COUNCIL))
