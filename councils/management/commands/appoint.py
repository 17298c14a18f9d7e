from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from councils import access
from councils.models import Council, NamePlate, Post, Staff
from councils.permissions import PostKind
from councils.signin.names import folded
from councils.trail import write

# From two on, they invite the others: each is confirmed by another.
FIRST = 2


class Command(BaseCommand):
    """初めの管理者. The first two administrators of a prefecture, who then administer by themselves; as the owner."""

    help = "Makes one of the first two administrators of a prefecture, and prints the code of the invitation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the prefecture's six-digit code")
        parser.add_argument("username")
        parser.add_argument("name", help="as colleagues read it")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        council = Council.objects.filter(pk=options["code"], kind=Council.Kind.PREFECTURAL).first()
        if council is None:
            raise CommandError("No prefectural council has this code.")
        username = folded(options["username"])
        _check(council, username)
        staff = _made(council, username, options["name"])
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT walls.write_invitation(%s, NULL), id FROM councils_rosterentry WHERE staff_id = %s",
                [staff.pk] * 2,
            )
            code, entry_id = cursor.fetchone()
        write.act("appoint", subject_id=entry_id, fields=["post"])
        self.stdout.write(f"{username}: {code} (seven days, once, at /signin/invitation/)")


def _check(council: Council, username: str) -> None:
    """Raises CommandError."""
    held = Post.objects.filter(prefecture_id=council.pk, kind=PostKind.ADMINISTRATOR, staff__is_active=True)
    if held.exclude(until__lt=timezone.localdate()).values("staff").distinct().count() >= FIRST:
        raise CommandError("This prefecture has two administrators; they invite the others.")
    if Staff.objects.filter(username=username).exists():
        raise CommandError("This user name is taken.")


def _made(council: Council, username: str, name: str) -> Staff:
    staff = Staff(username=username, name=name, council=council, council_kind=council.kind)
    staff.set_unusable_password()
    staff.save()
    NamePlate.objects.create(staff=staff, name=name, council=council, prefecture_id=council.pk)
    today = timezone.localdate()
    access.grant_post(Post.objects.create(staff=staff, council=council, kind=PostKind.ADMINISTRATOR, since=today))
    return staff
