"""相談から進達まで. One product through the counter's pages as its people go: by what each page offers next."""

import re
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from config.walk.household import Household
from config.walk.papers import paper
from tests.journeys.nine.hand import Hand
from tests.journeys.nine.ledger import Ledger, same_text
from tests.loans.products import told

STEPS = {"household": "世帯と収入", "troubles": "困りごと", "schemes": "使える制度", "check": "確認"}
CASE = re.compile(r"/cases/[0-9a-f-]{36}/")
MOST_ACTS, PATIENCE_SECONDS = 40, 30
MOST_FIELDS = 60  # 緊急小口資金


@dataclass
class Nine:
    """One case of one product. by: the counsellor; chief: who forwards it; case: its address, once it is there."""

    code: str
    household: Household
    by: Hand
    chief: Hand
    ledger: Ledger = field(default_factory=Ledger)
    case: str = ""

    def walk(self) -> str:
        self.talk()
        self.begin()
        self.apply()
        self.complete()
        self.submit()
        self.forward()
        return self.case

    def enter(self, page: str, told: told.Told, hand: Hand | None = None) -> None:
        for box, values in told.items():
            for value in [values] if isinstance(values, str) else values:
                is_typed = (hand or self.by).enter(box, value)
                several = f"{box}={value}" if not isinstance(values, str) else box
                self.ledger.note(page, several, value, is_typed=is_typed)

    def talk(self) -> None:
        """聞き取り: its first step by keyboard alone, and the connection cut in the middle."""
        by, said = self.by, told.talk(self.code, self.household)
        by.open("/")
        with by.by_keyboard():
            by.follow("/consultations/new/")
            by.look("counter-consultation-form")
            self.enter("talk", said["start"])
            by.press(f"保存して「{STEPS['household']}」へ")
        for step, following in zip(STEPS, [*list(STEPS.values())[1:], ""], strict=True):
            by.look(f"counter-interview-{step}")
            if step == "household":
                self.rows("members-", "いっしょに暮らす方", len(self.household.members) - 1)
            self._said(step, said)
            if following:
                by.press(f"保存して「{following}」へ")

    def _said(self, step: str, said: dict[str, told.Told]) -> None:
        with self.by.cut_off() if step == "troubles" else nullcontext():
            self.enter("talk", said[step])

    def rows(self, prefix: str, noun: str, wanted: int) -> None:
        """As many rows as there is to say."""
        there = {box.split("-")[1] for box, _ in self.by.boxes(prefix) if box.split("-")[1].isdigit()}
        for _ in range(wanted - len(there)):
            self.by.add(noun)

    def begin(self) -> None:
        by = self.by
        assert by.stands("fund") == self.code, "the fund that was wished for is to be chosen again"
        by.press("この資金の申込へ進む")
        if "/apply/" in by.where:  # another journey of this household goes on
            by.look("counter-again")
            self.enter("application", {"again_reason": "前回とは別の事情。"})
            by.press("申込書を作成する")
        [self.case] = CASE.findall(by.where)

    def apply(self) -> None:
        """借入申込書: what the talk was told stands there; what only the form asks for is added."""
        by, more = self.by, told.asked_more(self.code)
        by.look("counter-application")
        self.is_carried()
        self.rows("costs-", "費目", len([box for box in more if box.endswith("-what")]))
        self.enter("application", more)
        self.enter("application", {"statements": [value for _, value in by.boxes("statements")]})
        by.press("申込書を保存する")
        assert by.where == self.case, by.words()
        by.look("counter-case-draft")

    def is_carried(self) -> None:
        """二度聞かない."""
        for box, value in told.carried(self.code, self.household).items():
            stands = self.by.stands(box)
            assert same_text(stands) == same_text(value), f"{self.code} {box}: 「{stands}」, told was 「{value}」"

    def complete(self) -> None:
        """次の対応: one after the other, until nothing is missing."""
        acts = {"consents/": self.consent, "people/": self.people, "papers/new/?for=": self.paper}
        for _ in range(MOST_ACTS):
            lacking = [each.removeprefix(self.case) for each in self.by.links(self.case, within="#next ul")]
            if not lacking:
                break
            unasked = [each for each in lacking if not each.startswith(tuple(acts))]
            assert not unasked, f"{self.code}: the form asks for more: {unasked} {self.by.words()}"
            self._act(lacking[0], acts)
        self.wait_for_papers(self.by)
        self.by.look("counter-case-complete")

    def wait_for_papers(self, hand: Hand) -> None:
        """書類の確認. A page that renews itself is looked at when it has done so."""
        hand.open(self.case)
        end = time.monotonic() + PATIENCE_SECONDS
        while "確認しています" in hand.words() and time.monotonic() < end:
            time.sleep(0.3)
            hand.open(self.case)

    def _act(self, address: str, acts: dict[str, Callable[[], None]]) -> None:
        self.by.follow(self.case + address)
        next(act for beginning, act in acts.items() if address.startswith(beginning))()
        if self.by.where != self.case:
            self.by.follow(self.case)

    def consent(self) -> None:
        """同意: on paper, which is what the page takes for granted; for a minor by the first adult who is offered."""
        by, page = self.by, f"consent {self.by.where}"
        by.look("counter-consent")
        if adults := by.boxes("representative"):
            self.enter(page, {"representative": adults[0][1]})
        self.enter(page, {"agreed": "on"})
        by.press(re.findall(r".+ 様の同意を記録する", by.words())[0].strip())

    def people(self) -> None:
        """加わる人: those of the household are copied."""
        by = self.by
        by.look("counter-people")
        for role in told.ROLES[self.code]:
            by.follow(f"{self.case}people/new/?role={role}")
            beside = by.links("?from=")
            if role == "co_borrower" and beside:
                by.follow(beside[0])
            by.look("counter-party")
            self.enter(role, {box: value for box, value in told.PARTY.items() if not by.stands(box)})
            by.press("登録する")

    def paper(self) -> None:
        """書類: the first kind that answers, of which nothing is blacked out."""
        by = self.by
        if "kind" not in {box for box, _ in by.boxes("kind")}:
            by.look("counter-paper-kinds")
            by.follow(by.links("papers/new/?kind=")[0])
        [(_, kind)] = by.boxes("kind")
        by.refused("書類を登録する", "counter-paper")
        marks = {box: "absent" for box, _ in by.boxes("mark_")}
        self.enter(kind, marks)
        if by.boxes("issued_on"):
            self.enter(kind, {"issued_on": told.ISSUED})
        by.attach("file", f"{kind.lower()}.pdf", paper("IDENTITY"))
        self.ledger.note(kind, "file", kind, is_typed=False)
        by.press("書類を登録する")

    def submit(self) -> None:
        by = self.by
        by.press("申込を受け付ける")
        by.follow(f"{self.case}opinion/")
        by.look("counter-opinion")
        self.enter("opinion", {"verdict": "fit", "text": "一時的な不足であり、償還の見込みがある。"})
        by.press("意見を記録する")
        by.look("counter-case-opinion")

    def forward(self) -> None:
        """進達 by the chief, once the papers have been checked."""
        chief = self.chief
        self.wait_for_papers(chief)
        if chief.links(f"{self.case}forward/"):
            chief.follow(f"{self.case}forward/")
            chief.look("counter-forward")
            self.enter("forward", {"chief_opinion": "内容を確かめました。"}, chief)
        chief.press("都道府県社協へ進達する")
        chief.look("counter-case-forwarded")
        assert "進達済" in chief.words(), chief.words()


def stands_in_queue(office: Hand, case: str) -> bool:
    """未割当: whether the prefecture has the case to take up."""
    office.open("/queue/?view=未割当")
    while not office.links(case):
        further = office.links("after=")
        if not further:
            return False
        office.follow(further[0])
    return True
