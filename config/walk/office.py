"""The steps of the office, by its reviewer and two ranks."""

import re

from config.walk.browser import PageSaysNo
from config.walk.walk import Walk, case_page, press, sign, wait


def receive(walk: Walk) -> str:
    """県受付."""
    return press(walk, "sakura", "receive")


def order(walk: Walk) -> str:
    """照会依頼."""
    screen = walk.screen("sakura")
    screen.open(case_page(walk) + "order/")
    # A demo walks the same people again, and not always in the same household: then a reason is asked for.
    screen.fill({"is_nondisclosure": "no", "repeat_reason": "OTHER_LOAN"})
    return case_page(walk)


def findings(walk: Walk) -> str:
    """照会結果: codes on the slip, beside the declaration."""
    screen = walk.screen("sakura")
    wait(lambda: "市町村民税非課税" in screen.open(case_page(walk)) and "照会完了" in screen.page, "the findings")
    return case_page(walk) + "#findings"


def review(walk: Walk) -> str:
    """審査と起案."""
    press(walk, "sakura", "take-up")
    screen = walk.screen("sakura")
    screen.open(case_page(walk) + "proposal/")
    screen.fill(
        {
            "proposal": "approve",
            "amount_yen": str(walk.amount_yen),
            "grace_months": "2",
            "repayment_months": "12",
            "comment": "非課税世帯。初回給与までの不足で、償還の見込みあり。",
        }
    )
    return case_page(walk) + "#seals"


def sign_first(walk: Walk) -> str:
    """決裁（係長）."""
    return sign(walk, "momiji")


def sign_last(walk: Walk) -> str:
    """決裁（課長）と決定."""
    return sign(walk, "kaede")


def arrive(walk: Walk) -> str:
    """業務システム: its own number comes back onto the case."""
    screen = walk.screen("sakura")

    def has_number() -> bool:
        found = re.search(r'id="legacy-number">\s*([A-Z0-9-]{4,})', screen.open(case_page(walk)))
        walk.legacy_number = found[1] if found else ""
        return bool(found)

    wait(has_number, "the legacy system's number")
    return case_page(walk) + "#push"


def letters(walk: Walk) -> str:
    """決定通知書と償還計画表."""
    for username in ("aoba", "sakura"):
        for name in ("notice", "plan"):
            if not walk.screen(username).download(case_page(walk) + f"letters/{name}.pdf").startswith(b"%PDF-"):
                raise PageSaysNo("no PDF")
    return case_page(walk) + "letters/notice.pdf"
