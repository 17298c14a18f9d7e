"""照会計画. Which kinds are asked about whom for this case, and why; what is left out, and why.

The plan is the fund's dated rules, read for one household; the reviewer may leave lines out with a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from inquiry import gateway
from loans.applications import rules
from loans.applications.models import Application, Member, PlanRule

PURPOSE, LEGAL_BASIS = gateway.Purpose.REVIEW, gateway.LegalBasis.LIVELIHOOD_LOAN


@dataclass(frozen=True)
class LifeHistory:
    """生活歴. What the case says of where a member lived and was insured before: whom else to ask."""

    former_addresses: Sequence[str] = ()
    mutual_aids: Sequence[gateway.MutualAid] = ()


@dataclass(frozen=True)
class Choices:
    """照会担当に渡す計画への手直し. Left out lines by kind, life histories by member."""

    left_out: Mapping[gateway.Kind, gateway.LeftOut] = field(default_factory=dict)
    histories: Mapping[UUID, LifeHistory] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """計画の一行."""

    kind: gateway.Kind
    rule: PlanRule
    members: Sequence[Member]
    scope: gateway.Scope
    from_on: date | None
    until_on: date | None

    def line(self, left_out: str) -> gateway.PlannedLine:
        return gateway.PlannedLine(
            kind=self.kind,
            scene=gateway.Scene(self.rule.scene),
            why=self.rule.why,
            scope=self.scope,
            from_on=self.from_on,
            until_on=self.until_on,
            left_out=left_out,
        )


def plan_of(application: Application) -> list[Planned]:
    """照会計画. Lines that concern nobody of this household, or another 借入理由, are not there."""
    members = rules.household(application)
    lines = [_planned(rule, members) for rule in _rules(application) if _is_for(rule, application)]
    return [line for line in lines if line.members]


def is_urgent(plan: Sequence[Planned]) -> bool:
    return any(line.rule.is_urgent for line in plan)


def lines_for(member: Member, plan: Sequence[Planned], choices: Choices) -> list[gateway.PlannedLine]:
    """一人分の計画. What the plan itself leaves out goes along, so that the gate can say why it is not asked."""
    return [line.line(_left_out(line, choices)) for line in plan if member in line.members]


def _left_out(line: Planned, choices: Choices) -> str:
    if not line.rule.is_asked:
        return gateway.LeftOut.NOT_IN_PLAN
    return choices.left_out.get(line.kind, "")


def _rules(application: Application) -> list[PlanRule]:
    """The prefecture's own rows where it has any for this fund, else the national ones; the latest of each kind."""
    today = timezone.localdate()
    rows = PlanRule.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today),
        Q(prefecture_id=application.prefecture_id) | Q(prefecture__isnull=True),
        fund=application.fund,
        valid_from__lte=today,
    )
    found = list(rows.order_by("valid_from", "pk"))
    own = [rule for rule in found if rule.prefecture_id is not None]
    latest = {rule.kind: rule for rule in own or found}
    return sorted(latest.values(), key=lambda rule: (not rule.is_asked, rule.pk))


def _is_for(rule: PlanRule, application: Application) -> bool:
    return not rule.reasons or application.reason in rule.reasons


def _planned(rule: PlanRule, members: Sequence[Member]) -> Planned:
    scope = gateway.Scope(rule.scope)
    today = timezone.localdate()
    from_on = None if scope is gateway.Scope.NEWEST else months_before(today, rule.months_back)
    until_on = today if scope is gateway.Scope.RANGE else None
    concerned = [member for member in members if _concerns(rule, member)]
    return Planned(gateway.Kind(rule.kind), rule, concerned, scope, from_on, until_on)


def months_before(day: date, months: int) -> date:
    """その月数だけ前の月の初日: whole months, since benefits are paid by months."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _concerns(rule: PlanRule, member: Member) -> bool:
    match PlanRule.Whom(rule.whom):
        case PlanRule.Whom.APPLICANT:
            return member.relation == Member.Relation.SELF
        case PlanRule.Whom.ADULTS:
            return rules.must_consent(member)
        case PlanRule.Whom.CHILDREN:
            return not rules.must_consent(member)
        case PlanRule.Whom.ALL:
            return True
