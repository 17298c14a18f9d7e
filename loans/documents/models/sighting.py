from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class Sighting(PartRow):
    """原本確認. A paper that was seen and not kept: which, when, by whom, and what it said, in one line."""

    application = parent_key("loans.Application", "sightings")
    kind = models.CharField("種類", max_length=20)
    seen_on = models.DateField("見た日")
    said = models.CharField("書いてあったこと", max_length=120)
    issued_on = models.DateField("発行日", null=True)
    seen_by = models.BigIntegerField("確認者")
    seen_name = models.CharField("確認者名", max_length=60)
    removed_at = models.DateTimeField("取消日時", null=True)

    class Meta:
        verbose_name = "原本確認"
        default_permissions = ()
        constraints: ClassVar = [*same_tenant()]
        indexes: ClassVar = [models.Index(name="sighting_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return self.kind


class Retyping(PartRow):
    """種類の変更. A paper that was registered as something else, with the reason; writing it changes the paper.

    issued_on: of the paper, where it is said with the new kind.
    """

    application = parent_key("loans.Application", "retypings")
    document = parent_key("loans.Document", "retypings")
    before = models.CharField("変更前", max_length=20)
    after = models.CharField("変更後", max_length=20)
    issued_on = models.DateField("発行日", null=True)
    reason = models.CharField("理由", max_length=120)
    changed_by = models.BigIntegerField("変更者")
    changed_name = models.CharField("変更者名", max_length=60)

    class Meta:
        verbose_name = "書類の種類の変更"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(name="retyping_changes", condition=~models.Q(before=models.F("after"))),
        ]
        indexes: ClassVar = [models.Index(name="retyping_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
