"""以前の相談. Whether this client has been at this counter before: same reading and birthday, or same telephone."""

from dataclasses import dataclass
from typing import Any

from councils.era import wareki
from loans.consultations.models import Consultation

MOST = 3
# What a client is asked again every time; the wish and the trouble are of one talk alone.
CARRIED = (
    "client_name",
    "client_kana",
    "client_phone",
    "client_born",
    "client_sex",
    "client_postcode",
    "client_address",
    "housing",
    "members",
    "work",
    "occupation",
    "monthly_income_yen",
    "household_income_yen",
    "health_insurance",
    "pension",
)


@dataclass(frozen=True)
class Earlier:
    """以前の相談の一行."""

    id: Any
    name: str
    when: str
    who: str
    state: str


def earlier_talks(talk: Consultation) -> list[Earlier]:
    """Of the own council, newest first."""
    own = Consultation.objects.filter(municipal_council_id=talk.municipal_council_id).exclude(pk=talk.pk)
    found: dict[Any, Consultation] = {}
    for alike in _alike(talk):
        found |= {row.pk: row for row in own.filter(**alike).order_by("-created_at")[:MOST]}
    rows = sorted(found.values(), key=lambda row: row.created_at, reverse=True)[:MOST]
    return [
        Earlier(row.pk, str(row), wareki(row.came_on), row.counsellor_name, row.get_state_display()) for row in rows
    ]


def _alike(talk: Consultation) -> list[dict[str, str]]:
    """Both halves exact: a likeness is not a person."""
    ways = []
    if talk.client_kana and talk.client_born:
        ways.append({"client_kana": talk.client_kana, "client_born": talk.client_born})
    if talk.client_phone:
        ways.append({"client_phone": talk.client_phone})
    return ways
