"""必要書類. Which papers a case needs by its fund, its household and its 照会計画, and how each of them stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.months import months_after
from loans.applications import consents, rules
from loans.applications.circumstances import concerned
from loans.applications.models import Application, Member, PaperRule, PaperType
from loans.applications.plan import plan_of
from loans.paper_states import PaperState
from loans.states import State
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
    UNDATED = "undated", "発行日なし"


# From the best: what was taken in does not hide what was seen since, nor what an inquiry answers.
_BEST = (Standing.THERE, Standing.SEEN, Standing.SPARED, Standing.EXPIRED, Standing.UNDATED, Standing.LACKING)
_UNRECEIVED = frozenset({State.DRAFT, State.RETURNED})
_OPEN = frozenset({Standing.LACKING, Standing.EXPIRED, Standing.UNDATED})


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

    declined: who does not agree to the inquiry that would have told instead; count: the files that answer it.
    """

    required: Required
    standing: Standing
    expires_on: date | None = None
    days_left: int | None = None
    declined: tuple[str, ...] = ()
    count: int = 0

    @property
    def is_open(self) -> bool:
        """There is something to bring, if it applies."""
        return self.standing in _OPEN

    @property
    def is_lacking(self) -> bool:
        return self.required.is_needed and self.is_open

    @property
    def is_ending(self) -> bool:
        """It still counts, and not for long."""
        return not self.is_open and self.days_left is not None and self.days_left <= WARN_DAYS

    @property
    def is_told(self) -> bool:
        """送付書類. What is asked for only where it applies is named when it is there."""
        return self.required.is_needed or self.standing is not Standing.LACKING


class Lacking(NamedTuple):
    """書類の不足. paper: its code; is_there: something to do among those that are there."""

    sentence: str
    paper: str = ""
    is_there: bool = False


def lines(application: Application) -> list[Line]:
    """書類の一覧, in the order of the checklist."""
    there, spared = _Answers(application), _Spared(application)
    day = _counted_on(application)
    return [_line(each, there, spared, day) for each in required(application)]


def ending(application: Application) -> list[Line]:
    """期限の近い書類, while the receipt is still to come."""
    return [line for line in lines(application) if line.is_ending] if application.state in _UNRECEIVED else []


def taken(application: Application) -> frozenset[str]:
    """預かった書類. The codes of the required papers that they answer, however old they are."""
    return frozenset(_Answers(application).papers)


def beside(application: Application, listed: Iterable[Line]) -> int:
    """そのほかの書類. How many files answer none of these."""
    codes = {line.required.code for line in listed}
    return sum(codes.isdisjoint(each) for each in _Answers(application).files)


def lacking(application: Application) -> Iterator[Lacking]:
    """受付の前に要る書類. A paper that is being checked counts: nobody waits for it before the forwarding."""
    for line in lines(application):
        if line.is_lacking:
            yield Lacking(_sentence(line), paper=line.required.code)
    if application.documents.filter(removed_at__isnull=True, state=PaperState.REFUSED).exists():
        yield Lacking("開けなかった書類を取り消して、登録し直す", is_there=True)


def _sentence(line: Line) -> str:
    name = line.required.name
    if line.standing is Standing.EXPIRED:
        return f"{name}は発行から{line.required.max_age_months}か月を過ぎています。新しいものを登録する"
    if line.standing is Standing.UNDATED:
        return f"{name}は発行日が記録されていません。発行日を入れて登録し直す"
    if line.declined:
        return f"{_names(line.declined)}は照会に同意していないため、{name}を登録する"
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


def age_limit(application: Application, kind: str) -> int:
    """発行からの月数 within which a paper of this kind must be for what it answers; 0 where nothing is said."""
    row = types().get(kind)
    codes = {kind, *(row.answers if row else ())}
    limits = [each.max_age_months for each in required(application) if each.code in codes]
    return min((limit for limit in limits if limit), default=0)


def types(on: date | None = None) -> dict[str, PaperType]:
    """書類の種類, by code, in their order; the latest row of each (walls.guard_marks reads the same)."""
    rows = PaperType.objects.filter(_in_force(on or timezone.localdate())).order_by("valid_from")
    latest = {row.code: row for row in rows}
    return dict(sorted(latest.items(), key=lambda item: item[1].position))


def answering(codes: Iterable[str]) -> Q:
    """預かった書類のうち、これらの代わりになるもの. A condition on papers of any case."""
    wanted = frozenset(codes)
    rows = [row for row in types().values() if wanted & {*row.answers} and row.code not in wanted]
    found = Q(kind__in=sorted(wanted | {row.code for row in rows if row.answers_until is None}))
    for row in rows:
        if row.answers_until:
            found |= Q(kind=row.code, created_at__date__lte=row.answers_until)
    return found


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class _Answers:
    """預かった書類と見た書類. By the code of a required paper: the day on which each was issued, if that is said."""

    def __init__(self, application: Application) -> None:
        self.kinds = types()
        rows = application.documents.filter(removed_at__isnull=True).exclude(state=PaperState.REFUSED)
        papers = list(rows.values("kind", "issued_on", "created_at"))
        seen = application.sightings.filter(removed_at__isnull=True).values("kind", "issued_on", "created_at")
        self.files = [self._answered(row) for row in papers]
        self.papers, self.seen = self._by_code(papers), self._by_code(seen)
        for written_on in application.commissioner_reports.filter(removed_at__isnull=True).values_list(
            "written_on", flat=True
        ):
            self.papers.setdefault(REPORTED, []).append(written_on)

    def count(self, code: str) -> int:
        return sum(code in each for each in self.files)

    def _by_code(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[date | None]]:
        found: dict[str, list[date | None]] = {}
        for row in rows:
            for code in self._answered(row):
                found.setdefault(code, []).append(row["issued_on"])
        return found

    def _answered(self, row: Mapping[str, Any]) -> list[str]:
        return answered(self.kinds.get(row["kind"]), row["kind"], timezone.localdate(row["created_at"]))


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


def _line(each: Required, there: _Answers, spared: _Spared, day: date) -> Line:
    """The best that can be said of it: of those that have grown old, the one that lasted longest."""
    is_spared, declined = spared.by(each.replaced_by)
    found = [Line(each, Standing.SPARED if is_spared else Standing.LACKING)]
    for issued, standing in ((there.papers, Standing.THERE), (there.seen, Standing.SEEN)):
        if each.code in issued:
            found.append(_dated(each, issued[each.code], standing, day))
    best = min(found, key=lambda line: (_BEST.index(line.standing), date.max - (line.expires_on or date.min)))
    return replace(best, declined=declined if best.is_open else (), count=there.count(each.code))


def _dated(each: Required, issued: list[date | None], standing: Standing, day: date) -> Line:
    """The newest of them counts; where age matters, one without a day does not."""
    if not each.max_age_months:
        return Line(each, standing)
    days = [given for given in issued if given]
    if not days:
        return Line(each, Standing.UNDATED)
    last = months_after(max(days), each.max_age_months)
    left = (last - day).days
    return Line(each, Standing.EXPIRED if left < 0 else standing, last, left)


def _counted_on(application: Application) -> date:
    """Until 受付 today, and again once it was sent back or taken up anew; what was good then stays good."""
    is_received = application.submitted_at and application.state not in _UNRECEIVED
    return timezone.localdate(application.submitted_at if is_received else None)
