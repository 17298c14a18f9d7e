"""Orders and closings as the office writes them, about households of the stand-ins."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from councils.permissions import PostKind
from councils.tenancy import Actor, transaction_for
from inquiry import gateway
from inquiry.codes import ClosingReason, Kind, LegalBasis, Purpose, RepeatReason
from inquiry.desk.models import Finding, Progress, Withdrawal
from tests.inquiry.vault.logins import Logins

REVIEWER = Actor(1, "審査　見本", PostKind.REVIEWER, "130001", "130001")
ALL_KINDS = (Kind.TAX, Kind.HOUSEHOLD, Kind.ASSISTANCE)
KENICHI = {
    "name": "𠮷田　健一",
    "kana": "ヨシダ　ケンイチ",
    "born": "1986-05-14",
    "sex": "M",
    "address": "東京都千代田区見本町3-12-5架空ハイツ203号室",
    "relation": "self",
}
MISAKI = KENICHI | {
    "name": "𠮷田　美咲",
    "kana": "ヨシダ　ミサキ",
    "born": "1988-11-02",
    "sex": "F",
    "relation": "wife",
}
AOI = KENICHI | {
    "name": "𠮷田　葵",
    "kana": "ヨシダ　アオイ",
    "born": "2017-07-21",
    "sex": "F",
    "relation": "child",
}
WELL_KNOWN = (KENICHI, MISAKI, AOI)


class Slip:
    """照会票. The office's side of it, as role `office`."""

    def __init__(self, logins: Logins, *, by: Actor = REVIEWER) -> None:
        self.logins = logins
        self.by = by
        self.count = 0

    def order(
        self,
        persons: Sequence[dict[str, str]] = WELL_KNOWN,
        *,
        kinds: Sequence[Kind] = ALL_KINDS,
        case_id: UUID | None = None,
        is_nondisclosure: bool = False,
        fund: str = "",
    ) -> UUID:
        """The id of the order; each person is asked about by all these kinds."""
        self.count += 1
        facts = gateway.OrderFacts(
            case_id=case_id or uuid4(),
            reference=f"R8-東京-{self.count:05d}",
            purpose=Purpose.REVIEW,
            legal_basis=LegalBasis.LIVELIHOOD_LOAN,
            is_nondisclosure=is_nondisclosure,
            persons=[
                gateway.AskedPerson(member_id=uuid4(), consent_id=uuid4(), kinds=kinds, **person) for person in persons
            ],
            repeat_reason=RepeatReason.OTHER_LOAN,  # the same people, in households of every size
            fund=fund,
        )
        with self.logins.office(), transaction_for(self.by, using="cases"):
            return gateway.order(facts)

    def close(self, case_id: UUID) -> None:
        with self.logins.office(), transaction_for(self.by, using="cases"):
            gateway.close(case_id, ClosingReason.DECIDED)

    def progress(self, order_id: UUID) -> list[str]:
        with self.logins.office(), transaction_for(self.by, using="cases"):
            rows = Progress.objects.filter(order_id=order_id).order_by("number")
            return [f"{row.code} {row.done}/{row.total}" for row in rows]

    def withdrawals(self, order_id: UUID) -> list[tuple[int, str]]:
        with self.logins.office(), transaction_for(self.by, using="cases"):
            rows = Withdrawal.objects.filter(order_id=order_id).order_by("member_id", "number")
            return list(rows.values_list("number", "reason"))

    def protect(self, case_id: UUID) -> None:
        with self.logins.office(), transaction_for(self.by, using="cases"):
            gateway.protect(case_id)

    def findings(self, order_id: UUID) -> dict[str, list[str]]:
        """Verdicts by code, the household's and each member's."""
        with self.logins.office(), transaction_for(self.by, using="cases"):
            found: dict[str, list[str]] = {}
            for row in Finding.objects.filter(order_id=order_id).order_by("code", "member_id"):
                found.setdefault(row.code, []).append(row.verdict)
            return found

    def told_of(self, code: str) -> list[Finding]:
        """What the newest order was told of this."""
        with self.logins.office(), transaction_for(self.by, using="cases"):
            return list(Finding.objects.filter(code=code).order_by("-written_at")[:1])
