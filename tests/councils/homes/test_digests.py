import pytest

from councils.homes.digests import digest_of

HOME = digest_of("100-0000", "東京都千代田区見本町三丁目12番5号架空ハイツ203号")


@pytest.mark.parametrize(
    "written",
    ["千代田区見本町3-12-5-203", "見本町３－１２－５　２０３", "東京都千代田区見本町三丁目十二番五号 架空ハイツ203"],
)
def test_one_home_is_one_digest_however_it_is_written(written):
    assert digest_of("〒１０００００００"[:8], written) == HOME
    assert digest_of("1000000", written) == HOME


@pytest.mark.parametrize("written", ["千代田区見本町3-12-6-203", "千代田区見本町3-12-5", "千代田区見本町3-125-203", ""])
def test_another_home_is_another(written):
    assert digest_of("100-0000", written) != HOME


def test_another_zone_has_another_digest(settings):
    settings.SECRET_KEY = "of another zone"

    assert digest_of("100-0000", "東京都千代田区見本町三丁目12番5号架空ハイツ203号") != HOME
