from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
import tink

from inquiry.vault.crypto import Cell, case_box, new_case_key, rewrapped
from inquiry.vault.keysets import KeysetExposed, KeysetMissing, destroy_keyset, keysets_of, make_keyset

TOKYO, KANAGAWA = "130001", "140007"
FIRST, SECOND = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture(autouse=True)
def keysets(settings, tmp_path):
    settings.KEYSETS_DIR = str(tmp_path / "keysets")
    make_keyset(TOKYO, FIRST)
    make_keyset(KANAGAWA, FIRST)
    return tmp_path / "keysets"


@pytest.fixture
def cell():
    return Cell(TOKYO, "inquiry_vault_sealed", "ciphertext", uuid4(), uuid4())


def box():
    case_id = uuid4()
    return case_box(TOKYO, case_id, new_case_key(TOKYO, case_id).wrapped)


def test_a_value_opens_in_its_own_cell(cell):
    case = box()

    assert case.open(case.seal(b"430000", cell), cell) == b"430000"


@pytest.mark.parametrize("part", ["prefecture_id", "table", "column", "row", "subject"])
def test_a_ciphertext_moved_to_another_cell_does_not_open(cell, part):
    case = box()
    ciphertext = case.seal(b"430000", cell)
    other = KANAGAWA if part == "prefecture_id" else uuid4() if part in ("row", "subject") else "another"

    with pytest.raises(tink.TinkError):
        case.open(ciphertext, replace(cell, **{part: other}))


def test_a_value_does_not_open_with_the_key_of_another_case(cell):
    ciphertext = box().seal(b"430000", cell)

    with pytest.raises(tink.TinkError):
        box().open(ciphertext, cell)


def test_a_case_key_moved_to_another_case_or_prefecture_does_not_open():
    case_id = uuid4()
    wrapped = new_case_key(TOKYO, case_id).wrapped

    with pytest.raises(tink.TinkError):
        case_box(TOKYO, uuid4(), wrapped)
    with pytest.raises(tink.TinkError):
        case_box(KANAGAWA, case_id, wrapped)


def test_a_keyset_is_made_once_for_its_owner_alone(keysets):
    [file] = keysets.glob(f"{TOKYO}*")
    before = file.read_text()

    assert make_keyset(TOKYO, FIRST) is False
    assert file.read_text() == before
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in keysets.iterdir() if each.name.startswith(".")] == []


def test_a_missing_keyset_and_one_that_others_can_read_are_refused(keysets):
    (keysets / f"{KANAGAWA}-{FIRST}.json").chmod(0o640)

    with pytest.raises(KeysetMissing):
        new_case_key("010006", uuid4())
    with pytest.raises(KeysetExposed):
        new_case_key(KANAGAWA, uuid4())
    with pytest.raises(KeysetMissing):
        new_case_key("../130001", uuid4())


def test_after_an_exchange_old_keys_open_and_new_ones_are_under_the_new_keyset():
    case_id = uuid4()
    old = new_case_key(TOKYO, case_id)

    make_keyset(TOKYO, SECOND)

    assert (old.keyset, new_case_key(TOKYO, case_id).keyset) == (str(FIRST), str(SECOND))
    case_box(TOKYO, case_id, old.wrapped)


def test_a_key_wrapped_anew_opens_what_was_sealed_before(cell):
    case_id = uuid4()
    old = new_case_key(TOKYO, case_id)
    ciphertext = case_box(TOKYO, case_id, old.wrapped).seal(b"430000", cell)
    make_keyset(TOKYO, SECOND)

    new = rewrapped(TOKYO, case_id, old.wrapped)
    destroy_keyset(keysets_of(TOKYO)[-1])

    assert case_box(TOKYO, case_id, new.wrapped).open(ciphertext, cell) == b"430000"


def test_a_destroyed_keyset_takes_what_a_backup_holds_with_it():
    case_id = uuid4()
    in_a_backup = new_case_key(TOKYO, case_id)
    make_keyset(TOKYO, SECOND)

    destroy_keyset(keysets_of(TOKYO)[-1])

    with pytest.raises(tink.TinkError):
        case_box(TOKYO, case_id, in_a_backup.wrapped)


def test_the_keyset_from_before_there_were_dates_is_the_oldest(keysets):
    (keysets / f"{TOKYO}-{FIRST}.json").rename(keysets / f"{TOKYO}.json")
    case_id = uuid4()
    old = new_case_key(TOKYO, case_id)

    make_keyset(TOKYO, SECOND)

    assert old.keyset == ""
    assert [each.name for each in keysets_of(TOKYO)] == [str(SECOND), ""]
    case_box(TOKYO, case_id, old.wrapped)
