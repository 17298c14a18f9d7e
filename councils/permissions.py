"""権限. What a post may do; each is an object permission of django-guardian on a Council row."""

from django.db import models


class Permission(models.TextChoices):
    CONSULT = "record_consultations", "相談を記録する"
    APPLY = "take_applications", "借入申込を受け付ける"
    FORWARD = "forward_applications", "意見を付けて進達する"
    RECEIVE = "receive_applications", "進達を受け付ける"
    ORDER = "order_inquiries", "情報照会を依頼する"
    REVIEW = "review_applications", "審査する"
    SIGN = "sign_applications", "決裁する"
    INQUIRE = "make_inquiries", "情報照会を行う"
    ADMINISTER = "administer_staff", "職員と権限を管理する"
    AUDIT = "audit_access", "記録を監査する"


class PostKind(models.TextChoices):
    """職. The post that a member of staff acts in; rights belong to it."""

    COUNSELLOR = "counsellor", "相談員"
    COUNTER_CHIEF = "counter_chief", "責任者"
    REVIEWER = "reviewer", "審査担当"
    SUBSECTION_CHIEF = "subsection_chief", "係長"
    SECTION_CHIEF = "section_chief", "課長"
    SECRETARY_GENERAL = "secretary_general", "事務局長"
    PRESIDENT = "president", "会長"
    ADMINISTRATOR = "administrator", "管理者"
    AUDITOR = "auditor", "監査担当"
    INQUIRY_OFFICER = "inquiry_officer", "情報照会担当"
    SYSTEM = "system", "システム"


_OFFICE_READS = frozenset({Permission.RECEIVE, Permission.ORDER, Permission.REVIEW})

RIGHTS: dict[PostKind, frozenset[Permission]] = {
    PostKind.COUNSELLOR: frozenset({Permission.CONSULT, Permission.APPLY}),
    PostKind.COUNTER_CHIEF: frozenset({Permission.CONSULT, Permission.APPLY, Permission.FORWARD}),
    PostKind.REVIEWER: _OFFICE_READS,
    PostKind.SUBSECTION_CHIEF: frozenset({Permission.SIGN}),
    PostKind.SECTION_CHIEF: frozenset({Permission.SIGN}),
    PostKind.SECRETARY_GENERAL: frozenset({Permission.SIGN}),
    PostKind.PRESIDENT: frozenset({Permission.SIGN}),
    PostKind.ADMINISTRATOR: frozenset({Permission.ADMINISTER}),
    PostKind.AUDITOR: frozenset({Permission.AUDIT}),
    PostKind.INQUIRY_OFFICER: frozenset({Permission.INQUIRE}),
    PostKind.SYSTEM: frozenset(),
}

# walls.md §6: a password alone never opens the gate, a sign-off, the administration or the trail.
SECOND_FACTOR_DUE = frozenset(
    {
        PostKind.SUBSECTION_CHIEF,
        PostKind.SECTION_CHIEF,
        PostKind.SECRETARY_GENERAL,
        PostKind.PRESIDENT,
        PostKind.ADMINISTRATOR,
        PostKind.AUDITOR,
        PostKind.INQUIRY_OFFICER,
    }
)
