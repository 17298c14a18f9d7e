import pytest

from councils.refusals import NotFound
from loans.cases.models import SavedFilter
from loans.cases.saved import MOST, NotSaved, TooMany, forget, save, saved_of

pytestmark = pytest.mark.zone("stages")


def test_a_filter_is_kept_by_name_and_the_same_name_again_is_the_new_one(desk):
    with desk("aoba") as by:
        save(by, "desk", " 期限切れ ", "view=overdue")
        save(by, "desk", "期限切れ", "overdue=on")

        assert [(row.label, row.query) for row in saved_of(by, "desk")] == [("期限切れ", "overdue=on")]
        assert saved_of(by, "queue") == []


def test_it_is_ones_own_and_nobody_elses(desk):
    with desk("aoba") as by:
        row = save(by, "desk", "わたしの", "view=mine")

    for other in ("wakaba", "kozue"):
        with desk(other) as by:
            assert not SavedFilter.objects.exists()
            with pytest.raises(NotFound):
                forget(by, row.id)
    with desk("aoba") as by:
        assert forget(by, row.id) == "desk"
        assert saved_of(by, "desk") == []


def test_the_office_keeps_its_own(desk):
    with desk("sakura") as by:
        save(by, "queue", "急ぎ", "overdue=on")
        assert len(saved_of(by, "queue")) == 1
    with desk("momiji") as by:
        assert saved_of(by, "queue") == []


UNSEEN = [("a\x00", ""), ("a\x1b[2J", ""), ("a\nb", ""), ("a\u2028b", ""), ("a\u200b", ""), ("a\u202eb", "")]


@pytest.mark.parametrize(("label", "query"), [("", ""), ("　", ""), ("x" * 31, ""), ("x", "q" * 301), *UNSEEN])
def test_what_has_no_name_or_is_too_long_is_refused(desk, label, query):
    with desk("aoba") as by, pytest.raises(NotSaved):
        save(by, "desk", label, query)


def test_only_so_many_are_kept(desk):
    with desk("aoba") as by:
        for number in range(MOST):
            save(by, "desk", str(number), "view=mine")

        with pytest.raises(TooMany):
            save(by, "desk", "一つ多い", "view=mine")
        assert save(by, "desk", "0", "view=all").query == "view=all"
