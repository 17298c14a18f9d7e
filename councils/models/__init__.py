"""The tables of the ground floor; they stand in both databases."""

from councils.administration.models import Invitation, Proposal, RosterEntry
from councils.homes.models import HomeDigest
from councils.models.council import Council
from councils.models.letterhead import Letterhead
from councils.models.post import CALLED_OFF, Designation, Post
from councils.models.staff import NamePlate, Staff
from councils.outbox.models import OutboxRow
from councils.settings.models import Setting
from councils.trail.alerts.models import Alert, AlertNote, AlertRule
from councils.trail.models import Anchoring, SealCheck, TrailRow, TrailSeal

__all__ = [
    "CALLED_OFF",
    "Alert",
    "AlertNote",
    "AlertRule",
    "Anchoring",
    "Council",
    "Designation",
    "HomeDigest",
    "Invitation",
    "Letterhead",
    "NamePlate",
    "OutboxRow",
    "Post",
    "Proposal",
    "RosterEntry",
    "SealCheck",
    "Setting",
    "Staff",
    "TrailRow",
    "TrailSeal",
]
