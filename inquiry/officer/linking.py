"""本人特定の画面. What a person's page says of candidates, proposals and former links: codes and names, no values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from councils.refusals import Refused
from councils.tenancy import Actor
from inquiry.matching.compare import Outcome
from inquiry.officer.actions import links as acts
from inquiry.officer.officers import names_of
from inquiry.officer.showing import Chip, born_words, moment, sex_word
from inquiry.vault import links, marks
from inquiry.vault.marks import SameNumber
from inquiry.vault.models import Candidate, Link, LinkProposal, Person

_CHIPS = {Outcome.MATCH: "good", Outcome.NEEDS_REVIEW: "returned", Outcome.NO_MATCH: "closed"}
Facts = list[dict[str, str]]


@dataclass(frozen=True, slots=True, repr=False)
class CandidateRow:
    """候補者の行. obstacle says why it is not to be linked; "" where it may be."""

    candidate: Candidate
    chip: Chip
    obstacle: str
    note: str


@dataclass(frozen=True, slots=True, repr=False)
class LinkingPage:
    """本人特定の画面."""

    declared: Facts
    candidates: Sequence[CandidateRow]
    choosable: QuerySet[Candidate]
    may_link_alone: bool
    proposal: Facts
    proposed: LinkProposal | None
    refusal: str
    former: Sequence[Facts]
    is_linked: bool
    may_look_up_again: bool

    @property
    def has_items(self) -> bool:
        """Whether somebody's items are kept to look at."""
        return any(row.candidate.outcome != Outcome.NO_MATCH.name for row in self.candidates)


def page_of(person: Person, actor: Actor) -> LinkingPage:
    rows = _candidates(person)
    choosable = [row.candidate.pk for row in rows if not row.obstacle]
    proposed = acts.open_proposal(person) if person.link == Person.Link.PROPOSED else acts.unchecked_proposal(person)
    was_undone = links.was_undone(person)
    return LinkingPage(
        declared=_declared(person),
        candidates=rows,
        choosable=Candidate.objects.filter(pk__in=choosable).order_by("position"),
        may_link_alone=acts.may_link_alone(person.prefecture_id),
        proposal=_proposal(proposed) if proposed else [],
        proposed=proposed,
        refusal=_why_not_confirm(proposed, actor) if proposed else "",
        former=[_link(link) for link in Link.objects.filter(person=person).order_by("created_at")],
        is_linked=person.link == Person.Link.LINKED,
        may_look_up_again=was_undone and person.link == Person.Link.NEEDS_PERSON,
    )


def _candidates(person: Person) -> list[CandidateRow]:
    same = marks.same_numbers(person)
    members = {each.pk: each for each in Person.objects.filter(order_id=person.order_id)}
    people = members | {each.pk: each for each in Person.objects.filter(pk__in=[each.other_id for each in same])}
    return [_row(candidate, same, people) for candidate in person.candidates.order_by("position")]


def _row(candidate: Candidate, same: Sequence[SameNumber], people: dict[Any, Person]) -> CandidateRow:
    outcome = Outcome[candidate.outcome]
    mine = [each for each in same if each.candidate_id == candidate.pk]
    told = [_same_words(each, people[each.other_id]) for each in mine if each.other_id in people]
    obstacle = "".join(words for each, words in zip(mine, told, strict=False) if each.is_forbidden)
    if candidate.fits_member_id in people:
        obstacle = _member_words(people[candidate.fits_member_id]) + obstacle
    if not obstacle and outcome is Outcome.NO_MATCH:
        obstacle = "別人として除きました。"
    note = "".join(words for each, words in zip(mine, told, strict=False) if not each.is_forbidden)
    return CandidateRow(candidate, Chip(outcome.value, _CHIPS[outcome]), obstacle, note)


def _member_words(member: Person) -> str:
    who = f"{member.name}さん（{member.get_relation_display()}）"
    return f"同じ申込の{who}の4情報と一致します。取り違えを確認してください。"


def _same_words(same: SameNumber, other: Person) -> str:
    how = "紐付け済みの" if same.is_linked else "紐付けを提案中の"
    if same.is_same_order:
        return f"同じ申込の{other.name}さん（{other.get_relation_display()}）に{how}番号と同じです。紐付けできません。"
    whose = f"別の申込（{other.order.reference}）の{other.name}さんに{how}番号と同じです。"
    return (
        f"{whose}生年月日か氏名の読みが違うため、紐付けできません。"
        if same.is_forbidden
        else f"{whose}同じ方か確認してください。"
    )


def _declared(person: Person) -> Facts:
    facts = {
        "氏名": person.name,
        "フリガナ": person.kana,
        "生年月日": born_words(person.born),
        "性別": sex_word(person.sex),
        "住所": person.address,
        "続柄": person.get_relation_display(),
    }
    return _facts(facts)


def _proposal(proposal: LinkProposal) -> Facts:
    facts = {
        "提案者": names_of([proposal.proposed_by]).get(proposal.proposed_by, ""),
        "提案日時": moment(proposal.created_at),
        "候補者": str(proposal.candidate),
        "候補者の判定": proposal.candidate.sentence,
        "記録が違う理由": proposal.get_reason_display(),
        "確認した資料": proposal.get_evidence_display(),
    }
    return _facts(facts)


def _link(link: Link) -> Facts:
    """紐付けの経緯."""
    proposal = link.proposal
    officers = [proposal.proposed_by, proposal.confirmed_by] if proposal else []
    names = names_of([*officers, link.undone_by])
    facts = {
        "紐付け": moment(link.created_at),
        "根拠": f"4情報のうち{link.agreeing}項目が一致",
        "担当": "、".join(names.get(each, "") for each in officers if each) or "自動（4情報がすべて一致）",
    }
    if link.undone_at:
        facts["解除"] = f"{moment(link.undone_at)}　{names.get(link.undone_by or 0, '')}"
        facts["解除の理由"] = link.get_undone_for_display()
        facts["この紐付けで行った照会"] = f"{link.inquiry_count}件" if link.ended_at else "番号の廃棄を待っています"
    return _facts(facts)


def _facts(facts: dict[str, str]) -> Facts:
    return [{"label": label, "value": value} for label, value in facts.items()]


def _why_not_confirm(proposal: LinkProposal, actor: Actor) -> str:
    try:
        acts.check_not_own_proposal(proposal, actor)
    except Refused as refusal:
        return refusal.sentence
    return ""
