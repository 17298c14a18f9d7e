"""Orders of two prefectures in the vault, as the gate's pages ask for them: identified, asked, answered, looked at."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.conf import settings
from django.utils import timezone

from config.demo import KANAGAWA, TOKYO
from councils.permissions import PostKind
from councils.settings.registry import TRAINING_REQUIRED
from councils.tenancy import Actor, system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import ask, looks
from inquiry.officer.views import looks as looks_of
from inquiry.standin.people import Household
from inquiry.standin.population import population
from inquiry.vault.actions.look import look
from inquiry.vault.keysets import make_keyset
from inquiry.vault.models import Emergency, Inquiry, Mishap, Person, RequestFile
from tests.bed import Bed
from tests.inquiry.standin.running import Running, running
from tests.inquiry.vault.logins import Logins
from tests.inquiry.vault.slips import Slip
from tests.walls.proofs.urls import staff_things, visitors
from tests.walls.proofs.urls.tenant import Made, Tenant, Things, and_absent
from tests.walls.proofs.urls.things import past_the_walls

SETTING = TRAINING_REQUIRED.name.replace(".", "-")
SEXES = {"男": "M", "女": "F"}


@contextmanager
def made(bed: Bed, actors: Mapping[str, Actor]) -> Iterator[Made]:
    with running("inquiry.standin", "resident") as resident, running("inquiry.standin", "network") as network:
        settings.RESIDENT_NETWORK_URL, settings.INFORMATION_NETWORK_URL = resident.url, network.url
        logins = Logins(bed.secrets, bed.servers)
        with past_the_walls(bed):
            officers = {
                code: visitors.employed("officer-of-rows", PostKind.INQUIRY_OFFICER, code) for code in (TOKYO, KANAGAWA)
            }
            colleague = visitors.employed("colleague", PostKind.INQUIRY_OFFICER, TOKYO)
        own, other = (_Rows(logins, network, officers[code], which) for code, which in ((TOKYO, 0), (KANAGAWA, 1)))
        found = _put_together(bed, own, other, actors, colleague)
    with logins.pages():
        yield found


class _Rows:
    """One prefecture's: an order that is answered but for one inquiry, and one with somebody to confirm."""

    def __init__(self, logins: Logins, network: Running, officer: Actor, which: int) -> None:
        self.logins, self.officer, self.code = logins, officer, officer.prefecture_id
        make_keyset(self.code, timezone.localdate())
        self.household = _taxed()[which]
        by = Actor(1, "審査　見本", PostKind.REVIEWER, self.code, self.code)
        slip = Slip(logins, by=by)
        asked = [_asked(self.household, position) for position in range(len(self.household.members))]
        self.order_id = slip.order(asked)
        to_confirm = slip.order([asked[0] | {"address": "東京都千代田区見本町1-2-3"}], kinds=[Kind.TAX])
        look(self.code)
        network.settle(fail_next=["none"] * (3 * len(asked)) + ["cut"])
        with logins.pages(), transaction_for(officer):
            ask.ask_everyone(self.order_id, by=officer)
        look(self.code)
        network.settle(fail_next=[])
        with transaction_for(system_of(self.code)):
            self.person = Person.objects.get(order_id=self.order_id, position=0).pk
            self.to_confirm = Person.objects.get(order_id=to_confirm).pk
            unknown = Inquiry.objects.filter(order_id=self.order_id).order_by("-state")
            self.inquiry = next((each.pk for each in unknown if each.state == "unknown"), unknown[0].pk)

            self.mishap = Mishap.objects.create(
                prefecture_id=self.code,
                order_id=self.order_id,
                what="EXPOSED",
                cause="FLAG_LATE",
                known_on="2026-11-02",
            ).pk

        # as the pages leave it: the worker has not written it yet
        with logins.pages(), transaction_for(officer):
            self.file = RequestFile.objects.create(prefecture_id=self.code, asked_by=officer.person_id).pk
            self.emergency = Emergency.objects.create(
                prefecture_id=self.code, order_id=self.order_id, purpose="LIFE", asked_by=officer.person_id
            ).pk

    def intent(self, by: Actor) -> UUID:
        with self.logins.pages(), transaction_for(by):
            return looks.open_answers(self.person, by=by)

    def words(self) -> set[str]:
        people = self.household.members
        incomes = {each.tax.total_income_yen for each in people if (each.tax.total_income_yen or 0) > 99_999}
        return {
            *(each.name for each in people),
            *(each.kana for each in people),
            *(each.number for each in people),
            *(str(income) for income in incomes),
            *(f"{income:,}" for income in incomes),
        }


def _put_together(bed: Bed, own: _Rows, other: _Rows, actors: Mapping[str, Actor], colleague: Actor) -> Made:
    looker = actors[PostKind.INQUIRY_OFFICER.value]
    things: dict[str, Things] = {
        "order": {"own": {"order_id": own.order_id}, "other": {"order_id": other.order_id}},
        "person": {"own": {"person_id": own.person}, "other": {"person_id": other.person}},
        "inquiry": {"own": {"inquiry_id": own.inquiry}, "other": {"inquiry_id": other.inquiry}},
        "mishap": {"own": {"mishap_id": own.mishap}, "other": {"mishap_id": other.mishap}},
        "emergency": {"own": {"emergency_id": own.emergency}, "other": {"emergency_id": other.emergency}},
        "file": {"own": {"file_id": own.file}, "other": {"file_id": other.file}},
        "intent": {
            "own": {"intent_id": own.intent(looker)},
            "colleague": {"intent_id": own.intent(colleague)},
            "other": {"intent_id": other.intent(other.officer)},
        },
    }
    things["person"]["other_to_confirm"] = {"person_id": other.to_confirm}
    things = {name: and_absent(each) for name, each in things.items()}
    staff = {"own": int(str(colleague.person_id)), "other": int(str(other.officer.person_id))}
    with psycopg.connect(bed.admin, dbname="vault") as vault:
        factors = staff_things.factors(vault, {**actors, "colleague": colleague})
        things |= staff_things.of_staff(vault, staff) | {
            "factor": and_absent({"own": factors[looker.post.value], "colleague": factors["colleague"]}),
            "setting": {"own": {"name": SETTING}, "absent": {"name": "no-such"}},
            "designation": and_absent({whose: _designation(vault, each) for whose, each in staff.items()}),
        }
        hidden = staff_things.ids_of_others(vault, TOKYO)
        usernames = staff_things.usernames(vault, "c.prefecture_id = %s", KANAGAWA)
    found = Made(Tenant(TOKYO, ("prefecture_id", "council_id")), things, _ids(bed) | hidden)
    found.words, found.every_word = other.words() | usernames, own.words() | other.words()
    found.of_visitor = {"factor": factors}
    found.covered = {looks_of.LOOKS: [str(own.order_id), str(other.order_id)]}
    return found


def _designation(vault: psycopg.Connection, staff_id: int) -> dict[str, object]:
    query = "SELECT id FROM councils_designation WHERE staff_id = %s"
    return {"designation_id": staff_things.one(vault, query, staff_id)}


def _ids(bed: Bed) -> set[str]:
    tables = ("takenorder", "person", "inquiry", "intent", "candidate", "sealed", "requestfile", "mishap", "emergency")
    with psycopg.connect(bed.admin, dbname="vault") as vault:
        queries = [f"SELECT id::text FROM inquiry_vault_{name} WHERE prefecture_id = '{KANAGAWA}'" for name in tables]
        return {row[0] for row in vault.execute(" UNION ".join(queries)).fetchall()}


def _taxed() -> list[Household]:
    """Households with incomes to be seen, whose providers answer, with nobody of the same name."""
    return [each for each in population().households if _is_good(each)]


def _is_good(household: Household) -> bool:
    incomes = [each.tax.total_income_yen or 0 for each in household.members]
    return household.conduct.value == "answers" and len(incomes) == 2 and min(incomes) > 99_999


def _asked(household: Household, position: int) -> dict[str, str]:
    person = household.members[position]
    return {
        "name": person.name,
        "kana": person.kana,
        "born": person.born,
        "sex": SEXES[person.sex],
        "address": household.address,
        "relation": "self" if position == 0 else "wife",
    }
