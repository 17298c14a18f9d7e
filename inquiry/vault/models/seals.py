from typing import ClassVar

from django.db import models

from inquiry.codes import Kind
from inquiry.vault.models.orders import Person
from inquiry.vault.models.rows import VaultRow


class CaseKey(VaultRow):
    """案件の鍵. The data keyset of a case, wrapped by the prefecture's; destroying it destroys what it sealed."""

    case_id = models.UUIDField("案件")
    wrapped = models.BinaryField("包まれた鍵")
    keyset = models.CharField("包んだ鍵束", max_length=10, db_default="")

    class Meta:
        verbose_name = "案件の鍵"
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(name="case_key_once", fields=["prefecture_id", "case_id"])]
        indexes: ClassVar = [models.Index(name="case_key_of_keyset", fields=["prefecture_id", "keyset"])]

    def __str__(self) -> str:
        return str(self.case_id)


class Sealed(VaultRow):
    """封をした値. Every ciphertext of the vault; the pages read it through disclose() alone."""

    class What(models.TextChoices):
        """What is sealed besides the answers, which are sealed by their kind."""

        NUMBER = "NUMBER", "個人番号"
        CODE = "CODE", "符号"
        CANDIDATE = "CANDIDATE", "候補者の4情報"
        CANDIDATE_NUMBER = "CANDIDATE_NUMBER", "候補者の個人番号"

    case_id = models.UUIDField("案件")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sealed", db_constraint=False)
    what = models.CharField("種類", max_length=20, choices=[*What.choices, *Kind.choices])
    position = models.PositiveSmallIntegerField("順", default=0)
    ciphertext = models.BinaryField("暗号文")

    class Meta:
        verbose_name = "封をした値"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="sealed_once", fields=["prefecture_id", "person", "what", "position"])
        ]
        indexes: ClassVar = [models.Index(name="sealed_of_case", fields=["prefecture_id", "case_id"])]

    def __str__(self) -> str:
        return self.get_what_display()


# 封をしたもの: one of those, or the answer of a kind.
SealedPart = Sealed.What | Kind


def sealed_part(what: str) -> SealedPart:
    """By its code. Raises ValueError."""
    return Kind(what) if what in Kind.values else Sealed.What(what)


# Destroyed at Closing; what is left are answers, until the retention of the rule.
UNTIL_CLOSING = (
    Sealed.What.NUMBER,
    Sealed.What.CODE,
    Sealed.What.CANDIDATE,
    Sealed.What.CANDIDATE_NUMBER,
)
