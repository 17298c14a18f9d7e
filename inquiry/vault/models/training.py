from typing import ClassVar

from django.db import models

from inquiry.vault.models.rows import VaultRow


class Training(VaultRow):
    """研修の記録. That somebody passed a course, and until when it holds; recorded by 責任者, about another.

    Never changed: of one course the row that was recorded last counts, so that a slip of the pen is mended by another.
    """

    staff_id = models.BigIntegerField("研修を受けた者")
    course = models.CharField("研修の記号", max_length=20)
    passed_on = models.DateField("修了日")
    valid_until = models.DateField("有効期限")
    recorded_by = models.BigIntegerField("記録者")

    class Meta:
        verbose_name = "研修の記録"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="training_course_is_a_code", condition=models.Q(course__regex=r"^[0-9A-Z-]{1,20}$")
            ),
            models.CheckConstraint(
                name="training_holds_from_its_day", condition=models.Q(valid_until__gte=models.F("passed_on"))
            ),
            models.CheckConstraint(
                name="training_recorded_by_another", condition=~models.Q(recorded_by=models.F("staff_id"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="training_newest", fields=["prefecture_id", "staff_id", "course", "-created_at", "id"])
        ]

    def __str__(self) -> str:
        return self.course
