"""枠. Pages that officers and others of the gate share: an officer keeps the menu of the officer's pages."""

from typing import Any

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from inquiry.officer import queues


def frame_of(by: Actor, page: str) -> dict[str, Any]:
    if access.may(by, Permission.INQUIRE):
        return {"layout": "officer/base.html", "counts": queues.counts(), "page": page}
    return {"layout": "base.html"}
