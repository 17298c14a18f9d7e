import pytest

from inquiry.reading.words import _fiscal_year
from inquiry.sources.answers import Empty, Given


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        (Given(2026), "令和8年度"),
        (Given(2019), "平成31年度"),
        (Given(0), "0年度"),
        (Given(99_999), "99999年度"),
        (Empty("NotAcceptable"), "値なし（提供元に登録がありません）"),
    ],
    ids=str,
)
def test_a_fiscal_year_is_named_for_the_era_it_begins_in(item, shown):
    assert _fiscal_year(item) == shown
