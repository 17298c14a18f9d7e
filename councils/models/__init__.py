"""The tables of the ground floor; they stand in both databases."""

from councils.administration.models import Invitation, Proposal, RosterEntry
from councils.models.council import Council
from councils.models.letterhead import Letterhead
from councils.models.post import Designation, Post
from councils.models.staff import NamePlate, Staff
from councils.outbox.models import OutboxRow
from councils.settings.models import Setting
from councils.trail.models import TrailRow

__all__ = [
    "Council",
    "Designation",
    "Invitation",
    "Letterhead",
    "NamePlate",
    "OutboxRow",
    "Post",
    "Proposal",
    "RosterEntry",
    "Setting",
    "Staff",
    "TrailRow",
]
