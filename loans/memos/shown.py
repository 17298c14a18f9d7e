"""電話メモの見せ方. As events of a case or a talk, and as promises that are still to be kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from councils.era import wareki
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.memos.models import Memo


@dataclass(frozen=True)
class Promise:
    """約束. Still to be kept; is_late once its day has passed."""

    id: Any
    words: str
    day: str
    is_late: bool


def memos_of_case(application: Application) -> list[Memo]:
    """Newest first, with those of the talk that it came from; the office sees none of a talk."""
    of = Q(application_id=application.id) | Q(consultation_id=application.consultation_id)
    return _newest_first(Memo.objects.filter(of, prefecture_id=application.prefecture_id))


def memos_of_talk(talk: Consultation) -> list[Memo]:
    return _newest_first(talk.memos.all())


def _newest_first(rows: "QuerySet[Memo]") -> list[Memo]:
    return list(rows.order_by("-created_at"))


def title(memo: Memo) -> str:
    return f"電話（{memo.get_caller_display()}）"


def body(memo: Memo) -> str:
    if memo.promised_on is None:
        return memo.gist
    end = "済み" if memo.kept_at else "約束"
    return f"{memo.gist}\n{end}：{wareki(memo.promised_on)}"


def promises(memos: Iterable[Memo], *, today: date) -> list[Promise]:
    """The nearest first."""
    still = [(each.promised_on, each) for each in memos if each.promised_on and not each.kept_at]
    return [
        Promise(each.id, each.gist, wareki(day), day < today)
        for day, each in sorted(still, key=lambda pair: (pair[0], pair[1].created_at))
    ]
