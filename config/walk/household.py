"""The household of the walk: asked of the resident stand-in's demo page, typed in at the counter like any other."""

from dataclasses import dataclass
from typing import Any

import httpx

from councils.era import PartialDate

RELATIONS = {"世帯主": "self", "夫": "husband", "妻": "wife", "子": "child", "父": "father", "母": "mother"}
SEXES = {"男": "M", "女": "F"}


@dataclass(frozen=True)
class Household:
    postcode: str
    address: str
    members: tuple[dict[str, str], ...]

    @property
    def applicant(self) -> dict[str, str]:
        return self.members[0]


def ask_household(url: str, **wanted: str) -> Household:
    """The first invented household that fits, without numbers."""
    answer = httpx.get(f"{url}/demo/households", params={"limit": "1", **wanted}, timeout=30)
    [row, *_] = answer.raise_for_status().json()["households"]
    return Household(row["postcode"], row["address"], tuple(row["members"]))


def typed_in(household: Household) -> dict[str, str]:
    """The rows of the application's household as a counsellor types them."""
    size = len(household.members)
    values = {
        "members-TOTAL_FORMS": str(size),
        "members-INITIAL_FORMS": "1",
        "members-MIN_NUM_FORMS": "1",
        "members-MAX_NUM_FORMS": "20",
    }
    for index, member in enumerate(household.members):
        row = _row(household, member, is_first=index == 0)
        values.update({f"members-{index}-{name}": value for name, value in row.items()})
    return values


def _row(household: Household, member: dict[str, Any], *, is_first: bool) -> dict[str, str]:
    return {
        "name": member["name"],
        "kana": member["kana"],
        "relation": "self" if is_first else RELATIONS.get(member["relation"], "other"),
        "born": PartialDate.parse(member["born"]).wareki(),
        "sex": SEXES.get(member["sex"], ""),
        "postcode": household.postcode,
        "address": household.address,
        "occupation": "",
        "monthly_income_yen": "",
        "id": "",
    }
