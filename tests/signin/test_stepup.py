"""決裁の本人確認. One factor covers the cases that the page has named, as they were, for five minutes; nothing else."""

import os
import re
import subprocess
import sys
import time

import pytest

from config.walk.browser import totp
from tests import make
from tests.bed import ROOT
from tests.signin.visitor import Visitor, goes_to

pytestmark = pytest.mark.zone("office")

UNASKED = {"reason": "書類で確かめられるため。"}
# rows, cases, hashes, and how long a hash is
STEP_UPS = (
    "SELECT count(*), count(DISTINCT case_id), count(DISTINCT result), min(length(result))"
    " FROM councils_trailrow WHERE verb = 'step_up' AND purpose = 'sign'"
)
PROPOSAL = {name: "" if value is None else value for name, value in make.PROPOSAL.items()}


@pytest.fixture
def sakura(account):
    return Visitor().sign_in(account("sakura"))


@pytest.fixture
def cases(test_bed, fresh, sakura):
    """Two cases of the counter's own login, proposed, that wait for the first rank."""
    words = [sys.executable, "-m", "tests.loans.pages.seed", "2"]
    environment = {**os.environ, **test_bed.environment("counter"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    made = [f"/cases/{case_id}/" for case_id in told.stdout.split()]
    for case in made:
        for verb, facts in (("receive", {}), ("take-up", UNASKED), ("proposal", PROPOSAL)):
            assert sakura.client.post(f"{case}{verb}/", facts).status_code == 302
    return made


class Signer(Visitor):
    """椛島, with codes that have not been used."""

    def __init__(self, account):
        super().__init__()
        self.account, self.codes = account, iter((30, -30))
        self.sign_in(account)

    def page_of(self, *cases):
        return self.get("/sign/confirm/?" + "&".join(f"case={case.split('/')[2]}" for case in cases))

    def confirm(self, *cases, code=None, items=None):
        page = self.page_of(*cases)
        code = code or totp(self.account.totp_secret, at=time.time() + next(self.codes))
        facts = {"item": items or page.context["items"], "code": code}
        return self.client.post(page.wsgi_request.get_full_path(), facts)

    def seal(self, case, comment="可とする。"):
        return self.client.post(case + "sign/", {"comment": comment})


@pytest.fixture
def momiji(account):
    return Signer(account("momiji"))


@pytest.fixture
def seals(ask):
    return lambda: ask("SELECT count(*) FROM loans_signature")[0]


def test_one_factor_covers_the_named_list_and_each_seal_is_an_act_of_its_own(cases, momiji, ask, seals):
    chosen = momiji.get("/sign/choose/")
    named = momiji.page_of(*cases)
    confirmed = momiji.confirm(*cases)
    pages = [momiji.get(goes_to(confirmed))]
    first = momiji.seal(goes_to(confirmed).removesuffix("sign/"))
    second = momiji.seal(goes_to(first).removesuffix("sign/"))

    assert len(set(re.findall(r'<span class="vh">(.+?を選ぶ)</span>', chosen.content.decode()))) == 2
    assert chosen.content.decode().count('name="case"') == 2
    assert "次の2件の決裁のために".encode() in named.content
    assert "このほかに1件".encode() in pages[0].content
    assert {goes_to(confirmed), goes_to(first)} == {case + "sign/" for case in cases}
    assert goes_to(second).startswith("/cases/")
    assert seals() == 2
    assert ask(STEP_UPS) == (2, 2, 1, 40)


def test_what_is_not_on_the_list_asks_again(cases, momiji, seals):
    asked = momiji.get(cases[0] + "sign/")
    refused = momiji.seal(cases[0], "早すぎる押印")
    momiji.confirm(cases[0])

    elsewhere = momiji.get(cases[1] + "sign/")
    also_refused = momiji.seal(cases[1])

    assert goes_to(asked) == f"/sign/confirm/?case={cases[0].split('/')[2]}"
    assert (refused.status_code, also_refused.status_code) == (422, 422)
    assert "早すぎる押印".encode() in refused.content
    assert b"data-guard" in refused.content
    assert "本人確認をする（別の窓）".encode() in refused.content
    assert goes_to(elsewhere).endswith(cases[1].split("/")[2])
    assert seals() == 0


def test_a_case_that_changed_since_drops_off_with_a_sentence(cases, momiji, sakura):
    momiji.confirm(*cases)
    momiji.client.post(cases[1] + "send-back/", {"comment": "所見を補ってください。"})
    sent_back = momiji.page_of(*cases)
    sakura.client.post(cases[1] + "proposal/", PROPOSAL)

    answer = momiji.client.get(cases[1] + "sign/", follow=True)

    assert "選んだうち1件は".encode() in sent_back.content
    assert "本人確認のあとで内容が変わったため".encode() in answer.content
    assert answer.redirect_chain[-1][0].startswith("/sign/confirm/")


def test_a_list_that_is_not_the_one_that_was_shown_covers_nothing(cases, momiji, seals):
    shown = momiji.page_of(cases[0]).context["items"]

    answer = momiji.confirm(*cases, items=shown)

    assert goes_to(answer).startswith("/sign/confirm/?case=")
    assert momiji.seal(cases[0]).status_code == 422
    assert seals() == 0


def test_a_wrong_code_and_a_list_of_six_minutes_ago_cover_nothing(cases, momiji, seals):
    wrong = momiji.confirm(cases[0], code="000000")
    momiji.confirm(cases[0])
    kept = dict(momiji.client.session["step_ups"]["sign"])
    momiji.tamper(step_ups={"sign": {**kept, "at": kept["at"] - 301}})

    answer = momiji.seal(cases[0])
    momiji.tamper(step_ups={"sign": {**kept, "items": [*kept["items"], "another"]}})
    altered = momiji.seal(cases[0])

    assert (wrong.status_code, answer.status_code, altered.status_code) == (422, 422, 422)
    assert seals() == 0


def test_nobody_confirms_what_waits_for_another_rank_or_another_prefecture(cases, account):
    kaede, ajisai = Visitor().sign_in(account("kaede")), Visitor().sign_in(account("ajisai"))
    address = f"/sign/confirm/?case={cases[0].split('/')[2]}"

    early, nothing_chosen = kaede.client.get(address, follow=True), kaede.client.get("/sign/confirm/", follow=True)

    assert "いまはご自身の決裁を待っていません".encode() in early.content
    assert "案件を一つ以上選んでください".encode() in nothing_chosen.content
    assert ajisai.get(address).status_code == 403
