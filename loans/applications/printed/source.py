"""様式の元. A case as it stands, or none: then every value is room for a pen."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from loans.applications.models import Application
from loans.applications.shown import MemberLine, member_lines
from loans.terms.facts import Terms
from loans.terms.in_force import facts_of


@dataclass(frozen=True)
class Source:
    """application None: a blank form of this fund."""

    terms: Terms
    prefecture_id: str
    application: Application | None = None
    members: tuple[MemberLine, ...] = ()

    def said(self, name: str) -> str:
        """What stands in the application under this name."""
        return str(getattr(self.application, name) or "") if self.application else ""

    def label(self, name: str) -> str:
        """What stands there of a fixed list, as a person reads it."""
        said = self.said(name)
        choices = dict(Application._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # of columns alone
        return str(choices[said]) if said else ""

    def yen(self, name: str) -> str:
        amount = getattr(self.application, name) if self.application else None
        return "" if amount is None else yen(amount)

    def months(self, name: str) -> str:
        months = getattr(self.application, name) if self.application else None
        return "" if months is None else f"{months}か月"

    def name(self) -> str:
        """申込者, as a form addresses them."""
        return f"{self.application.applicant_name}　様" if self.application else ""


def source_of(application: Application) -> Source:
    return Source(facts_of(application.terms), application.prefecture_id, application, tuple(member_lines(application)))


def day(at: datetime | None) -> str:
    return wareki(timezone.localdate(at)) if at else ""
