"""In bulk: what waits goes into a file that no page serves; its result comes back line by line, bound or refused."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.permissions import PostKind
from councils.refusals import NotFound
from councils.tenancy import Actor, system_of, transaction_for
from inquiry import gateway
from inquiry.codes import Kind
from inquiry.officer.actions import codes, files
from inquiry.officer.file_rows import missing_codes
from inquiry.vault.actions.look import look
from inquiry.vault.actions.remove_files import remove_files
from inquiry.vault.models import FileLine, NetworkCode, RequestFile, ResultContent, ResultFile
from inquiry.vault.terms import FileTerm
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")
_What = NetworkCode.What
SINCE = date(2026, 4, 1)
CODES = {
    (_What.AFFAIR, ""): "JM00000000000000",
    (_What.PROCEDURE, ""): "JT00000000000000",
    (_What.ORGANISATION, ""): "0000000000000001",
    (_What.DEPARTMENT, ""): "0110",
    (_What.PROVIDER, "131016"): "0000000000000002",
    (_What.INFORMATION, "TAX"): "TM00000000000000",
}
ITEMS = ("UPDATED_ON", "課税年度", "市町村民税均等割額", "市町村民税所得割額", "合計所得金額", "申告区分")
ANSWER = ["20260610", "2026", "0", "0", "0", "申告あり"]
COLUMN = (
    "INSERT INTO inquiry_vault_layoutcolumn (of, position, length, item, kind, words, valid_from, source)"
    " VALUES ('RESULT', %s, 20, %s, %s, '', '2026-04-01', 'x') ON CONFLICT DO NOTHING"
)


@pytest.fixture
def folder(settings, tmp_path):
    settings.INQUIRY_FILES_DIR = str(tmp_path / "files")
    return tmp_path / "files" / TOKYO


@pytest.fixture
def registered(logins):
    """The codes of the prefecture, and where the items of a tax answer stand."""
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    chief = Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)
    with logins.pages(), transaction_for(chief):
        for (what, of), value in CODES.items():
            codes.register(what, of, value, SINCE, by=chief)
    for place, item in enumerate(ITEMS):
        steps.past_the_walls(logins, COLUMN, 27 + place, item, "" if item == "UPDATED_ON" else "TAX")


@pytest.fixture
def asked_for(logins, officer):
    """A file that the officer asked for and the worker has dealt with."""

    def ask():
        with logins.pages(), transaction_for(officer):
            made = files.make_file(by=officer)
        look(TOKYO)
        return file_now(made.pk)

    return ask


def file_now(file_id):
    with transaction_for(system_of(TOKYO)):
        return RequestFile.objects.get(pk=file_id)


def identified(slip, persons=(KENICHI, MISAKI), kinds=(Kind.TAX,)):
    order_id = slip.order(persons, kinds=kinds)
    look(TOKYO)
    return order_id


def answered(request_line, *, items=ANSWER, **cells):
    """The line as it comes back."""
    row = request_line.split(",") + [""] * (26 - 18) + list(items)
    for position, text in ({24: "09", 26: "01"} | {int(name[1:]): text for name, text in cells.items()}).items():
        row[position - 1] = text
    return ",".join(row)


def hand_in(logins, officer, file, lines):
    content = "".join(f"{line}\r\n" for line in lines).encode("cp932")
    with logins.pages(), transaction_for(officer):
        result = files.hand_in(file.pk, content, by=officer)
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        found = ResultFile.objects.get(pk=result.pk)
        return found, [(line.number, line.reason) for line in found.refused.order_by("number")]


def test_a_file_is_written_for_the_worker_alone_and_its_result_read_back(
    slip, logins, officer, folder, registered, asked_for, network
):
    order_id = identified(slip)

    file = asked_for()

    path = folder / file.name
    lines = path.read_bytes().decode("cp932").split("\r\n")[:-1]
    assert (file.state, file.line_count, len(lines)) == ("ready", 2, 2)
    assert file.checksum == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [state for state, _ in steps.states(order_id)] == ["asked", "asked"]
    assert not any(network.get("/ledger").json()["requests"].get(str(each.pk)) for each in steps.inquiries(order_id))

    taken, refused = hand_in(logins, officer, file, [answered(line) for line in lines])

    assert (taken.taken_count, refused) == (2, [])
    assert steps.states(order_id) == [("answered", "provided")] * 2
    assert slip.findings(order_id) == {
        "INCOME_LIMIT": ["NEEDS_CHECK"],
        "RESIDENT_TAX_EXEMPT": ["APPLIES", "APPLIES"],
    }
    assert slip.progress(order_id)[-1] == "DONE 2/2"


@pytest.mark.parametrize("change", ["closed", "old", "missing"])
def test_a_request_file_goes_with_its_orders_or_after_its_days_and_its_row_keeps_the_digest(
    slip, logins, folder, registered, asked_for, change
):
    order_id = identified(slip)
    file = asked_for()
    path = folder / file.name
    before = (remove_files(TOKYO), path.exists())
    if change == "old":
        aged = "UPDATE inquiry_vault_requestfile SET created_at = now() - interval '15 days' WHERE id = %s"
        steps.past_the_walls(logins, aged, file.pk)
    else:
        closed = "UPDATE inquiry_vault_takenorder SET closed_at = now() WHERE id = %s"
        steps.past_the_walls(logins, closed, order_id)
    if change == "missing":
        path.unlink()

    done = [remove_files(TOKYO), remove_files(TOKYO)]

    kept = file_now(file.pk)
    assert (before, done, path.exists()) == ((0, True), [1, 0], False)
    assert (kept.checksum, kept.removed_at is not None) == (file.checksum, True)


def test_whoever_asks_for_a_file_cannot_say_that_it_is_gone(logins, officer):
    with (
        logins.pages(),
        transaction_for(officer),
        pytest.raises(DatabaseError, match="request_file_removed_once_made"),
        transaction.atomic(),
    ):
        RequestFile.objects.create(prefecture_id=TOKYO, asked_by=officer.staff_id, removed_at=timezone.now())


def test_orders_that_were_asked_cost_the_page_of_files_no_question_each(slip, logins, officer):
    counts = []
    for _ in range(2):
        steps.identified_and_clicked(logins, officer, slip.order([KENICHI], kinds=[Kind.TAX]))
        look(TOKYO)
        with logins.pages(), transaction_for(officer), CaptureQueriesContext(connection) as asked:
            files.candidates(by=officer)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_what_an_officer_hands_in_is_never_a_file_on_the_disk():
    content = SimpleUploadedFile("RESULT.DAT", b"0" * 4_000_000)

    request = RequestFactory().post("/files/", {"content": content})

    assert isinstance(request.FILES["content"], InMemoryUploadedFile)


def test_a_line_of_somebody_else_or_read_twice_is_refused_by_its_number(
    slip, logins, officer, folder, registered, asked_for
):
    order_id = identified(slip)
    file = asked_for()
    first, second = (folder / file.name).read_bytes().decode().split("\r\n")[:-1]
    stranger = first.replace(first.split(",")[1], "9" * 15)
    swapped = first.replace(first.split(",")[1], second.split(",")[1])

    _, refused = hand_in(logins, officer, file, [answered(stranger), answered(swapped), "x", answered(second)])
    _, again = hand_in(logins, officer, file, [answered(second, items=["20260610", "2026", "9", "9", "9", "申告あり"])])

    assert refused == [(1, "not_asked"), (2, "not_asked"), (3, "columns")]
    assert again == [(1, "not_waiting")]
    assert sorted(steps.states(order_id)) == [("answered", "provided"), ("asked", "")]


def test_a_result_of_one_file_answers_no_line_of_another(slip, logins, officer, folder, registered, asked_for):
    identified(slip, [KENICHI])
    first = asked_for()
    identified(slip, [MISAKI])
    second = asked_for()
    [line] = (folder / first.name).read_bytes().decode().split("\r\n")[:-1]

    _, refused = hand_in(logins, officer, second, [answered(line)])

    assert refused == [(1, "not_asked")]


def test_what_has_no_code_is_kept_out_named_and_can_still_be_asked_singly(
    slip, logins, officer, folder, registered, asked_for
):
    order_id = identified(slip, [KENICHI], [Kind.TAX, Kind.HOUSEHOLD])

    file = asked_for()

    assert (file.line_count, file.kept_out_count) == (1, 1)
    assert [(each.kind, each.state) for each in steps.inquiries(order_id)] == [("TAX", "asked")]
    with logins.pages(), transaction_for(officer):
        missing = missing_codes(files.candidates(by=officer), TOKYO)
    assert missing == ["特定個人情報名コード（TM）：住民票関係情報（未登録）"]
    assert steps.click(logins, officer, order_id).inquiry_count == 1


def test_a_period_whose_code_is_not_known_is_kept_out(slip, logins, officer, folder, registered):
    line = gateway.PlannedLine(
        Kind.TAX, gateway.Scene.INCOME, "x", gateway.Scope.RANGE, date(2024, 4, 1), date(2026, 3, 31)
    )
    order_id = identified(slip, [KENICHI | {"lines": [line]}])

    with logins.pages(), transaction_for(officer), pytest.raises(files.NoCodeForFile):
        files.make_file(by=officer)

    assert steps.click(logins, officer, order_id).inquiry_count == 1


def test_a_long_file_is_split(slip, logins, officer, folder, registered, asked_for, monkeypatch):
    monkeypatch.setattr("inquiry.vault.terms.FILE_TERMS", (FileTerm(SINCE, 1, 1_000, 14),))
    identified(slip)

    file = asked_for()

    with transaction_for(system_of(TOKYO)):
        parts = RequestFile.objects.filter(created_at__gte=file.created_at, state="ready")
        assert [part.line_count for part in parts] == [1, 1]
        assert len({part.name for part in parts}) == 2


def test_urgent_orders_stand_first_in_a_file(slip, logins, officer, folder, registered, asked_for):
    usual, urgent = identified(slip, [KENICHI]), identified(slip, [MISAKI])
    steps.past_the_walls(logins, "UPDATE inquiry_vault_takenorder SET is_urgent = true WHERE id = %s", urgent)

    file = asked_for()

    with transaction_for(system_of(TOKYO)):
        lines = FileLine.objects.filter(file=file).order_by("number")
        assert [line.inquiry.order_id for line in lines] == [urgent, usual]


def test_a_file_that_was_allotted_when_the_worker_died_is_written_with_the_same_lines(
    slip, logins, officer, folder, registered, asked_for
):
    identified(slip, [KENICHI])
    file = asked_for()
    before = (folder / file.name).read_bytes()
    (folder / file.name).unlink()
    with transaction_for(system_of(TOKYO)):
        RequestFile.objects.filter(pk=file.pk).update(state="allotted")

    look(TOKYO)

    assert (folder / file.name).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "refusal"), [(b"", files.EmptyFile), (b"\r\n", files.EmptyFile), (b"x" * 5_000_001, files.FileTooLarge)]
)
def test_an_empty_or_huge_result_is_not_taken(slip, logins, officer, folder, registered, asked_for, content, refusal):
    identified(slip, [KENICHI])
    file = asked_for()

    with logins.pages(), transaction_for(officer), pytest.raises(refusal):
        files.hand_in(file.pk, content, by=officer)


def test_a_file_is_another_prefectures_and_not_there(slip, logins, officer, stranger, folder, registered, asked_for):
    identified(slip, [KENICHI])
    file = asked_for()

    with logins.pages(), transaction_for(stranger), pytest.raises(NotFound):
        files.hand_in(file.pk, b"x", by=stranger)


def test_the_pages_see_neither_the_lines_nor_what_was_handed_in(slip, logins, officer, folder, registered, asked_for):
    identified(slip, [KENICHI])
    file = asked_for()

    for forbidden in (FileLine, ResultContent):
        with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="permission denied"):
            list(forbidden.objects.all())
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="permission denied"):
        RequestFile.objects.filter(pk=file.pk).update(state="ready")
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="own_hand"):
        RequestFile.objects.create(prefecture_id=TOKYO, asked_by=0)


def test_what_was_handed_in_lies_sealed_until_it_is_read_and_then_is_gone(
    slip, logins, officer, folder, registered, asked_for
):
    identified(slip, [KENICHI])
    file = asked_for()
    with logins.pages(), transaction_for(officer):
        result = files.hand_in(file.pk, "合計所得金額,MARKED".encode("cp932"), by=officer)

    [(lying,)] = steps.past_the_walls(
        logins, "SELECT ciphertext FROM inquiry_vault_resultcontent WHERE result_id = %s", result.pk
    )
    look(TOKYO)

    assert b"MARKED" not in bytes(lying)
    with transaction_for(system_of(TOKYO)):
        assert not ResultContent.objects.exists()


def test_without_anything_to_ask_no_file_is_made(logins, officer, folder):
    with logins.pages(), transaction_for(officer), pytest.raises(files.NothingForFile):
        files.make_file(by=officer)
