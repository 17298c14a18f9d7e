"""気になる閲覧の一覧. Finished strings; the newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail.alerts.models import Alert, AlertNote
from councils.trail.asked import Asked
from councils.trail.shown import exact, moment, names_of

PAGE = 50


@dataclass(frozen=True)
class Line:
    id: int
    when: str
    who: str
    rule: str
    case: str
    rows: str
    notes: list[str]


@dataclass(frozen=True)
class Lines:
    rows: list[Line]
    after: str


def lines(by: Actor, mark: str) -> Lines:
    alerts = Alert.objects.filter(prefecture_id=by.prefecture_id).order_by("-at", "-id")
    page = list(_after(alerts, mark)[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Lines(_lines(by, page[:PAGE]), f"{last.at.isoformat()}~{last.pk}" if last else "")


def line(by: Actor, alert_id: int) -> Line:
    """Raises NotFound."""
    found = list(Alert.objects.filter(prefecture_id=by.prefecture_id, pk=alert_id)) if alert_id < 2**63 else []
    if not found:
        raise NotFound
    return _lines(by, found)[0]


def _lines(by: Actor, alerts: list[Alert]) -> list[Line]:
    ids = [alert.pk for alert in alerts]
    notes = list(AlertNote.objects.filter(prefecture_id=by.prefecture_id, alert_id__in=ids).order_by("id"))
    names = names_of([*(alert.staff_id for alert in alerts), *(note.confirmed_by for note in notes)])
    return [_line(alert, [note for note in notes if note.alert_id == alert.pk], names) for alert in alerts]


def _line(alert: Alert, notes: list[AlertNote], names: dict[int, str]) -> Line:
    asked = Asked(case=alert.case_id, staff=alert.staff_id, since=alert.day, until=alert.day)
    return Line(
        alert.pk,
        exact(alert.at),
        _name(alert.staff_id, names),
        alert.get_rule_display(),
        str(alert.case_id or "")[:8],
        asked.address(),
        [
            f"{note.get_code_display()}（{_name(note.confirmed_by, names)}　{moment(note.confirmed_at)}）"
            for note in notes
        ],
    )


def _name(staff_id: int, names: dict[int, str]) -> str:
    return names.get(staff_id, f"職員 番号{staff_id}")


def _after(alerts: QuerySet[Alert], mark: str) -> QuerySet[Alert]:
    """The alerts after the mark; a mark that cannot be read starts anew."""
    at, _, alert_id = mark.partition("~")
    try:
        when, last = datetime.fromisoformat(at).astimezone(), int(alert_id)
    except (ValueError, OverflowError):
        return alerts
    return alerts.filter(at__lte=when).filter(Q(at__lt=when) | Q(id__lt=min(last, 2**62)))
