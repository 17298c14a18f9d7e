from typing import ClassVar

from django.db import models

from inquiry.codes import Kind
from inquiry.vault.models.inquiries import Inquiry
from inquiry.vault.models.rows import VaultRow, same_tenant


class LayoutColumn(models.Model):
    """様式の列. Of the request or the result: which item stands where, from a day on."""

    class Of(models.TextChoices):
        REQUEST = "REQUEST", "依頼ファイル"
        RESULT = "RESULT", "結果ファイル"

    of = models.CharField("ファイル", max_length=8, choices=Of)
    position = models.PositiveSmallIntegerField("列")
    length = models.PositiveSmallIntegerField("桁数")
    item = models.CharField("項目", max_length=40)
    kind = models.CharField("情報の種類", max_length=20, choices=Kind, blank=True)
    words = models.CharField("固定値・記号の意味", max_length=100, blank=True)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠資料", max_length=200)

    class Meta:
        verbose_name = "様式の列"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="layout_column_once", fields=["of", "item", "position", "kind", "valid_from"])
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.position}"


class RequestFile(VaultRow):
    """依頼ファイル. One part; what is in it stands in a folder of the worker, never on a page."""

    class State(models.TextChoices):
        WANTED = "wanted", "作成待ち"
        ALLOTTED = "allotted", "作成中"
        READY = "ready", "作成済み"
        EMPTY = "empty", "入れられる照会なし"

    state = models.CharField("状態", max_length=10, choices=State, default=State.WANTED)
    asked_by = models.BigIntegerField("作成を依頼した者")
    name = models.CharField("ファイル名", max_length=60, blank=True)
    checksum = models.CharField("SHA-256", max_length=64, blank=True)
    line_count = models.PositiveIntegerField("行数", default=0)
    kept_out_count = models.PositiveIntegerField("入れられなかった照会", default=0)
    removed_at = models.DateTimeField("ファイルの削除日時", null=True)

    class Meta:
        verbose_name = "依頼ファイル"
        default_permissions = ()
        constraints: ClassVar = [
            same_tenant(),
            # Whoever asks for a file cannot say that it is gone already: it would stay for ever.
            models.CheckConstraint(
                name="request_file_removed_once_made",
                condition=models.Q(removed_at__isnull=True) | models.Q(state="ready"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="request_file_by_time", fields=["prefecture_id", "-created_at", "id"]),
            models.Index(
                name="request_file_kept",
                fields=["prefecture_id", "created_at"],
                condition=models.Q(state="ready", removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FileLine(VaultRow):
    """依頼ファイルの行. Which inquiry stands in which line, under which 宛名番号: the worker's alone."""

    file = models.ForeignKey(RequestFile, models.PROTECT, related_name="lines", db_constraint=False)
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="file_lines", db_constraint=False)
    number = models.PositiveIntegerField("行")
    addressee = models.CharField("宛名番号", max_length=15)
    requested_at = models.CharField("照会依頼日時", max_length=17)
    provider_code = models.CharField("提供者機関コード", max_length=20)
    information_code = models.CharField("特定個人情報名コード", max_length=20)

    class Meta:
        verbose_name = "依頼ファイルの行"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="file_line_once", fields=["prefecture_id", "inquiry"]),
            models.UniqueConstraint(name="file_line_number", fields=["prefecture_id", "file", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ResultFile(VaultRow):
    """結果ファイル. What an officer handed in for one request file; its content is sealed, read once and destroyed."""

    file = models.ForeignKey(RequestFile, models.PROTECT, related_name="results", db_constraint=False)
    uploaded_by = models.BigIntegerField("受け取った者")
    size = models.PositiveIntegerField("大きさ")
    read_at = models.DateTimeField("取込日時", null=True)
    taken_count = models.PositiveIntegerField("取り込んだ行", default=0)
    refused_count = models.PositiveIntegerField("取り込めない行", default=0)

    class Meta:
        verbose_name = "結果ファイル"
        default_permissions = ()
        constraints: ClassVar = [same_tenant()]
        indexes: ClassVar = [models.Index(name="result_file_of_request", fields=["prefecture_id", "file"])]

    def __str__(self) -> str:
        return str(self.created_at)


class ResultContent(models.Model):
    """結果ファイルの内容. The pages put it in and never see it again."""

    result = models.OneToOneField(
        ResultFile, models.PROTECT, primary_key=True, related_name="content", db_constraint=False
    )
    prefecture_id = models.CharField("都道府県", max_length=6)
    wrapped = models.BinaryField("包まれた鍵")
    ciphertext = models.BinaryField("暗号文")

    class Meta:
        verbose_name = "結果ファイルの内容"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class RefusedLine(VaultRow):
    """取り込めない行. By its number and a code; no value of it."""

    class Reason(models.TextChoices):
        UNREADABLE = "unreadable", "文字または区切りを読み取れません"
        COLUMNS = "columns", "列の数が足りません"
        NOT_ASKED = "not_asked", "この依頼ファイルの行と結び付きません（別の方・別の照会の行の可能性）"
        TWICE = "twice", "同じ照会の行が2回あります"
        STATUS = "status", "状態の記号または結果の言葉の意味が登録されていません"
        NOT_MAPPED = "not_mapped", "この情報の列の位置が登録されていません"
        ITEMS = "items", "項目が足りないか、形が違います"
        NOT_WAITING = "not_waiting", "この照会は回答待ちではありません（取込済みなど）"

    result = models.ForeignKey(ResultFile, models.PROTECT, related_name="refused", db_constraint=False)
    number = models.PositiveIntegerField("行")
    reason = models.CharField("理由", max_length=12, choices=Reason)

    class Meta:
        verbose_name = "取り込めない行"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="refused_line_once", fields=["prefecture_id", "result", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number}行目"
