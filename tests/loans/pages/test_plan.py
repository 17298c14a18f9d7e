"""The order page: the plan with its reasons, lines left out for a reason, and what is typed of a life history."""

import pytest

from inquiry.desk.models import Order, PlanLine, Subject
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("office")
NO_PROTECTION = {"is_nondisclosure": "no"}


def former_of(answer):
    """The box of the applicant's former address."""
    return next(name for name in typed_in(answer) if name.startswith("former_"))


def test_the_plan_says_who_which_why_and_what_is_left_out(sakura, received):
    words = text_of(sakura.get(received + "order/"))

    assert "地方税関係情報" in words
    assert "今後の収入の見通しと並べて参考にします" in words
    assert "課税証明書" in words
    assert "少額で急ぐ貸付けのため照会しません" in words
    assert "この資金の審査では判断に使わないため" in words


def test_a_line_is_left_out_by_a_reason_of_the_list_alone(sakura, received):
    wrong = sakura.post(received + "order/", {**NO_PROTECTION, "leave_TAX": "JUST_SO"})
    sakura.post(received + "order/", {**NO_PROTECTION, "leave_TAX": "PAPER_AT_HAND"})

    assert refused(wrong, "一覧から選び直してください")
    assert set(PlanLine.objects.filter(kind="TAX").values_list("left_out", flat=True)) == {"PAPER_AT_HAND"}


def test_an_order_without_a_single_line_says_what_else_to_do(sakura, received):
    kinds = ("TAX", "HOUSEHOLD", "ASSISTANCE", "WELFARE_LOAN", "UNEMPLOYMENT")

    answer = sakura.post(received + "order/", {**NO_PROTECTION, **{f"leave_{kind}": "NOT_NEEDED" for kind in kinds}})

    assert refused(answer, "「審査に入る」で理由を入力してください")
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("\n".join(["東京都千代田区見本町1"] * 6), "5行以内"),
        ("見" * 121, "120文字以内"),
        ("東京都千代田区 123456789018", "マイナンバー"),
    ],
)
def test_a_former_address_that_cannot_be_taken_stays_on_the_screen(sakura, received, typed, words):
    box = former_of(sakura.get(received + "order/"))

    answer = sakura.post(received + "order/", {**NO_PROTECTION, box: typed})

    assert refused(answer, words)
    assert not Order.objects.exists()


def test_former_addresses_go_along_a_line_each(sakura, received):
    box = former_of(sakura.get(received + "order/"))

    sakura.post(
        received + "order/", {**NO_PROTECTION, box: "神奈川県横浜市西区見本町１－２\r\n\r\n 東京都世田谷区見本町1 "}
    )

    subject = Subject.objects.get(member_id=box.removeprefix("former_"))
    assert subject.former_addresses == ["神奈川県横浜市西区見本町１－２", "東京都世田谷区見本町1"]
