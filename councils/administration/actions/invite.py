import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from councils import access
from councils.administration.actions.find import council_of, entry_of
from councils.administration.actions.posts import propose_post
from councils.administration.calls import call
from councils.administration.models import RosterEntry
from councils.administration.refusals import CodeNotGood, NotActive
from councils.administration.rules import check_another, check_fits
from councils.models import Staff
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor, enter_signing_in
from councils.trail import write


@dataclass(frozen=True)
class Slip:
    """招待の用紙. Shown once, for printing: the code is nowhere but on it."""

    entry: RosterEntry
    code: str


@transaction.atomic
def invite(facts: dict[str, Any], *, by: Actor) -> Slip:
    """招待. A new member of staff without a password, with a post that another must confirm.

    Raises NotPermitted, NotFound, UsernameTaken, PostElsewhere.
    """
    access.check_may(by, Permission.ADMINISTER)
    council = council_of(facts["council"], by=by)
    entry_id = call("invite", facts["username"], facts["name"], council.pk, facts.get("office_username", ""))
    entry = entry_of(entry_id, by=by)
    check_fits(entry, council, facts["post_kind"], facts["since"], facts["until"])
    propose_post(entry, council, facts, by=by)
    return Slip(entry, call("issue_invitation", entry.staff_id))


def invite_again(entry_id: UUID, *, by: Actor) -> Slip:
    """招待のやり直し. For a forgotten password or a lost slip; the earlier slip is worth nothing any more.

    Raises NotPermitted, NotFound, Oneself, NotActive.
    """
    entry = entry_of(entry_id, by=by)
    check_another(entry, by)
    if not entry.is_active:
        raise NotActive
    return Slip(entry, call("issue_invitation", entry.staff_id))


def accept(code: str, password: str) -> str:
    """招待の受取り. The invited person's own password; the user name to sign in with.

    Raises CodeNotGood, and what the validators of passwords say.
    """
    plain = plain_code(code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_id, username, name FROM walls.invited(%s)", [plain])
        row = cursor.fetchone()
    if row is None:
        raise CodeNotGood
    _check_password(password, Staff(pk=row[0], username=row[1], name=row[2]))
    staff_id = call("accept_invitation", plain, make_password(password))
    if staff_id is None:
        raise CodeNotGood
    enter_signing_in(staff_id=staff_id)
    write.act("accept_invitation", fields=["password"])
    return str(row[1])


def plain_code(typed: str) -> str:
    """Full-width digits, hyphens and spaces as people type them."""
    return re.sub(r"[^0-9A-F]", "", unicodedata.normalize("NFKC", typed).upper())


def _check_password(password: str, staff: Staff) -> None:
    try:
        validate_password(password, staff)
    except ValidationError as wrong:
        raise Refused("".join(wrong.messages), field="password") from wrong
