import uuid
from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from councils.models.council import Council
from councils.models.post import Post
from councils.models.staff import Staff
from councils.permissions import PostKind

GOOD_FOR = timedelta(days=7)


class RosterEntry(models.Model):
    """職員名簿の行. What administrators and auditors read of a member of staff; the password's digest is not in it.

    Kept by triggers on staff and on second factors, so that it says what they say, whoever wrote them. The id stands
    for the person in addresses and in the trail.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID(), editable=False)
    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+", verbose_name="都道府県社協")
    staff = models.OneToOneField(Staff, models.PROTECT, related_name="entry", verbose_name="職員")
    council = models.ForeignKey(Council, models.PROTECT, related_name="+", verbose_name="所属")
    username = models.CharField("利用者名", max_length=60)
    name = models.CharField("氏名", max_length=60)
    is_active = models.BooleanField("在職")
    has_password = models.BooleanField("パスワード設定済み")
    last_login = models.DateTimeField("最終サインイン", null=True)
    factor_since = models.DateTimeField("二つめの確認の登録日時", null=True)
    invited_until = models.DateTimeField("招待の期限", null=True)
    suspended_by = models.BigIntegerField("停止した職員", null=True)
    suspended_at = models.DateTimeField("停止日時", null=True)
    leaves_on = models.DateField("最終勤務日", null=True)
    # In the gate alone: whom a departure of the office means, where the two names differ.
    office_username = models.CharField("事務局での利用者名", max_length=60, db_default="")

    class Meta:
        verbose_name = "職員名簿"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="roster_of_prefecture", fields=["prefecture", "staff"]),
        ]
        indexes: ClassVar = [
            models.Index(name="roster_by_council", fields=["prefecture", "council", "username"]),
            models.Index(name="roster_by_name", fields=["prefecture", "username"]),
        ]

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """確認待ち. What one administrator proposes and another confirms; nothing of it holds before.

    What is proposed is never changed: whoever confirms, confirms what was read.
    """

    class Act(models.TextChoices):
        POST = "post", "職の付与"
        MOVE = "move", "異動"
        RESUME = "resume", "停止の解除"
        FACTOR = "factor", "サインインのやり直し"
        DESIGNATION = "designation", "取扱担当者の指定"
        SETTING = "setting", "県の設定"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+", verbose_name="都道府県社協")
    act = models.CharField("内容", max_length=12, choices=Act)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="対象の職員")
    council = models.ForeignKey(Council, models.PROTECT, null=True, related_name="+", verbose_name="社協")
    post_kind = models.CharField("職", max_length=20, choices=PostKind, default="", blank=True)
    since = models.DateField("開始日", null=True)
    until = models.DateField("終了日", null=True)
    trained_on = models.DateField("研修受講日", null=True)
    setting = models.CharField("項目", max_length=60, default="", blank=True)
    value = models.JSONField("値", null=True)
    reason = models.CharField("理由", max_length=200, default="", blank=True)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="提案者")
    proposed_at = models.DateTimeField("提案日時", db_default=Now(), editable=False)
    confirmed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="確認者")
    confirmed_at = models.DateTimeField("確認日時", null=True)
    withdrawn_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="取下げた職員")
    withdrawn_at = models.DateTimeField("取下げ日時", null=True)
    made_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="付与した職")
    moved_at = models.DateTimeField("異動処理日時", null=True)

    class Meta:
        verbose_name = "確認待ち"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposal_confirmed_by_another", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by"))
            ),
            models.CheckConstraint(
                name="proposal_confirmed_by_no_subject",
                condition=Q(confirmed_by=None) | Q(staff=None) | ~Q(confirmed_by=F("staff")),
            ),
            models.CheckConstraint(
                name="proposal_confirmed_who_and_when",
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__gt=0, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_withdrawn_who_and_when",
                condition=Q(withdrawn_by=None, withdrawn_at=None) | Q(withdrawn_by__gt=0, withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(name="proposal_settled_once", condition=Q(confirmed_at=None) | Q(withdrawn_at=None)),
            models.CheckConstraint(
                name="proposal_ends_after_it_begins",
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="proposal_says_what_its_act_needs",
                condition=Q(act="setting", staff=None, since__isnull=False, value__isnull=False)
                & ~Q(setting="")
                & ~Q(reason="")
                | Q(act__in=["post", "move"], staff__isnull=False, council__isnull=False, since__isnull=False)
                & ~Q(post_kind="")
                | Q(act="designation", staff__isnull=False, trained_on__isnull=False, trained_on__lte=F("since"))
                | Q(act__in=["resume", "factor"], staff__isnull=False, council__isnull=False) & ~Q(reason=""),
            ),
            models.UniqueConstraint(
                name="proposal_waits_once",
                fields=["prefecture", "staff", "act", "post_kind", "setting"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                nulls_distinct=False,
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                name="proposal_waiting",
                fields=["prefecture", "proposed_at", "id"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
            ),
            models.Index(name="proposal_of_staff", fields=["prefecture", "staff", "-proposed_at"]),
            models.Index(
                name="proposal_of_chief",
                fields=["council"],
                condition=Q(act="factor", confirmed_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.get_act_display()


class Invitation(models.Model):
    """招待. A code on a slip of paper, good for seven days and for one use; only its keyed digest is kept.

    No login reads or writes it: functions of the database issue and take it.
    """

    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+", verbose_name="都道府県社協")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="職員")
    digest = models.CharField("符号の要約", max_length=64, unique=True)
    issued_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="発行者")
    issued_at = models.DateTimeField("発行日時", db_default=Now(), editable=False)
    expires_at = models.DateTimeField("期限")
    used_at = models.DateTimeField("使用日時", null=True)
    revoked_at = models.DateTimeField("失効日時", null=True)

    class Meta:
        verbose_name = "招待"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_is_short",
                condition=Q(expires_at__gt=F("issued_at"), expires_at__lte=F("issued_at") + GOOD_FOR),
            ),
            models.CheckConstraint(name="invitation_ends_once", condition=Q(used_at=None) | Q(revoked_at=None)),
            models.UniqueConstraint(
                name="invitation_open_once",
                fields=["prefecture", "staff"],
                condition=Q(used_at=None, revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.issued_at)
