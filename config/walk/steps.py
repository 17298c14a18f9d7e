"""The steps of one case, each by the person whose step it is. A step leaves what the next one needs on the walk."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from config.demo import Account
from config.walk.browser import PageSaysNo, Screen
from config.walk.household import Household, ask_household, typed_in
from config.walk.papers import paper

AMOUNT_YEN = 80_000
PAPERS = ("IDENTITY", "REASON_PROOF", "AMOUNT_PROOF", "ACCOUNT")
PATIENCE_SECONDS = 60
ZONE_OF_POST = {"inquiry_officer": "gate"}


@dataclass
class Walk:
    """One case on its way. ready is the content of run.json."""

    ready: dict[str, Any]
    amount_yen: int = AMOUNT_YEN
    case_id: str = ""
    consultation_id: str = ""
    order_id: str = ""
    receipt_number: str = ""
    legacy_number: str = ""
    household: Household = field(default_factory=lambda: Household("", "", ()))
    screens: dict[str, Screen] = field(default_factory=dict)

    def screen(self, username: str) -> Screen:
        """The browser of a member of staff, signed in at the first use."""
        if username not in self.screens:
            [row] = [each for each in self.ready["accounts"] if each["username"] == username]
            self.screens[username] = Screen(self.ready[row["zone"]], Account(**row))
            self.screens[username].sign_in()
        return self.screens[username]


@dataclass(frozen=True)
class Step:
    """name in the words of the field; take does it and answers the address where one can see it."""

    name: str
    who: str
    take: Callable[[Walk], str]


def consult(walk: Walk) -> str:
    """相談."""
    walk.household = ask_household(walk.ready["standins"]["resident"], prefecture="東京都", municipality="千代田区")
    applicant = walk.household.applicant
    screen = walk.screen("aoba")
    screen.open("/consultations/new/")
    screen.fill(
        {
            "came_on": "令和8年11月2日",
            "client_name": applicant["name"],
            "client_kana": applicant["kana"],
            "client_phone": "０９０－００００－１２３４",
            "topics": ["income", "work"],
            "gist": "勤務先が変わり、初回の給与まで生活費が足りない。",
            "other_schemes": "住居確保給付金は対象外。自立相談支援機関を案内済み。",
        }
    )
    walk.consultation_id = _id_in(screen.address)
    return screen.address


def apply(walk: Walk) -> str:
    """申込書."""
    screen = walk.screen("aoba")
    start = f"/consultations/{walk.consultation_id}/apply/"
    screen.open(f"/consultations/{walk.consultation_id}/")
    screen.fill({}, action=start)
    walk.case_id = _id_in(screen.address)
    screen.open(_case(walk) + "application/")
    screen.fill(
        {
            **typed_in(walk.household),
            "reason": "WAITING_BENEFIT",
            "reason_text": "初回の給与が支給されるまでの生活費として。",
            "amount_yen": f"{walk.amount_yen:,}円",
            "outlook": "来月25日から、月18万円ほどの給与が支給される見込み。",
            "grace_months": "２",
            "repayment_months": "１２",
            "bank_name": "見本銀行",
            "bank_branch": "架空支店",
            "account_number": "0000001",
            "account_holder_kana": walk.household.applicant["kana"],
            "statements": re.findall(r'name="statements"[^>]*value="([^"]+)"', screen.page)
            or re.findall(r'value="([A-Z_]+@\d+)"', screen.page),
        }
    )
    [walk.receipt_number, *_] = re.findall(r"\d{6}-R\d+-\d{5}", screen.page)
    return _case(walk)


def consents(walk: Walk) -> str:
    """同意."""
    screen = walk.screen("aoba")
    page = screen.open(_case(walk))
    for action in re.findall(r'action="(/cases/[0-9a-f-]+/consents/[0-9a-f-]+/)"', page):
        screen.fill({}, action=action)
    return _case(walk)


def papers(walk: Walk) -> str:
    """書類."""
    screen = walk.screen("aoba")
    for kind in PAPERS:
        screen.open(_case(walk) + "papers/new/")
        screen.fill({"kind": kind}, files={"file": (f"{kind.lower()}.pdf", paper(kind), "application/pdf")})
    return _case(walk) + "#papers"


def submit(walk: Walk) -> str:
    """受付."""
    return _press(walk, "aoba", "submit")


def opine(walk: Walk) -> str:
    """市区町村社協の意見."""
    screen = walk.screen("aoba")
    screen.open(_case(walk) + "opinion/")
    screen.fill({"verdict": "fit", "text": "初回給与までの一時的な不足であり、償還の見込みがある。"})
    return _case(walk)


def forward(walk: Walk) -> str:
    """進達."""
    return _press(walk, "wakaba", "forward")


def receive(walk: Walk) -> str:
    """県受付."""
    return _press(walk, "sakura", "receive")


def order(walk: Walk) -> str:
    """照会依頼."""
    return _press(walk, "sakura", "order")


def identify(walk: Walk) -> str:
    """本人特定: by the gate's worker; the officer waits until everybody is linked."""
    number = _prefectural_number(walk)
    screen = walk.screen("shirabe")

    def is_there() -> bool:
        rows = [row for row in screen.open("/").split("<tr") if number in row]
        links = re.findall(r"/orders/([0-9a-f-]{36})/", rows[0]) if rows else []
        walk.order_id = links[0] if links else ""
        return bool(links)

    _wait(is_there, "the order at the gate")
    _wait(lambda: "本人特定済み" in screen.open(_order(walk)) and "本人特定待ち" not in screen.page, "the links")
    return _order(walk)


def ask(walk: Walk) -> str:
    """一括照会: one click asks every kind for every member."""
    screen = walk.screen("shirabe")
    screen.open(_order(walk))
    screen.fill({}, action=_order(walk) + "ask/")
    _wait(lambda: "照会完了" in screen.open(_order(walk)), "the answers")
    return _order(walk)


def look(walk: Walk) -> str:
    """回答の閲覧: by a committed intent, for 60 seconds."""
    screen = walk.screen("shirabe")
    page = screen.open(_order(walk))
    [action, *_] = re.findall(r'action="(/persons/[0-9a-f-]{36}/answers/)"', page)
    screen.fill({}, action=action)
    if "/looks/" not in screen.address:
        raise PageSaysNo(f"no look at {screen.address}")
    return _order(walk)


def findings(walk: Walk) -> str:
    """照会結果: codes on the slip, beside the declaration."""
    screen = walk.screen("sakura")
    _wait(lambda: "市町村民税非課税" in screen.open(_case(walk)) and "照会完了" in screen.page, "the findings")
    return _case(walk) + "#findings"


def review(walk: Walk) -> str:
    """審査と起案."""
    _press(walk, "sakura", "take-up")
    screen = walk.screen("sakura")
    screen.open(_case(walk) + "proposal/")
    screen.fill(
        {
            "proposal": "approve",
            "amount_yen": str(walk.amount_yen),
            "grace_months": "2",
            "repayment_months": "12",
            "comment": "非課税世帯。初回給与までの不足で、償還の見込みあり。",
        }
    )
    return _case(walk) + "#seals"


def sign_first(walk: Walk) -> str:
    """決裁（係長）."""
    return _sign(walk, "momiji")


def sign_last(walk: Walk) -> str:
    """決裁（課長）と決定."""
    return _sign(walk, "kaede")


def arrive(walk: Walk) -> str:
    """業務システム: its own number comes back onto the case."""
    screen = walk.screen("sakura")

    def has_number() -> bool:
        found = re.search(r'id="legacy-number">\s*([A-Z0-9-]{4,})', screen.open(_case(walk)))
        walk.legacy_number = found[1] if found else ""
        return bool(found)

    _wait(has_number, "the legacy system's number")
    return _case(walk) + "#push"


def letters(walk: Walk) -> str:
    """決定通知書と償還計画表."""
    for username in ("aoba", "sakura"):
        for name in ("notice", "plan"):
            if not walk.screen(username).download(_case(walk) + f"letters/{name}.pdf").startswith(b"%PDF-"):
                raise PageSaysNo("no PDF")
    return _case(walk) + "letters/notice.pdf"


def destroy(walk: Walk) -> str:
    """番号の廃棄: the closing reaches the gate, and the numbers are destroyed."""
    screen = walk.screen("shirabe")
    _wait(lambda: "番号廃棄済み" in screen.open(_order(walk)), "the numbers' end")
    return _order(walk)


STEPS = (
    Step("相談を記録", "aoba", consult),
    Step("借入申込書を作成", "aoba", apply),
    Step("世帯の成年全員の同意を確認", "aoba", consents),
    Step("書類を登録", "aoba", papers),
    Step("申込を受付", "aoba", submit),
    Step("市区町村社協の意見", "aoba", opine),
    Step("進達", "wakaba", forward),
    Step("県社協が受付", "sakura", receive),
    Step("情報照会を依頼", "sakura", order),
    Step("本人特定", "shirabe", identify),
    Step("全員に一括照会", "shirabe", ask),
    Step("回答を閲覧（閲覧の記録が先）", "shirabe", look),
    Step("照会結果が届く", "sakura", findings),
    Step("審査・起案", "sakura", review),
    Step("決裁（係長）", "momiji", sign_first),
    Step("決裁（課長）・決定", "kaede", sign_last),
    Step("業務システムの番号が届く", "sakura", arrive),
    Step("決定通知書・償還計画表", "aoba", letters),
    Step("個人番号の廃棄", "shirabe", destroy),
)


def _press(walk: Walk, username: str, verb: str) -> str:
    screen = walk.screen(username)
    screen.open(_case(walk))
    screen.fill({}, action=f"{_case(walk)}{verb}/")
    return _case(walk)


def _sign(walk: Walk, username: str) -> str:
    screen = walk.screen(username)
    screen.open(_case(walk) + "sign/")
    screen.fill({"comment": "起案のとおり。"})
    return _case(walk) + "#seals"


def _case(walk: Walk) -> str:
    return f"/cases/{walk.case_id}/"


def _order(walk: Walk) -> str:
    return f"/orders/{walk.order_id}/"


def _prefectural_number(walk: Walk) -> str:
    page = walk.screen("sakura").open(_case(walk))
    [number, *_] = re.findall(r"\d{2}-R\d+-[A-Z_]+-\d{5}", page)
    return str(number)


def _id_in(address: str) -> str:
    [found, *_] = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)
    return str(found)


def _wait(is_so: Callable[[], bool], what: str) -> None:
    """Asks again until it is so; a zone that is down for a moment is asked again too. Raises PageSaysNo."""
    last = ""
    for pause in _pauses():
        try:
            if is_so():
                return
        except (PageSaysNo, httpx.TransportError) as trouble:
            last = f" ({trouble})"
        time.sleep(pause)
    raise PageSaysNo(f"waited {PATIENCE_SECONDS} s for {what}{last}")


def _pauses() -> Iterator[float]:
    end = time.monotonic() + PATIENCE_SECONDS
    pause = 0.05
    while time.monotonic() < end:
        yield pause
        pause = min(pause * 1.5, 0.5)
