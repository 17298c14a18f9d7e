"""黒塗り. The numbers that must not stay readable on a paper, and what a counsellor says of each."""

from django.db import models


class Mark(models.TextChoices):
    MY_NUMBER = "MY_NUMBER", "個人番号（マイナンバー）"
    INSURER = "INSURER", "保険者番号"
    SYMBOL = "SYMBOL", "記号・番号（被保険者番号）"
    PENSION = "PENSION", "基礎年金番号"


class Marked(models.TextChoices):
    BLACKED = "blacked", "黒塗りした"
    ABSENT = "absent", "載っていない"
