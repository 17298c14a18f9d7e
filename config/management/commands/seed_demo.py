from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from config.demo import CHIYODA, TOKYO, Account, accounts
from councils import access
from councils.models import Council, Designation, Letterhead, NamePlate, Post, Staff
from councils.permissions import PostKind

SINCE = date(2026, 4, 1)


class Command(BaseCommand):
    """デモの職員の登録. Everybody who is not there yet; run as the owner, once per database."""

    help = "Makes the demo's staff of this database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="where demo.json is kept")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        zones = ("gate",) if settings.HOME == "vault" else ("counter", "office")
        there = set(Staff.objects.values_list("username", flat=True))
        for account in accounts(Path(options["folder"])):
            if account.zone in zones and account.username not in there:
                _make(account)
        if settings.HOME == "cases":
            _write_letterheads()


def _make(account: Account) -> None:
    council = Council.objects.get(pk=account.council)
    staff = Staff(username=account.username, name=account.name, council=council, council_kind=council.kind)
    staff.set_password(account.password)
    staff.save()
    NamePlate.objects.create(staff=staff, name=staff.name, council=council, prefecture_id=council.prefecture_id)
    access.grant_post(Post.objects.create(staff=staff, council=council, kind=account.post, since=SINCE))
    if account.totp_secret:
        data = {"secret": get_adapter().encrypt(account.totp_secret)}
        Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data=data)
    if account.post == PostKind.INQUIRY_OFFICER:
        Designation.objects.create(staff=staff, since=SINCE, trained_on=SINCE, designated_by="デモの責任者")


def _write_letterheads() -> None:
    Letterhead.objects.get_or_create(
        council_id=TOKYO,
        defaults={
            "president_name": "見本 太郎",
            "postcode": "100-0001",
            "address": "東京都千代田区見本町1番1号",
            "telephone": "03-0000-0001",
            "hours": "平日 9時から17時まで",
        },
    )
    Letterhead.objects.get_or_create(
        council_id=CHIYODA,
        defaults={"telephone": "03-0000-0002", "hours": "平日 9時から17時まで"},
    )
