"""照会結果. What the inquiry said of the request as it now stands; what it said before a 返戻 is history."""

from collections.abc import Sequence
from uuid import UUID

from inquiry import gateway
from loans.applications import consents, rules
from loans.applications.models import Application, Member
from loans.applications.plan import LEGAL_BASIS, PURPOSE, Choices, LifeHistory, lines_for, plan_of
from loans.review.declining import declining
from loans.states import State


def was_asked(application: Application) -> bool:
    """Whether there ever was an order on this case."""
    return bool(application.history.filter(state=State.INQUIRY).exists())


def is_asked_otherwise(application: Application) -> bool:
    """Whether somebody of the household was asked about lately in another household, or about something else."""
    planned, refused = plan_of(application), consents.declined(application)
    all_lines, no_lines = Choices(), declining(Choices(), planned)
    persons = [
        asked(member, None, lines_for(member, planned, no_lines if member.id in refused else all_lines))
        for member in rules.household(application)
    ]
    return bool(gateway.asked_otherwise_lately(persons, PURPOSE, LEGAL_BASIS))


def asked(
    member: Member,
    consent_id: UUID | None,
    lines: Sequence[gateway.PlannedLine] = (),
    history: LifeHistory | None = None,
) -> gateway.AskedPerson:
    """照会対象者. A member as declared, to be asked about by what the plan does not leave out."""
    known = history or LifeHistory()
    return gateway.AskedPerson(
        member_id=member.id,
        name=member.name,
        kana=member.kana,
        born=member.born,
        sex=member.sex,
        address=member.address,
        relation=member.relation,
        consent_id=consent_id,
        kinds=[line.kind for line in lines if not line.left_out],
        lines=lines,
        former_addresses=known.former_addresses,
        mutual_aids=known.mutual_aids,
    )


def is_asked(application: Application) -> bool:
    """Whether the order came after the last receipt. Read from the history: an answer may come late."""
    either = application.history.filter(state__in=[State.RECEIVED, State.INQUIRY])
    last = either.order_by("-history_id").values_list("state", flat=True).first()
    return bool(last == State.INQUIRY)


def findings(application: Application) -> list[gateway.Finding]:
    return gateway.findings(application.id) if is_asked(application) else []


def progress(application: Application) -> list[gateway.Progress]:
    return gateway.progress(application.id) if is_asked(application) else []


def is_done(application: Application) -> bool:
    """照会完了. No longer, once a link was undone and the gate asks again; the numbers' end changes nothing."""
    told = [each.code for each in progress(application) if each.code is not gateway.ProgressCode.CLOSED]
    return told[-1:] == [gateway.ProgressCode.DONE]
