from dataclasses import replace
from uuid import uuid4

import pytest
import tink

from inquiry.vault.crypto import Cell, KeysetExposed, KeysetMissing, case_box, make_keyset, new_case_key

TOKYO, KANAGAWA = "130001", "140007"


@pytest.fixture(autouse=True)
def keysets(settings, tmp_path):
    settings.KEYSETS_DIR = str(tmp_path / "keysets")
    make_keyset(TOKYO)
    make_keyset(KANAGAWA)
    return tmp_path / "keysets"


@pytest.fixture
def cell():
    return Cell(TOKYO, "inquiry_vault_sealed", "ciphertext", uuid4(), uuid4())


def box():
    case_id = uuid4()
    return case_box(TOKYO, case_id, new_case_key(TOKYO, case_id))


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
    wrapped = new_case_key(TOKYO, case_id)

    with pytest.raises(tink.TinkError):
        case_box(TOKYO, uuid4(), wrapped)
    with pytest.raises(tink.TinkError):
        case_box(KANAGAWA, case_id, wrapped)


def test_a_keyset_is_made_once_for_its_owner_alone(keysets):
    before = (keysets / f"{TOKYO}.json").read_text()

    assert make_keyset(TOKYO) is False
    assert (keysets / f"{TOKYO}.json").read_text() == before
    assert (keysets / f"{TOKYO}.json").stat().st_mode & 0o777 == 0o600


def test_a_missing_keyset_and_one_that_others_can_read_are_refused(keysets):
    (keysets / f"{KANAGAWA}.json").chmod(0o640)

    with pytest.raises(KeysetMissing):
        new_case_key("010006", uuid4())
    with pytest.raises(KeysetExposed):
        new_case_key(KANAGAWA, uuid4())
    with pytest.raises(KeysetMissing):
        new_case_key("../130001", uuid4())
