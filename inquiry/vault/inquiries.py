"""照会の扱い. What the acts of asking and of fetching share: and what happens once one has ended."""

from datetime import timedelta

from django.db.models import Q

from councils.outbox import box
from councils.trail import write
from inquiry.vault.models import Inquiry

# Pauses before it is sent again double, and end here.
LONGEST_PAUSE = timedelta(minutes=10)
CASE_CLOSED = "case_closed"
CONSENT_REVOKED = "consent_revoked"
QUARANTINED = "quarantined"
# What goes by file is neither sent nor fetched by us.
BY_NETWORK = Q(route=Inquiry.Route.NETWORK)
# 住基ネット answers at once: nothing is to be fetched.
TO_COMPOSE = Q(route=Inquiry.Route.RESIDENT, state=Inquiry.State.WAITING)


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
