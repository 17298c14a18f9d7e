"""照会の値. What goes out to the networks and what identifies it when it comes back."""

from dataclasses import dataclass, replace
from datetime import date

from inquiry.codes import Kind, Scope
from inquiry.matching.people import FourItems


@dataclass(frozen=True, slots=True, repr=False)
class FormerAddress:
    """前住所. until is the day of the move away from it."""

    address: str
    until: date


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """候補者. Somebody whom the query may mean, as registered; whether it is the same person is for matching.

    other_names are 通称 and 旧氏; former are addresses of the change history (変更情報), the newest first.
    """

    number: str
    resident_code: str
    items: FourItems
    other_names: tuple[str, ...] = ()
    former: tuple[FormerAddress, ...] = ()

    @property
    def registered(self) -> FourItems:
        """登録の内容. The four items and what the register carries beside them."""
        former = tuple(each.address for each in self.former)
        return replace(self.items, other_names=self.other_names, former_addresses=former)


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """照会. One person, one kind, one provider, under an id that is used once.

    person_code is the 符号; provider is the 6-digit code of the municipality, or the code of another body;
    is_nondisclosure sets 不開示コード, so that the record stays hidden on マイナポータル.
    scope is the 照会条件: NEWEST without days, POINT with from_on, RANGE with both.
    """

    request_id: str
    person_code: str
    kind: Kind
    provider: str
    is_nondisclosure: bool
    scope: Scope = Scope.NEWEST
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Receipt:
    """受付番号. With what was asked, so that the answer can be held against it."""

    number: str
    asked: Asked
