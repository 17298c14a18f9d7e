"""世帯. Words of a household that the desks and the gate share."""

from django.db import models


class Relation(models.TextChoices):
    """続柄（申込者から見て）."""

    SELF = "self", "本人"
    HUSBAND = "husband", "夫"
    WIFE = "wife", "妻"
    CHILD = "child", "子"
    FATHER = "father", "父"
    MOTHER = "mother", "母"
    SIBLING = "sibling", "兄弟姉妹"
    GRANDPARENT = "grandparent", "祖父母"
    OTHER = "other", "その他"
