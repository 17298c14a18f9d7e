"""情報提供ネットワークシステムの模擬. Takes in an inquiry about one person, one kind, one provider; answers later.

The receipt comes at once, the answer when it is fetched. A request id is good for one inquiry: a second one is
refused as a duplicate record, and the ledger counts it.
"""

import hashlib
import time
from collections import Counter
from dataclasses import asdict, dataclass

from .holders import may_hold
from .journal import Journal
from .messages import Refusal, Reply, Request, required_text
from .people import Conduct, Person
from .population import Population
from .records import ALL_KINDS, UPDATED_ON, held, layout_of
from .resident import Registered
from .scripts import Script
from .server import Route, Routes
from .settings import Control
from .well_known import SCRIPT_OF

NO_SCRIPT = Script()


@dataclass(frozen=True, slots=True, repr=False)
class Inquiry:
    """照会. As it was taken in; code is the 符号 of the person; taken_at is seconds since 1970."""

    request_id: str
    code: str
    kind: str
    provider: str
    is_nondisclosure: bool
    taken_at: float


class InformationNetwork:
    """情報提供NWS."""

    def __init__(self, population: Population, control: Control, journal: Journal) -> None:
        self.control = control
        self.journal = journal
        self.codes: dict[str, str] = {}
        self.people: dict[str, Registered] = {}
        self.inquiries: dict[str, Inquiry] = {}
        self.settled: dict[str, dict[str, object]] = {}
        self.counts: Counter[str] = Counter()
        self._register(population)
        for entry in journal.entries():
            self._take_in(Inquiry(**entry))  # type: ignore[arg-type]  # written by ourselves from an Inquiry

    def routes(self) -> Routes:
        return {
            ("POST", "/codes"): Route(self.issue_code),
            ("POST", "/inquiries"): Route(self.ask),
            ("GET", "/inquiries"): Route(self.poll),
            ("GET", "/ledger"): Route(self.ledger, is_outward=False),
        }

    def issue_code(self, request: Request) -> Reply:
        """符号取得. The number travels in the body, never in an address."""
        content = request.content()
        code = self.codes.get(required_text(content, "number"))
        if code is None:
            raise Refusal(404, "code_not_issued")
        return Reply(200, {"code": code, "request_id": content.get("request_id", "")})

    def ask(self, request: Request) -> Reply:
        inquiry = _read(request)
        is_duplicate = inquiry.request_id in self.counts
        self.journal.write(asdict(inquiry))
        receipt = self._take_in(inquiry)
        if is_duplicate:
            raise Refusal(409, "duplicate_record")
        return Reply(202, {"receipt": receipt, "request_id": inquiry.request_id, "code": inquiry.code})

    def poll(self, request: Request) -> Reply:
        receipt = request.first("receipt")
        inquiry = self.inquiries.get(receipt)
        if inquiry is None:
            raise Refusal(404, "no_such_receipt")
        named: dict[str, object] = {
            "receipt": receipt,
            "request_id": inquiry.request_id,
            "code": inquiry.code,
            "kind": inquiry.kind,
            "provider": inquiry.provider,
        }
        return Reply(200, named | self._outcome(receipt, inquiry))

    def ledger(self, _request: Request) -> Reply:
        """How often each request id came, for tests to prove that nothing was asked twice."""
        return Reply(
            200,
            {
                "requests": dict(self.counts),
                "duplicate_count": self.counts.total() - len(self.counts),
                "taken_at": sorted(each.taken_at for each in self.inquiries.values()),
                "nondisclosure": [each.request_id for each in self.inquiries.values() if each.is_nondisclosure],
            },
        )

    def _register(self, population: Population) -> None:
        for household in population.everybody:
            for person in household.members:
                if household.conduct is not Conduct.HAS_NO_CODE and _script_of(person).has_code:
                    code = code_of(person.number)
                    self.codes[person.number] = code
                    self.people[code] = Registered(household, person)

    def _take_in(self, inquiry: Inquiry) -> str:
        """Counts the request; an id that came before makes no second inquiry."""
        self.counts[inquiry.request_id] += 1
        receipt = f"R{len(self.counts):010d}"
        if self.counts[inquiry.request_id] == 1:
            self.inquiries[receipt] = inquiry
        return receipt

    def _outcome(self, receipt: str, inquiry: Inquiry) -> dict[str, object]:
        """Pending until its time has come; then whatever it was the first time, for good."""
        if receipt not in self.settled:
            if time.time() < inquiry.taken_at + self.control.settings.answer_after_ms / 1_000:
                return {"state": "pending"}
            self.settled[receipt] = self._settle(inquiry)
        return self.settled[receipt]

    def _settle(self, inquiry: Inquiry) -> dict[str, object]:
        state = self._hindrance(inquiry)
        if state:
            return {"state": state}
        household, person = self.people[inquiry.code]
        record = held(household, person, inquiry.kind, inquiry.provider)
        answer = _script_of(person).answer(inquiry.kind, inquiry.provider, record)
        if answer is None:
            return {"state": "no_record"}
        layout = answer.layout or layout_of(inquiry.kind)
        return {"state": "answered", "updated_on": UPDATED_ON, "layout": layout, "items": answer.items}

    def _hindrance(self, inquiry: Inquiry) -> str:
        """Why there is no answer; '' where there is one."""
        settings = self.control.settings
        if inquiry.kind not in ALL_KINDS or inquiry.kind in settings.forbidden_kinds:
            return "not_permitted"
        if inquiry.code not in self.people:
            return "code_not_issued"
        if inquiry.provider in settings.stopped_providers:
            return "stopped"
        household, person = self.people[inquiry.code]
        if not may_hold(inquiry.provider, inquiry.kind, household, person):
            return "no_record"
        return "refused" if household.conduct is Conduct.REFUSES else _script_of(person).state


def _script_of(person: Person) -> Script:
    return SCRIPT_OF.get(person.number, NO_SCRIPT)


def code_of(number: str) -> str:
    """符号. The real one differs per institution and cannot be computed; this one only looks like nothing else."""
    return "S" + hashlib.sha256(f"stand-in {number}".encode()).hexdigest()[:20]


def _read(request: Request) -> Inquiry:
    asked = request.content()
    request_id, code, kind, provider = (
        required_text(asked, name) for name in ("request_id", "code", "kind", "provider")
    )
    is_nondisclosure = asked.get("is_nondisclosure")
    if not isinstance(is_nondisclosure, bool):
        raise Refusal(422, "malformed")
    return Inquiry(request_id, code, kind, provider, is_nondisclosure, time.time())
