"""アクセス. Who may do what at which council, and the row that they may do it to.

The one place that imports django-guardian. Row policies in PostgreSQL stand behind it.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection
from django.db.models import Model
from guardian.core import ObjectPermissionChecker

from councils.models import Council, Post, Staff
from councils.permissions import RIGHTS, Permission
from councils.refusals import NotFound, NotPermitted
from councils.tenancy import Actor, current_entry
from councils.trail import write

Row = TypeVar("Row", bound=Model)

_Known = tuple[object, Actor | None, frozenset[str]]
_known: ContextVar[_Known] = ContextVar("rights", default=(None, None, frozenset()))
_objections: list[Callable[[Model, Actor], None]] = []


def check_may(by: Actor, permission: Permission) -> None:
    """Raises NotPermitted. The post must carry the right, and the right must be held at the post's council."""
    if not may(by, permission):
        raise NotPermitted


def may(by: Actor, permission: Permission) -> bool:
    return permission in RIGHTS[by.post] and permission.value in held_at_council(by)


def held_at_council(by: Actor) -> frozenset[str]:
    """The object permissions on the Council row of the post that the actor is in; asked once each time one enters."""
    entry, known_by, known = _known.get()
    if known_by != by or entry is not current_entry() or entry is None:
        known = _held_at_council(by)
        _known.set((current_entry(), by, known))
    return known


def _held_at_council(by: Actor) -> frozenset[str]:
    if by.staff_id is None:
        return frozenset()
    checker = ObjectPermissionChecker(Staff(pk=by.staff_id, is_active=True))
    return frozenset(checker.get_perms(Council(code=by.council_id)))


def grant_post(post: Post) -> None:
    """Writes down what a post carries: one object permission each on its council. As the owner.

    The same function of the database that a confirmed proposal calls, so that both write the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.match_rights(%s)", [post.staff_id])


def object_by(check: Callable[[Model, Actor], None]) -> None:
    """Hangs a rule that may refuse a row which the walls would show; called when the app that knows the rule loads."""
    _objections.append(check)


def look(model: type[Row], row_id: object, *, by: Actor, may: Permission, seen: Sequence[str]) -> Row:
    """One case, to show: what is about to be seen leaves its trail row first, so that no page can forget it.

    Raises NotPermitted before any row is looked up, then NotFound.
    """
    row = find(model, row_id, by=by, may=may)
    write.viewed(row.pk, fields=seen)
    return row


def reading_right(by: Actor) -> Permission:
    """At the counter a case is read by whoever takes applications; in the office by who signs, and by who reviews."""
    reads = (Permission.APPLY, Permission.SIGN)
    return next((each for each in reads if each in RIGHTS[by.post]), Permission.REVIEW)


def find(model: type[Row], row_id: object, *, by: Actor, may: Permission) -> Row:
    """One row, for an act. Raises NotPermitted before any row is looked up, then NotFound."""
    check_may(by, may)
    return _one(model, row_id, by, lock=False)


def find_for_update(model: type[Row], row_id: object, *, by: Actor, may: Permission) -> Row:
    """One row, to change: locked until the transaction ends. Raises NotPermitted, NotFound."""
    check_may(by, may)
    return _one(model, row_id, by, lock=True)


def _one(model: type[Row], row_id: object, by: Actor, *, lock: bool) -> Row:
    rows = model._default_manager.all()
    if lock:
        rows = rows.select_for_update(of=("self",))
    try:
        row = rows.get(pk=row_id)
    except (ObjectDoesNotExist, ValidationError, ValueError):
        raise NotFound from None
    for check in _objections:
        check(row, by)
    return row
