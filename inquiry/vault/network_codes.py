"""照会に使う番号. What a prefecture has entered of that which is not public, and what is missing; never invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from inquiry.catalogue import in_force
from inquiry.codes import Kind, ProviderType
from inquiry.vault.models import Body, CatalogueLine, NetworkCode

_What = NetworkCode.What
ALONE = (_What.AFFAIR, _What.PROCEDURE, _What.PROCEDURE_NUMBER, _What.ORGANISATION, _What.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """要る番号. `of` is a kind, a provider's code, or empty."""

    what: NetworkCode.What
    of: str
    label: str


class CodeMissing(LookupError):
    """The prefecture has not entered this code."""

    def __init__(self, what: NetworkCode.What, of: str) -> None:
        super().__init__(f"{what} {of}")
        self.what, self.of = what, of


class Codes:
    """ある日に有効な番号."""

    def __init__(self, prefecture_id: str, on: date) -> None:
        rows = NetworkCode.objects.filter(prefecture_id=prefecture_id, valid_from__lte=on)
        self.rows = {(row.what, row.of): row for row in rows.order_by("valid_from", "created_at")}

    def value(self, what: NetworkCode.What, of: str = "") -> str:
        """Raises CodeMissing."""
        row = self.rows.get((what, of))
        if row is None:
            raise CodeMissing(what, of)
        return row.value


def wanted() -> Iterator[Wanted]:
    """要る番号の一覧. Institution codes of municipalities come to these as the files name them."""
    for what in ALONE:
        yield Wanted(what, "", what.label)
    lines = CatalogueLine.objects.filter(in_force(timezone.localdate()))
    kinds = set(lines.values_list("kind", flat=True))
    for kind in Kind:
        if kind in kinds:
            yield Wanted(_What.INFORMATION, kind.value, f"{_What.INFORMATION.label}：{kind.label}")
    for body in Body.objects.exclude(provider_type=ProviderType.RESIDENT_NETWORK).order_by("provider_type", "code"):
        yield Wanted(_What.PROVIDER, body.code, f"{_What.PROVIDER.label}：{body.name}")
