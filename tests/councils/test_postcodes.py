"""郵便番号: what the table says, read in a few milliseconds, and what is no code."""

import time

import pytest

from councils.postcodes import place_of


@pytest.mark.parametrize("typed", ["1000001", "100-0001", "〒１００－０００１", "100ー0001"])
def test_however_it_is_typed_it_is_the_same_place(typed):
    place = place_of(typed)

    assert place is not None
    assert (place.address, place.towns) == ("東京都千代田区千代田", ())


def test_a_code_of_several_towns_goes_as_far_as_they_have_in_common():
    place = place_of("452-0961")

    assert place is not None
    assert place.address == "愛知県清須市"
    assert "春日明河原" in place.towns


def test_a_code_of_two_prefectures_begins_no_address():
    place = place_of("618-0000")

    assert place is not None
    assert (place.address, place.towns) == ("", ("京都府乙訓郡大山崎町", "大阪府三島郡島本町"))


@pytest.mark.parametrize(
    "typed", ["", "100", "99999999", "一〇〇〇〇〇一", "10000a1", "9999999", "' OR 1=1", "\x00" * 7]
)
def test_what_is_no_code_has_no_place(typed):
    assert place_of(typed) is None


def test_a_reading_takes_a_few_milliseconds():
    place_of("100-0001")
    began = time.perf_counter()
    for _ in range(20):
        place_of("150-0001")

    assert (time.perf_counter() - began) / 20 < 0.02
