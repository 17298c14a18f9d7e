"""変わったところ. What was sent up on a day, and field by field what is otherwise now: members and papers too."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from councils.era import PartialDate
from councils.look.words import yen
from loans.applications import rules
from loans.applications.models import Application, Forwarding, Member
from loans.applications.models.members import HEALTH
from loans.applications.places import FIELD, MEMBER, PAPER, label_of, member_fields, place, request_fields
from loans.terms.facts import Terms
from loans.terms.in_force import facts_of

Sent = Mapping[str, Any]
_BLANK = "空欄"


@dataclass(frozen=True)
class Change:
    """一つの違い. place as in places.py; before and now as a person reads them; is_of_health: 要配慮個人情報."""

    place: str
    label: str
    before: str
    now: str
    is_of_health: bool = False


def as_sent(application: Application) -> dict[str, Any]:
    """送る内容. The request, the household and the papers as they stand; as JSON has them, so that two compare."""
    sent = {
        "request": {name: getattr(application, name) for name in request_fields()},
        "members": [_person(member) for member in rules.household(application)],
        "papers": [
            {"id": str(row_id), "kind": kind, "name": name}
            for row_id, kind, name in application.documents.filter(removed_at__isnull=True)
            .order_by("created_at")
            .values_list("id", "kind", "name")
        ],
    }
    as_stored: dict[str, Any] = json.loads(json.dumps(sent, cls=DjangoJSONEncoder))
    return as_stored


def changed_since_forwarding(application: Application) -> list[Change]:
    """前回の進達から変わったところ. At the counter against what is there now, in the office against what came again."""
    sent = list(application.forwardings.order_by("-number")[:2])
    if not sent:
        return []
    if _is_away(application, sent[0]):
        return between(sent[1].sent, sent[0].sent, facts_of(application.terms)) if len(sent) > 1 else []
    return between(sent[0].sent, as_sent(application), facts_of(application.terms))


def between(before: Sent, now: Sent, terms: Terms) -> list[Change]:
    return [*_of_request(before, now, terms), *_of_members(before, now), *_of_papers(before, now, terms)]


def _is_away(application: Application, last: Forwarding) -> bool:
    """Whether the case lies at the office as it was sent last."""
    return not application.returns.filter(created_at__gt=last.created_at, answered_at__isnull=True).exists()


def _person(member: Member) -> dict[str, Any]:
    return {"id": str(member.id), **{name: getattr(member, name) for name in member_fields()}}


def _of_request(before: Sent, now: Sent, terms: Terms) -> Iterator[Change]:
    old, new = before["request"], now["request"]
    for name in request_fields():
        if old.get(name) != new.get(name):
            was, is_now = (_words(Application, name, each.get(name), terms) for each in (old, new))
            yield Change(place(FIELD, name), label_of(Application, name), was, is_now)


def _of_members(before: Sent, now: Sent) -> Iterator[Change]:
    old, new = _by_id(before["members"]), _by_id(now["members"])
    for key in [*old, *(key for key in new if key not in old)]:
        who = (new.get(key) or old[key])["name"]
        if key not in new:
            yield Change(place(MEMBER, key), f"{who} 様", "世帯員", "外れました")
        elif key not in old:
            yield Change(place(MEMBER, key), f"{who} 様", "なし", "世帯員に加わりました")
        else:
            yield from _of_member(place(MEMBER, key), who, old[key], new[key])


def _of_member(pin: str, who: str, old: Sent, new: Sent) -> Iterator[Change]:
    for name in member_fields():
        if old.get(name) != new.get(name):
            was, is_now = (_words(Member, name, each.get(name), None) for each in (old, new))
            yield Change(pin, f"{who} 様の{label_of(Member, name)}", was, is_now, is_of_health=name in HEALTH)


def _of_papers(before: Sent, now: Sent, terms: Terms) -> Iterator[Change]:
    names = {paper.code: paper.name for paper in terms.papers}
    old, new = _by_id(before["papers"]), _by_id(now["papers"])
    for key in [*old, *(key for key in new if key not in old)]:
        paper = old.get(key) or new[key]
        if (key in old) != (key in new):
            words = (paper["name"], "取り消しました") if key in old else ("なし", f"{paper['name']} を登録しました")
            yield Change(place(PAPER, paper["kind"]), names.get(paper["kind"], "その他の書類"), *words)


def _by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


def _words(model: type[Model], name: str, value: Any, terms: Terms | None) -> str:
    if value in ("", None, []):
        return _BLANK
    if name == "born":
        return PartialDate.parse(value).wareki()
    if name == "reason" and terms:
        return next((each.name for each in terms.reasons if each.code == value), str(value))
    choices = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # of columns alone
    return str(choices[value]) if value in choices else _figure(name, value)


def _figure(name: str, value: Any) -> str:
    if isinstance(value, list | dict):
        return f"{len(value)}項目"
    if name.endswith("_yen"):
        return yen(value)
    return f"{value}か月" if name.endswith("_months") else str(value)
