"""照会に使う番号をまとめて登録する: all lines or none, by 責任者, and what was typed stays on the screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.permissions import PostKind
from councils.tenancy import Actor, system_of, transaction_for
from inquiry.officer.code_lines import COLUMNS
from inquiry.vault.models import NetworkCode
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO

pytestmark = pytest.mark.zone("gate")
HEAD = ",".join(COLUMNS)
GOOD = ("特定個人情報名コード,ＴＡＸ,TM00000000000002,2026-04-01", "提供者機関コード,131016,0220113101101700,R8.4.1")


@pytest.fixture
def screen(logins, signed_in):
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    return signed_in(Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO))


@pytest.fixture(autouse=True)
def as_delivered(logins):
    yield
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_networkcode")


def stored() -> list[tuple[str, str, str]]:
    with transaction_for(system_of(TOKYO)):
        return sorted(NetworkCode.objects.values_list("what", "of", "value"))


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("encoding", ["", "utf-8", "cp932"], ids=["pasted", "utf-8", "cp932"])
def test_every_line_is_registered_and_shown_with_its_provider(screen, logins, encoding):
    csv = "\n".join((HEAD, *GOOD))
    facts = {"content": SimpleUploadedFile("b.csv", csv.encode(encoding))} if encoding else {"text": csv}

    sent = screen.post("/codes/many/", facts)

    assert sent["Location"] == "/codes/"
    assert stored() == [("INFORMATION", "TAX", "TM00000000000002"), ("PROVIDER", "131016", "0220113101101700")]
    assert "千代田区" in text(screen.get("/codes/"))
    [row] = steps.past_the_walls(
        logins, "SELECT fields, result FROM councils_trailrow WHERE verb = 'register_codes' ORDER BY id DESC LIMIT 1"
    )
    assert row == (["INFORMATION", "PROVIDER"], "2")


@pytest.mark.parametrize("is_file", [True, False])
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("提供者機関コード,131017,1,2026-04-01", "4行目：対象の提供者が見つかりません"),
        ("特定個人情報名コード,NO_SUCH,1,2026-04-01", "4行目：対象の情報を一覧から"),
        ("事務コード,TAX,1,2026-04-01", "4行目：この番号には対象を入力しません"),
        ("提供者機関コード,131016,番号,2026-04-01", "4行目：番号は、"),
    ],
)
def test_one_bad_line_stores_nothing_and_keeps_what_was_given(screen, bad, reason, is_file):
    csv = "\n".join((HEAD, *GOOD, bad))
    facts = {"content": SimpleUploadedFile("b.csv", csv.encode("cp932"))} if is_file else {"text": csv}

    answer = screen.post("/codes/many/", facts)

    assert answer.status_code == 422
    assert reason in text(answer)
    assert "どの行も登録していません" in text(answer)
    assert "0220113101101700" in text(answer)
    assert stored() == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "CSVファイルを選ぶか"),
        ({"text": "番号,対象"}, "1行目に、列の名前を"),
        ({"content": SimpleUploadedFile("b.csv", b"\xff\xfe\x00\x01"), "text": "x"}, "文字コードを読み取れません"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(screen, facts, said):
    answer = screen.post("/codes/many/", facts)

    assert answer.status_code == 422
    assert said in text(answer)


def test_an_officer_registers_none(signed_in, officer):
    assert signed_in(officer).get("/codes/many/").status_code == 403
