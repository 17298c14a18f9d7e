"""Cases of three councils in two prefectures, with rows in every case table: by the real actions, committed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from config.demo import CHIYODA, KANAGAWA, SETAGAYA, TOKYO, YOKOHAMA
from councils import access
from councils.models import Council, Post, Staff
from councils.permissions import Permission, PostKind
from councils.tenancy import Actor, system_of
from loans.applications import actions as applications
from loans.applications.budget import Sheet, budget_mark, budget_of
from loans.applications.models import Application
from loans.cases.models import SavedFilter
from loans.cases.saved import save as save_filter
from loans.consultations import actions as consultations
from loans.decision.models import Decision
from loans.documents import actions as documents
from loans.documents import origins, seen
from loans.legacy.payload import prepare
from loans.memos import actions as memos
from loans.recusals import actions as recusals
from loans.review import actions as review
from loans.talk import actions as talk
from loans.talk.mail import choose
from loans.talk.people import side_of, talkers
from tests import make
from tests.acting import seated
from tests.bed import Bed

SINCE = date(2026, 4, 1)
REFERRAL = {"scheme": "FOOD", "agency": "架空フードバンク", "told": "食料が足りない。", "asked": "今週の支援。"}
PREFECTURES = {CHIYODA: TOKYO, SETAGAYA: TOKYO, YOKOHAMA: KANAGAWA}
# who does in tests/make.py what; here each council has somebody of its own
PARTS = {
    "aoba": PostKind.COUNSELLOR,
    "wakaba": PostKind.COUNTER_CHIEF,
    "sakura": PostKind.REVIEWER,
    "momiji": PostKind.SUBSECTION_CHIEF,
    "kaede": PostKind.SECTION_CHIEF,
}

AT_COUNTER = ("aoba", "wakaba")


@dataclass(frozen=True)
class Seeded:
    """The cases of one council, by how far each has come."""

    draft: Application
    forwarded: Application
    ordered: Application
    decided: Application


@transaction.atomic
def committed(bed: Bed) -> dict[str, Seeded]:
    desks = {council: _Desks(bed, council) for council in PREFECTURES}
    seeded = {council: _cases(desk) for council, desk in desks.items()}
    for desk in desks.values():
        _leave_in_quarantine(desk)
        _save_filters(desk)
    return seeded


def _leave_in_quarantine(desk: "_Desks") -> None:
    with desk("aoba") as by:
        application = make.draft(by)
        make.paper(application, "IDENTITY", by=by)
    with desk("wakaba") as by:
        recusals.recuse(application.id, "CLOSE", by=by, may=Permission.APPLY)


def _save_filters(desk: "_Desks") -> None:
    """Everybody has a way of their own into the list of their desk."""
    for name in PARTS:
        with desk(name) as by:
            where = SavedFilter.Where.DESK if name in AT_COUNTER else SavedFilter.Where.QUEUE
            save_filter(by, where, "わたしの一覧", "view=mine")


def _cases(desk: "_Desks") -> Seeded:
    with desk("aoba") as by:
        draft = make.complete(by)
        _on_paper(draft, by)
        make.check_papers(by)
        _with_people(draft, by)
        applications.hand_over(draft.id, desk.people["wakaba"].person_id, "異動のため", by=by)
        make.with_opinion(by)
        shared = make.consultation(by, sharing="given", sharing_on=SINCE)
        consultations.introduce(shared.id, REFERRAL, by=by)
        shared.is_shared = True
        shared.save(update_fields=["is_shared"])
        talk.mark_read(draft, by=by)
        talk.write_note(draft.id, {"text": "内部メモ", "place": "", "mentioned": []}, by=by)
    make.returned(desk)
    seeded = Seeded(draft, _returned_once(desk), _ordered(desk), _pushed(desk))
    _telephone(desk, seeded)
    return seeded


def _telephone(desk: "_Desks", seeded: Seeded) -> None:
    """Calls about a case before and after it left the counter, and about a talk; one promise is kept in each."""
    with desk("aoba") as by:
        for case in (seeded.draft, seeded.ordered):
            first, _ = (memos.take_of_case(case.id, make.MEMO, by=by, may=Permission.APPLY) for _ in range(2))
            memos.keep_of_case(case.id, first.id, by=by, may=Permission.APPLY)
        memos.take_of_talk(make.consultation(by).id, make.MEMO, by=by)
    with desk("sakura") as by:
        first, _ = (memos.take_of_case(seeded.ordered.id, make.MEMO, by=by, may=Permission.REVIEW) for _ in range(2))
        memos.keep_of_case(seeded.ordered.id, first.id, by=by, may=Permission.REVIEW)


def _with_people(application: Application, by: Actor) -> None:
    """Who stands beside the applicant, and one of the household who says no after having agreed."""
    for _ in range(2):
        party = applications.add_party(application.id, make.party_facts(), by=by)
        applications.give_consent(application.id, party.id, by=by)
    wife = application.members.get(relation="wife", removed_at__isnull=True)
    applications.refuse_consent(application.id, wife.id, {"reason": "own_papers", "note": ""}, by=by)
    sheet = Sheet({"WAGE": 180_000, "FOOD": 40_000}, {"TAX": 12_000})
    applications.save_budget(application.id, sheet, version=budget_mark(budget_of(application)), by=by)
    other = make.draft(by)
    applications.save(other.id, make.request(other), make.household(), version=1, by=by)
    applications.note_duplicate(application.id, other.id, "again", by=by, may=Permission.APPLY)


def _returned_once(desk: "_Desks") -> Application:
    """Sent back once, with another household when it comes again: the office sees that history too."""
    application = make.received(desk)
    with desk("sakura") as by:
        review.return_case(application.id, make.RETURN, by=by)
    with desk("aoba") as by:
        make.answer(application, by)
        application = applications.reopen(application.id, by=by)
        facts = make.request(application)
        applications.save(application.id, facts, make.household(), version=application.version, by=by)
        _with_people(application, by)
        make.consents(application, by=by)
        _on_paper(application, by)
        make.check_papers(by)
        applications.hand_over(application.id, desk.people["wakaba"].person_id, "休暇のため", by=by)
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "補正しました。"}, by=by)
    with desk("wakaba") as by:
        application = applications.forward(application.id, by=by)
    _kept_off(desk, application)
    _talked_over(desk, application)
    return application


def _on_paper(application: Application, by: Actor) -> None:
    """What was seen and given back, what stands on paper, and a paper of another kind than it was registered as."""
    for kind in ("LICENCE", "RESIDENCE_CARD", "PENSION_BOOK"):
        seen.see(application.id, kind, {"said": "住所が申込書と同じ", "issued_on": None}, by=by)
    documents.add(application.id, "ACCOUNT", make.photo(), by=by)
    make.paper(application, "CONSENT_PAPER", by=by, consent=_agreed(application))
    taken_back = seen.see(application.id, "OTHER", {"said": "見誤り", "issued_on": None}, by=by)
    seen.take_back_sighting(application.id, taken_back.id, by=by)
    for _ in range(2):
        seen.report(application.id, make.commissioner(), by=by)
    origins.of_talk(application.consultation_id, make.on_paper(), by=by)
    for _ in range(3):
        origin = origins.of_case(application.id, make.on_paper(form="application"), by=by)
    origins.take_back(application.consultation_id, origin.id, by=by)
    paper = make.paper(application, "OTHER", by=by)
    documents.remove(application.id, make.paper(application, "OTHER", by=by).id, by=by)
    seen.retype(application.id, paper.id, {"after": "REASON_PROOF", "reason": "取り違え", "issued_on": None}, by=by)


def _agreed(application: Application) -> UUID:
    return application.consents.filter(withdrawn_at__isnull=True).values_list("pk", flat=True)[0]


def _talked_over(desk: "_Desks", application: Application) -> None:
    """Everybody who may has written and read; a request is answered, and one waits."""
    for name in ("aoba", "wakaba", "sakura", "momiji"):
        with desk(name) as by:
            _speak(application, by, others=[person for person in desk.people.values() if person != by])
    with desk("sakura") as by:
        review.receive(application.id, by=by)
        asked = [talk.ask_correction(application.id, make.CORRECTION, by=by) for _ in range(2)]
    with desk("aoba") as by:
        talk.answer_correction(application.id, asked[0].id, "確かめました。", by=by)


def _speak(application: Application, by: Actor, others: Sequence[Actor]) -> None:
    people = {each.staff_id for each in talkers(application.id)}
    mentioned = [each.person_id for each in others if each.staff_id in people]
    talk.write_message(application.id, {"text": "連絡", "place": "", "mentioned": mentioned}, by=by)
    own = [each.person_id for each in others if each.staff_id in people and side_of(each) == side_of(by)]
    talk.write_note(application.id, {"text": "内部メモ", "place": "", "mentioned": own}, by=by)
    talk.mark_read(application, by=by)
    choose({"is_wanted": True, "address": "soudan@example.jp"}, by=by)


def _kept_off(desk: "_Desks", application: Application) -> None:
    """By two of the office; one of them is let back."""
    for name in ("momiji", "kaede"):
        with desk(name) as by:
            recusals.recuse(application.id, "RELATIVE", by=by, may=Permission.SIGN)
    with desk("sakura") as by:
        lifted = application.recusals.get(staff_id=desk.people["momiji"].person_id)
        recusals.lift(application.id, lifted.pk, by=by, may=Permission.REVIEW)


def _ordered(desk: "_Desks") -> Application:
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)
    return application


def _pushed(desk: "_Desks") -> Application:
    application = make.decided(desk)
    with seated(desk.bed, system_of(application.prefecture_id)):
        prepare(Decision.objects.select_related("application").get(application=application))
    return application


class _Desks:
    """Everybody whom a case of one council meets, newly employed."""

    def __init__(self, bed: Bed, council: str) -> None:
        self.bed = bed
        self.people = {name: employed(f"{name}-{council}", kind, council) for name, kind in PARTS.items()}

    @contextmanager
    def __call__(self, name: str) -> Iterator[Actor]:
        with seated(self.bed, self.people[name]):
            yield self.people[name]


def employed(username: str, kind: PostKind, place: str) -> Actor:
    """At this council, or at the one over it where the post is of the office."""
    is_municipal = kind in (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF)
    council = Council.objects.get(pk=place if is_municipal else PREFECTURES.get(place, place))
    staff = Staff.objects.create(
        username=username, name=f"架空 {kind.label}", council=council, council_kind=council.kind
    )
    access.grant_post(Post.objects.create(staff=staff, council=council, kind=kind, since=SINCE))
    return Actor(staff.pk, staff.name, kind, council.pk, council.prefecture_id)
