"""照会の扱い. What the acts of asking and of fetching share: when to try again, and what happens once one has ended."""

from datetime import timedelta

from django.db.models import F, Q, Value
from django.db.models.functions import Least

from councils.outbox import box
from councils.trail import write
from inquiry.codes import Kind, Scope
from inquiry.sources.types import Asked
from inquiry.vault.models import Inquiry

_FIRST_PAUSE_SECONDS = 2
_LONGEST_PAUSE = timedelta(minutes=10)
# What the column holds, and more than any pause is long.
ONE_MORE = Least(F("attempts") + 1, Value(32_767))
CASE_CLOSED = "case_closed"
QUARANTINED = "quarantined"
# What goes by file is neither sent nor fetched by us.
BY_NETWORK = Q(route=Inquiry.Route.NETWORK)


def pause_after(attempts: int) -> timedelta:
    """再試行までの間. Doubles each time."""
    return min(timedelta(seconds=_FIRST_PAUSE_SECONDS * 2 ** min(attempts, 12)), _LONGEST_PAUSE)


def asked_of(inquiry: Inquiry, code: str) -> Asked:
    return Asked(
        request_id=str(inquiry.pk),
        person_code=code,
        kind=Kind(inquiry.kind),
        provider=inquiry.provider,
        is_nondisclosure=inquiry.is_nondisclosure,
        scope=Scope(inquiry.scope),
        from_on=inquiry.from_on,
        until_on=inquiry.until_on,
    )


def end(inquiry: Inquiry, state: Inquiry.State, result_class: str) -> None:
    """照会の終わり. Answered, refused or left to an officer."""
    inquiry.state, inquiry.result_class = state, result_class
    inquiry.save(update_fields=["state", "result_class"])
    put_to_reading(inquiry)


def put_to_reading(inquiry: Inquiry) -> None:
    """読み解き待ち. An inquiry changed its state: recorded, and its order is to be read again.

    That asking has begun is told once for the whole order.
    """
    whose = inquiry.order_id if inquiry.state == Inquiry.State.ASKED else inquiry.pk
    write.act(
        "inquire",
        case_id=inquiry.person.case_id,
        subject_id=inquiry.person.member_id,
        fields=[inquiry.kind],
        purpose=inquiry.order.purpose,
        result=inquiry.result_class or inquiry.state,
    )
    box.put("read", inquiry.order_id, key=f"{whose}:{inquiry.state}")
