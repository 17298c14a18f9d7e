"""決定の文書: 貸付決定通知書 and 償還計画表 say what was decided, on paper that can be archived."""

from __future__ import annotations

import io
import re
import subprocess
import time
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pikepdf
import pytest

from councils.papers.letter import Addressee, Check, Contact, Envelope, Head, facts_of
from councils.papers.rendering import render
from loans.decision.letters import TEMPLATES, Lending, facts_for_notice, facts_for_plan
from loans.terms.facts import GraceFrom
from loans.terms.schedule import Method, dated, plan

STAMP = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=9)))
NAMES = ["髙橋 花子", "𠮷田 太郎", "山﨑 一郎", "濵田 京子"]
PAPERS = (
    Check("借用書（自署）", is_needed=True),
    Check("重要事項説明書（確認の署名）", is_needed=True),
    Check("振込先の通帳またはキャッシュカードの写し", is_needed=True),
    Check("連帯保証人の印鑑登録証明書", is_needed=False),
)


def envelope(name: str = "髙橋 花子") -> Envelope:
    return Envelope(
        number="架空社協貸第123号",
        dated_on=date(2026, 11, 21),
        receipt_number="R8-130001-000123",
        head=Head("架空県社会福祉協議会", "会長", "見本 一郎", "100-0001", "架空県見本市中央1丁目2番3号"),
        addressee=Addressee("100-0001", "架空県見本市本町4丁目5番6号", name),
        contact=Contact("見本市社会福祉協議会 貸付担当", "00-0000-0000", "平日 8時30分から17時15分まで"),
    )


def lending(amount: int = 100_000, *, months: int = 12, rate: str = "0", every: int = 1) -> Lending:
    instalments = plan(amount, months=months, every=every, annual_rate=Decimal(rate))
    return Lending(
        fund="福祉資金",
        product="緊急小口資金",
        applied_on=date(2026, 11, 10),
        requested_yen=amount,
        amount_yen=amount,
        annual_rate=Decimal(rate),
        late_rate=Decimal("0.03"),
        has_guarantor=False,
        planned_on=date(2026, 12, 1),
        grace_months=2,
        repayment_months=months,
        every=every,
        method=Method.LEVEL_PRINCIPAL,
        instalments=dated(instalments, paid_on=date(2026, 12, 1), grace_months=2, every=every),
    )


def notice(of: Lending, name: str = "髙橋 花子") -> bytes:
    facts = facts_for_notice(envelope(name), of, papers=PAPERS, papers_due_on=date(2026, 12, 11))
    return render("decision_notice", facts_of(facts), folder=TEMPLATES, stamp=STAMP)


def plan_table(of: Lending, name: str = "髙橋 花子") -> bytes:
    return render("repayment_plan", facts_of(facts_for_plan(envelope(name), of)), folder=TEMPLATES, stamp=STAMP)


def asked(tool: str, pdf: bytes, tmp_path) -> str:
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(pdf)
    output = ["-"] if tool.startswith("pdftotext") else []
    return subprocess.run([*tool.split(), paper, *output], capture_output=True, check=True).stdout.decode()


def printed(pdf: bytes, tmp_path) -> str:
    return re.sub(r"\s", "", asked("pdftotext -raw", pdf, tmp_path))


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("letter", [notice, plan_table])
def test_names_are_printed_as_registered(letter, name, tmp_path):
    assert f"{name.replace(' ', '')}様" in printed(letter(lending(), name), tmp_path)


@pytest.mark.parametrize(
    "fact",
    [
        "架空社協貸第123号",
        "令和8年11月21日",
        "R8-130001-000123",
        "架空県社会福祉協議会",
        "金100,000円",
        "福祉資金緊急小口資金",
        "2か月（交付した月の翌月から）",
        "12か月（据置期間の後）",
        "8,330円（最終回8,370円）",
        "初回令和9年3月31日最終償還期限令和10年2月29日",
        "無利子",
        "年3％",
        "令和8年12月11日まで",
        "■借用書（自署）",
        "□連帯保証人の印鑑登録証明書",
        "00-0000-0000",
        "1／1",
    ],
)
def test_the_notice_says_what_was_decided(fact, tmp_path):
    assert fact in printed(notice(lending()), tmp_path)


def test_the_notice_tells_the_amount_asked_for_only_where_another_was_decided(tmp_path):
    reduced = replace(lending(), requested_yen=120_000)

    assert "お申込額120,000円" in printed(notice(reduced), tmp_path)
    assert "お申込額" not in printed(notice(lending()), tmp_path)


def test_the_notice_of_a_loan_by_the_month_says_month_months_and_total(tmp_path):
    by_month = replace(lending(600_000), monthly_yen=200_000, lending_months=3, grace_from=GraceFrom.LAST_DISBURSEMENT)

    text = printed(notice(by_month), tmp_path)

    for words in ("金600,000円", "200,000円×3か月", "初回交付予定日", "2か月（最後に交付した月の翌月から）"):
        assert words in text


def test_the_notice_of_a_loan_that_is_repaid_at_once_promises_no_plan(tmp_path):
    at_once = replace(
        lending(12_000_000, rate="0.0185"), instalments=(), repayment_months=0, grace_from=GraceFrom.CONTRACT_END
    )

    text = printed(notice(at_once), tmp_path)

    for words in ("2か月（契約が終わった後から）", "据置期間が終わる日までに一括で償還", "年1.85％延滞利子"):
        assert words in text
    assert "償還計画表" not in text


def test_the_plan_lists_every_instalment_and_its_sum(tmp_path):
    text = printed(plan_table(lending(2_500_000, months=84, rate="0.015")), tmp_path)

    assert "令和9年3月31日29,760円3,125円32,885円2,470,240円" in text
    assert "29,920円37円29,957円0円" in text
    assert "合計2,500,000円132,787円2,632,787円" in text


def test_a_plan_over_several_pages_repeats_its_head_and_numbers_its_pages(tmp_path):
    pdf = plan_table(lending(2_500_000, months=84, rate="0.015"))

    text = printed(pdf, tmp_path)

    assert pages(pdf) == 3
    assert text.count("償還期日元金利子償還額残元金") == 3
    assert all(f"{page}／3" in text for page in (1, 2, 3))


@pytest.mark.parametrize("letter", [notice, plan_table])
def test_a_small_loan_takes_one_page_each(letter):
    assert pages(letter(lending())) == 1


@pytest.mark.parametrize("letter", [notice, plan_table])
def test_every_font_is_embedded(letter, tmp_path):
    fonts = asked("pdffonts", letter(lending()), tmp_path).splitlines()[2:]

    assert fonts
    assert all("NotoSansJP" in line and re.search(r"yes +yes +yes", line) for line in fonts)


def test_letters_declare_archive_and_accessibility():
    pdf = notice(lending())

    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
        assert about["dc:title"] == "貸付決定通知書"


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (lending(months=10), "10,000円"),
        (lending(), "8,330円（最終回 8,370円）"),
        (lending(500_000, months=36, rate="0.015"), "初回 14,505円（2回目から償還計画表のとおり）"),
        (lending(months=1), "100,000円"),
    ],
)
def test_the_instalment_is_told_in_one_line(of, words):
    rows = {row.label: row.value for row in facts_for_plan(envelope(), of).rows}

    assert rows["1回の償還額"] == words


def test_rhythm_method_and_guarantor_are_in_words():
    of = replace(lending(4_600_000, months=240, every=6, rate="0.015"), has_guarantor=True, method=Method.ANNUITY)

    facts = facts_for_notice(envelope(), of, papers=PAPERS, papers_due_on=date(2026, 12, 11))

    rows = {row.label: row.value for row in facts.rows}
    assert rows["償還方法"] == "半年賦　元利均等償還　全40回"
    assert rows["貸付利子"] == "年1.5％（据置期間の経過後）"
    assert rows["連帯保証人"] == "あり"


def test_a_warm_letter_takes_milliseconds(capsys):
    of = lending()
    notice(of)

    started = time.perf_counter()
    for number in range(10):  # another borrower each time: Typst remembers what it has seen
        notice(of, f"見本 花子{number}")
    each = (time.perf_counter() - started) * 100

    with capsys.disabled():
        print(f"\n貸付決定通知書, warm: {each:.1f} ms")
    assert each < 500
