import random

from hypothesis import given
from hypothesis import strategies as st

from councils.numbers import check_digit, is_my_number, my_numbers_in

# Made here and not of any person: eleven digits and the digit that the rule gives them, then one beside it.
ELEVEN = "12345678901"
VALID = ELEVEN + "8"
INVALID = ELEVEN + "9"


def test_check_digit_follows_the_ordinance():
    # 1*2+0*3+9*4+8*5+7*6+6*7 + 5*2+4*3+3*4+2*5+1*6 = 212; 212 mod 11 = 3; 11 - 3 = 8
    assert check_digit(ELEVEN) == 8


def test_check_digit_is_zero_where_the_remainder_is_one_or_less():
    assert check_digit("00000000000") == 0


def test_a_number_with_the_wrong_check_digit_is_none():
    assert is_my_number(VALID)
    assert not is_my_number(INVALID)
    assert my_numbers_in(f"番号 {INVALID}") == []


def test_full_width_digits_and_separators_are_seen_through():
    for written in (
        "１２３４５６７８９０１８",
        "1234-5678-9018",
        "1234 5678 9018",
        "1234　5678ー9018",
        "1234\u200b56789018",
    ):
        assert my_numbers_in(f"本人は{written}です") == [VALID], written


def test_groups_that_stand_before_it_do_not_hide_it():
    assert my_numbers_in("3 1234 5678 9018 2") == [VALID]


def test_a_part_of_a_longer_number_is_none():
    assert my_numbers_in(f"9{VALID}") == []
    assert my_numbers_in(f"{VALID}00") == []


def test_telephone_postal_code_and_amount_are_none():
    assert my_numbers_in("090-1234-5678 〒100-0001 182,000円") == []


def test_several_are_all_named():
    assert my_numbers_in(f"{VALID}、{VALID[:11]}8") == [VALID, VALID]


def test_a_long_text_of_digits_is_read_in_short_time():
    noise = random.Random(1)
    text = " ".join(str(noise.randrange(10)) for _ in range(20_000))

    found = my_numbers_in(text)

    assert all(map(is_my_number, found))


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_a_number_with_one_digit_changed_is_recognised_as_wrong_or_is_another(number):
    eleven = f"{number:011}"

    valid = [eleven + str(last) for last in range(10) if is_my_number(eleven + str(last))]

    assert valid == [eleven + str(check_digit(eleven))]
