"""必要書類. Which papers a case needs by its fund, its household and its 照会計画, and how each of them stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone

from loans.applications import consents, rules
from loans.applications.circumstances import concerned
from loans.applications.models import Application, Member, PaperRule, PaperType
from loans.applications.plan import plan_of
from loans.paper_states import PaperState
from loans.terms.in_force import facts_of

WARN_DAYS: Final = 14
# Of these the facts stand in the case, whether or not the paper itself was photographed.
REPORTED: Final = "COMMISSIONER_REPORT"


class Standing(models.TextChoices):
    """書類の有無."""

    LACKING = "lacking", "未"
    THERE = "there", "あり"
    SEEN = "seen", "原本確認のみ"
    SPARED = "spared", "照会で省略"
    EXPIRED = "expired", "期限切れ"


@dataclass(frozen=True)
class Required:
    """必要な書類. is_needed: 受付 waits for it; otherwise it is asked for where it applies (why, whose)."""

    code: str
    name: str
    is_needed: bool = True
    max_age_months: int = 0
    replaced_by: str = ""
    why: str = ""
    whose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """書類の行. expires_on: the last day on which it counts, None where it has none.

    declined: who does not agree to the inquiry that would have told instead.
    """

    required: Required
    standing: Standing
    expires_on: date | None = None
    days_left: int | None = None
    declined: tuple[str, ...] = ()

    @property
    def is_lacking(self) -> bool:
        return self.required.is_needed and self.standing in (Standing.LACKING, Standing.EXPIRED)


class Lacking(NamedTuple):
    """書類の不足. paper: its code; is_there: something to do among those that are there."""

    sentence: str
    paper: str = ""
    is_there: bool = False


def lines(application: Application) -> list[Line]:
    """書類の一覧, in the order of the checklist."""
    there, spared = _Answers(application), _Spared(application)
    return [_line(each, there, spared, application) for each in required(application)]


def lacking(application: Application) -> Iterator[Lacking]:
    """受付の前に要る書類. A paper that is being checked counts: nobody waits for it before the forwarding."""
    for line in lines(application):
        if line.is_lacking:
            yield Lacking(_sentence(line), paper=line.required.code)
    if application.documents.filter(removed_at__isnull=True, state=PaperState.REFUSED).exists():
        yield Lacking("開けなかった書類を取り消して、登録し直す", is_there=True)


def _sentence(line: Line) -> str:
    name = line.required.name
    if line.declined:
        return f"{_names(line.declined)}は照会に同意していないため、{name}を登録する"
    if line.standing is Standing.EXPIRED:
        return f"{name}は発行から{line.required.max_age_months}か月を過ぎています。新しいものを登録する"
    return f"{name}を登録する"


def required(application: Application) -> list[Required]:
    """必要書類. Those of the fund's terms, then those that follow from the household."""
    papers = rules.papers_for_application(facts_of(application.terms))
    of_fund = [Required(each.code, each.name, True, each.max_age_months, each.replaced_by) for each in papers]
    codes = {each.code for each in of_fund}
    return [*of_fund, *(each for each in _of_household(application) if each.code not in codes)]


def _of_household(application: Application) -> Iterator[Required]:
    members, names = rules.household(application), {code: each.name for code, each in types().items()}
    for rule in _rules(application):
        whose = concerned(rule.condition, application, members)
        if whose:
            yield _following(rule, names.get(rule.paper, rule.paper), whose)


def _following(rule: PaperRule, name: str, whose: Sequence[Member]) -> Required:
    names = tuple(member.name for member in whose)
    return Required(rule.paper, name, rule.is_needed, rule.max_age_months, rule.replaced_by, rule.why, names)


def _rules(application: Application) -> list[PaperRule]:
    """The prefecture's own rows where it has any, else the national ones; the latest of each."""
    today = timezone.localdate()
    rows = PaperRule.objects.filter(
        _in_force(today),
        Q(prefecture_id=application.prefecture_id) | Q(prefecture__isnull=True),
        fund__in=["", application.fund],
    )
    found = list(rows.order_by("valid_from", "pk"))
    own = [rule for rule in found if rule.prefecture_id is not None]
    return list({(rule.condition, rule.paper): rule for rule in own or found}.values())


def types(on: date | None = None) -> dict[str, PaperType]:
    """書類の種類, by code, in their order; the latest row of each."""
    rows = PaperType.objects.filter(_in_force(on or timezone.localdate())).order_by("position", "valid_from")
    return {row.code: row for row in rows}


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class _Answers:
    """預かった書類と見た書類. By the code of a required paper: the day on which each was issued, if that is said."""

    def __init__(self, application: Application) -> None:
        self.kinds = types()
        rows = application.documents.filter(removed_at__isnull=True).exclude(state=PaperState.REFUSED)
        self.papers = self._by_code(rows.values("kind", "issued_on", "created_at"))
        seen = application.sightings.filter(removed_at__isnull=True)
        self.seen = self._by_code(seen.values("kind", "issued_on", "created_at"))
        if application.commissioner_reports.filter(removed_at__isnull=True).exists():
            self.papers.setdefault(REPORTED, []).append(None)

    def _by_code(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[date | None]]:
        found: dict[str, list[date | None]] = {}
        for row in rows:
            for code in answered(self.kinds.get(row["kind"]), row["kind"], timezone.localdate(row["created_at"])):
                found.setdefault(code, []).append(row["issued_on"])
        return found


def answered(row: PaperType | None, kind: str, taken_on: date) -> list[str]:
    """その書類が答える必要書類, its own code first; a kind that has had its day answers for itself alone."""
    if row is None or (row.answers_until and taken_on > row.answers_until):
        return [kind]
    return [kind, *row.answers]


class _Spared:
    """照会で省略できる書類: what the plan asks about, and who of those whom it would ask about does not agree."""

    def __init__(self, application: Application) -> None:
        self.asked = {line.kind.label: line.members for line in plan_of(application) if line.rule.is_asked}
        self.declined = consents.declined(application)

    def by(self, kind: str) -> tuple[bool, tuple[str, ...]]:
        """Whether an inquiry answers it, and the names of those who stand in its way."""
        asked = self.asked.get(kind, ())
        names = tuple(member.name for member in asked if member.id in self.declined)
        return bool(asked) and not names, names


def _names(names: Sequence[str]) -> str:
    return "、".join(f"{name} 様" for name in names)


def _line(each: Required, there: _Answers, spared: _Spared, application: Application) -> Line:
    for found, standing in ((there.papers, Standing.THERE), (there.seen, Standing.SEEN)):
        if each.code in found:
            return _dated(each, found[each.code], standing, application)
    is_spared, declined = spared.by(each.replaced_by)
    return Line(each, Standing.SPARED if is_spared else Standing.LACKING, declined=declined)


def _dated(each: Required, issued: list[date | None], standing: Standing, application: Application) -> Line:
    """The newest of them counts; one without a day cannot be too old."""
    days = [day for day in issued if day]
    if not each.max_age_months or len(days) < len(issued):
        return Line(each, standing)
    last = months_after(max(days), each.max_age_months)
    left = (last - _counted_on(application)).days
    return Line(each, Standing.EXPIRED if left < 0 else standing, last, left)


def _counted_on(application: Application) -> date:
    """Until 受付 today; a paper that was good then stays good."""
    return timezone.localdate(application.submitted_at) if application.submitted_at else timezone.localdate()


def months_after(day: date, months: int) -> date:
    """その月数だけ後の同じ日; the month's last day where there is none. Source: 民法 第143条 2項."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
