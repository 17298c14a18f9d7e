"""連絡の欄 on the page of a case: unread messages, requests for correction, what was returned, what has changed."""

from typing import Any

from councils.tenancy import Actor
from loans.applications.changed import changed_since_forwarding
from loans.applications.models import Application
from loans.applications.returned import last_item_lines
from loans.talk.corrections_shown import correction_panel
from loans.talk.notices import notices_of
from loans.talk.thread import unread_counts, unread_of_office


def talk_panels(application: Application, by: Actor) -> dict[str, Any]:
    """The page reads the notices of the case; the messages are read in the thread alone."""
    return {
        "notices": notices_of(application, by),
        "unread": unread_counts([application.id], by).get(application.id, 0),
        "is_read_by_colleague": unread_of_office(application, by) == 0,
        "corrections": correction_panel(application, by),
        "return_items": last_item_lines(application),
        "changes": changed_since_forwarding(application),
        "chief_opinion": application.forwardings.order_by("-number").first(),
    }
