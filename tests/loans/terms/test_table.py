"""償還計画表: what `manage.py repayment_schedule` prints, from a file and from a single loan."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from loans.terms.table import ASKED, COLUMNS

EXAMPLES = Path(__file__).with_name("schedule_examples.csv")


def printed(*words: str, **options) -> str:
    told = io.StringIO()
    call_command("repayment_schedule", *words, stdout=told, **options)
    return told.getvalue()


def written(folder: Path, *lines: str, columns=ASKED) -> str:
    file = folder / "loans.csv"
    file.write_text("\n".join((",".join(columns), *lines)), encoding="utf-8-sig")
    return str(file)


def test_the_worked_schedules_come_out_letter_by_letter():
    assert printed(str(EXAMPLES)).splitlines() == EXAMPLES.read_text(encoding="utf-8").splitlines()


def test_a_single_loan_in_full_width_digits_comes_out():
    table = printed(principal="５００，０００", months="３６", rate="０．０１５").splitlines()

    assert table[0].split(",") == list(COLUMNS)
    assert table[1] == ",,500000,36,0.015,1,36,13880,625,14505,14487,14200,17,14217,11552,511552"


def test_a_loan_of_one_instalment_has_it_as_its_second_and_last(tmp_path):
    [_, row] = printed(principal="100000", months="1").splitlines()

    assert row == ",,100000,1,0,1,1,100000,0,100000,100000,100000,0,100000,0,100000"


def test_a_figure_that_stands_wrong_in_the_file_is_named(tmp_path):
    lines = EXAMPLES.read_text(encoding="utf-8").replace(",14487,", ",14488,").splitlines()

    with pytest.raises(CommandError, match=r"FUKUSHI_IDO_50_M36_N: pay2_total 14487 \(14488\)"):
        printed(written(tmp_path, *lines[1:], columns=COLUMNS))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("X,福祉費,50万,36,0.015,1", "2行目のprincipal"),
        ("X,福祉費,-1,36,0.015,1", "2行目のprincipal"),
        ("X,福祉費,500000,,0.015,1", "2行目のterm_months"),
        ("X,福祉費,500000", "2行目のterm_months"),
        ("X,福祉費,500000,36,1.5%,1", "2行目のannual_rate"),
        ("X,福祉費,500000,36,15,1", "2行目のannual_rate"),
        ("X,福祉費,500000,36,NaN,1", "2行目のannual_rate"),
        ("X,福祉費,500000,36,0.015,0", "割り切れる"),
        ("X,福祉費,500000,36,0.015,5", "割り切れる"),
        ("X,福祉費,5,36,0.015,1", "小さすぎます"),
        (f"X,福祉費,{'9' * 5000},36,0,1", "2行目のprincipal"),
    ],
)
def test_what_is_no_loan_is_refused_by_its_line(tmp_path, line, named):
    with pytest.raises(CommandError, match=named):
        printed(written(tmp_path, line))


@pytest.mark.parametrize("content", [b"", b"\x82\xa0\xff\n", b"case_id,product\nX,Y\n"])
def test_a_file_that_is_no_such_table_is_refused(tmp_path, content):
    file = tmp_path / "loans.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=r"列がありません|読めません"):
        printed(str(file))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="読めません"):
        printed(str(tmp_path / "nowhere.csv"))
