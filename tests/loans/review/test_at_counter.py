"""窓口に見せる照会結果: as the counter's own login, nothing but what the prefecture has decided, of its own cases."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from councils.models import Setting
from inquiry import gateway
from inquiry.desk.models import Finding, Order, Subject, Withdrawal
from inquiry.gateway import FindingCode, Verdict
from loans.review.shown import counter_lines, finding_lines, inquiry_panel
from tests import make
from tests.loans.review.test_propose import in_inquiry

pytestmark = pytest.mark.zone("stages")
TOKYO, KANAGAWA = "130001", "140007"
VERSION = "INCOME_LIMIT-1"


def told(application, code, verdict, withdrawn_before=0):
    """As the gate's worker tells it."""
    order = Order.objects.filter(case_id=application.id).latest("written_at")
    facts = {"prefecture_id": order.prefecture_id, "case_id": application.id, "order_id": order.id}
    said = {"code": code, "verdict": verdict, "withdrawn_before": withdrawn_before}
    Finding.objects.create(**facts, **said, rule_version=VERSION)


def undone(application, number):
    """The link of one member, as the gate's worker tells it."""
    subject = Subject.objects.filter(order__case_id=application.id).first()
    facts = {"prefecture_id": subject.prefecture_id, "case_id": application.id, "order_id": subject.order_id}
    Withdrawal.objects.create(**facts, member_id=subject.member_id, number=number, reason="UNLINKED")


def decided(code, value, *, prefecture=TOKYO, since="2026-04-01", is_confirmed=True):
    """県の設定, past all walls."""
    confirmed = {"confirmed_by_id": 2, "confirmed_at": timezone.now()} if is_confirmed else {}
    kind = "flag" if isinstance(value, bool) else "count"
    facts = {"name": f"findings.at_counter.{code}", "kind": kind, "value": value, "since": since}
    Setting.objects.create(prefecture_id=prefecture, reason="見本", proposed_by_id=1, **facts, **confirmed)


def seen(desk, application, who="aoba"):
    with desk(who):
        return {(each.code.value, each.words) for each in gateway.findings_at_counter(application.id)}


@pytest.fixture
def application(desk):
    asked = in_inquiry(desk)
    for code, verdict in (
        ("INCOME_LIMIT", "NEAR"),
        ("PUBLIC_ASSISTANCE", "DOES_NOT_APPLY"),
        ("OLD_COPY", "NEEDS_CHECK"),
    ):
        told(asked, code, verdict)
    return asked


def test_without_a_decision_the_counter_is_given_nothing(desk, application):
    assert seen(desk, application) == set()


def test_what_is_decided_is_shown_and_nothing_beside_it(desk, application):
    decided("PUBLIC_ASSISTANCE", value=True)

    assert seen(desk, application) == {("PUBLIC_ASSISTANCE", "非該当")}


@pytest.mark.parametrize(
    "decision",
    [
        {"value": False},
        {"value": True, "is_confirmed": False},
        {"value": True, "since": "2099-01-01"},
        {"value": True, "prefecture": KANAGAWA},
    ],
    ids=str,
)
def test_what_is_not_decided_here_and_now_is_not_shown(desk, application, decision):
    decided("PUBLIC_ASSISTANCE", **decision)

    assert seen(desk, application) == set()


def test_a_later_no_takes_it_back(desk, application):
    decided("PUBLIC_ASSISTANCE", value=True)
    decided("PUBLIC_ASSISTANCE", value=False, since="2026-05-01")

    assert seen(desk, application) == set()


@pytest.mark.parametrize(
    ("value", "verdict", "shown"),
    [
        (1, "NEAR", {("INCOME_LIMIT", "基準に近接")}),
        (1, "WITHIN", set()),
        (1, "OVER", set()),
        (1, "NEEDS_CHECK", set()),
        (2, "OVER", {("INCOME_LIMIT", "基準を超過")}),
        (2, "NEEDS_CHECK", {("INCOME_LIMIT", "追加書類が必要")}),
        (0, "NEAR", set()),
    ],
)
def test_the_signal_alone_says_near_and_never_on_which_side(desk, value, verdict, shown):
    application = in_inquiry(desk)
    told(application, "INCOME_LIMIT", verdict)
    decided("INCOME_LIMIT", value=value)

    assert seen(desk, application) == shown


def test_a_refusal_of_a_provider_reads_like_any_paper_that_is_needed(desk, application):
    decided("OLD_COPY", value=True)

    assert seen(desk, application) == {("OLD_COPY", "追加書類が必要")}
    assert gateway.CounterFinding(FindingCode.PUBLIC_ASSISTANCE, Verdict.NEEDS_CHECK, None).words == "追加書類が必要"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, {("PUBLIC_ASSISTANCE", "未確認：紐付けを取り消しました")}), (False, set())],
)
def test_what_was_told_through_an_undone_link_reads_open_where_it_may_be_seen(desk, application, value, shown):
    decided("PUBLIC_ASSISTANCE", value=value)
    undone(application, 1)

    assert seen(desk, application) == shown
    with desk("aoba"):
        assert [line.is_undone for line in counter_lines(application)] == [True] * len(shown)


def test_what_was_told_anew_stands_and_an_old_message_that_comes_late_does_not(desk, application):
    decided("PUBLIC_ASSISTANCE", value=True)
    undone(application, 1)
    told(application, "PUBLIC_ASSISTANCE", "APPLIES", withdrawn_before=1)

    with desk("sakura"):
        [line] = [each for each in finding_lines(application) if each.item == "生活保護の受給"]

    assert seen(desk, application) == {("PUBLIC_ASSISTANCE", "該当")}
    assert line.verdict == "該当"


def test_the_office_says_so_politely_and_compares_nothing_with_it(desk, application):
    undone(application, 1)

    with desk("sakura"):
        panel = inquiry_panel(application)

    assert {(line.verdict, line.beside) for line in panel.lines} == {("未確認：紐付けを取り消しました", "未確認")}
    assert "判断には使わないでください" in panel.undone
    assert all("本人特定をやり直しています" in line.ground for line in panel.lines)


def test_another_council_is_given_nothing(desk, application):
    decided("PUBLIC_ASSISTANCE", value=True)

    assert seen(desk, application, "kozue") == set()


def test_the_office_has_no_such_function(desk, application):
    denied = pytest.raises(DatabaseError, match="permission denied")

    with desk("sakura"), denied, transaction.atomic():
        gateway.findings_at_counter(application.id)


def test_of_an_earlier_order_nothing_is_given(desk, application):
    decided("PUBLIC_ASSISTANCE", value=True)
    first = Order.objects.get(case_id=application.id)
    again = {name: getattr(first, name) for name in ("prefecture_id", "case_id", "reference", "purpose", "legal_basis")}
    Order.objects.create(**again, ordered_by=1, ordered_name="見本", written_at=timezone.now() + timedelta(days=1))

    assert seen(desk, application) == set()


@pytest.mark.parametrize("table", ["finding", "progress", "order", "subject"])
def test_the_counter_reads_no_table_of_the_slip(desk, application, table):
    denied = pytest.raises(DatabaseError, match="permission denied")

    with desk("aoba"), denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM inquiry_desk_{table}")


def test_the_case_page_lists_what_may_be_seen(desk, application):
    decided("PUBLIC_ASSISTANCE", value=True)

    with desk("aoba"):
        [line] = counter_lines(application)

    assert (line.item, line.who, line.words) == ("生活保護の受給", "世帯", "非該当")


def test_what_was_told_before_a_return_is_not_shown(desk):
    application = make.received(desk)
    decided("PUBLIC_ASSISTANCE", value=True)

    with desk("aoba"):
        assert counter_lines(application) == []
