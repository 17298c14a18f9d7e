from typing import ClassVar

from django.db import models

from loans.rows import PartRow, history, parent_key, same_tenant


class Opinion(PartRow):
    """市区町村社協意見書. What the counter thinks of the request; a later one replaces it, both stay."""

    class Verdict(models.TextChoices):
        FIT = "fit", "適当"
        CONDITIONAL = "conditional", "条件付きで適当"
        UNFIT = "unfit", "不適当"

    application = parent_key("loans.Application", "opinions")
    verdict = models.CharField("意見", max_length=12, choices=Verdict)
    text = models.TextField("意見の内容")
    interviews = models.TextField("面談の回数と、世帯の収入の見立て", blank=True, db_default="")
    other_schemes = models.TextField("ほかの制度の検討結果", blank=True, db_default="")
    support_plan = models.TextField("支援の計画と関係機関、留意点", blank=True, db_default="")
    written_by = models.BigIntegerField("作成者")
    written_name = models.CharField("作成者名", max_length=60)
    history = history()

    class Meta:
        verbose_name = "市区町村社協意見書"
        default_permissions = ()
        constraints: ClassVar = same_tenant()
        indexes: ClassVar = [
            models.Index(name="opinion_of_application", fields=["prefecture", "application", "-created_at"])
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
