"""来談と聞き取りメモ. Everybody writes on a page of their own, each day on a new one."""

from django.utils import timezone

from councils.era import wareki
from councils.tenancy import Actor
from loans.consultations.models import Consultation, Visit


def visit_now(talk: Consultation, *, by: Actor) -> Visit:
    """今の来談. The latest page that this counsellor began today; else a new one, not stored yet."""
    own = talk.visits.filter(municipal_council_id=talk.municipal_council_id, staff_id=by.person_id)
    last = own.order_by("-created_at").first()
    today = timezone.localdate()
    if last is not None and (last.visited_on == today or timezone.localdate(last.created_at) == today):
        return last
    return new_visit(talk, by=by)


def new_visit(talk: Consultation, *, by: Actor) -> Visit:
    """来談の始まり. The first is on the day that the talk names; whoever comes later comes today."""
    is_first = talk.saved_at is None
    return Visit(
        prefecture_id=talk.prefecture_id,
        municipal_council_id=talk.municipal_council_id,
        consultation=talk,
        visited_on=talk.came_on if is_first else timezone.localdate(),
        channel=talk.channel if is_first else "",
        staff_id=by.person_id,
        staff_name=by.name,
    )


def memos_before(talk: Consultation, *, by: Actor | None) -> list[dict[str, str]]:
    """これまでのメモ. What others, and oneself on other days, have noted, newest first; with nobody named, all."""
    rows = talk.visits.filter(municipal_council_id=talk.municipal_council_id)
    first = rows.order_by("created_at").first()
    if by is not None:
        rows = rows.exclude(pk=visit_now(talk, by=by).pk).exclude(memo="")
    return [
        {"line": _line(each, talk, is_first=each == first), "memo": each.memo}
        for each in rows.order_by("-visited_on", "-created_at")
    ]


def _line(visit: Visit, talk: Consultation, *, is_first: bool) -> str:
    """日・面談方法・職員. The first visit begins before anybody has chosen how it is held: the talk knows it since."""
    channel = visit.get_channel_display() or (talk.get_channel_display() if is_first else "")
    return "　".join(filter(None, (wareki(visit.visited_on), channel, visit.staff_name)))
