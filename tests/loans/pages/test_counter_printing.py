"""様式の印刷 at the counter: what is known is printed, the rest is room for a pen, and nothing that must not be."""

import re
import subprocess

import pytest
from django.urls import reverse

from loans.applications import actions as applications
from loans.applications import rules
from loans.applications.models import Application
from loans.applications.printed import FORMS, NOT_PRINTED
from tests import make

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def complete(desk):
    with desk("aoba") as by:
        return make.complete(by)


def address(application: Application, form: str) -> str:
    return reverse("loans:form", args=[application.id, form])


def read(answer, tmp_path) -> str:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    paper = tmp_path / "form.pdf"
    paper.write_bytes(answer.content)
    told = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True)
    return squeezed(told.stdout.decode())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_application_form_prints_the_household_and_the_request(aoba, desk, complete, tmp_path):
    words = read(aoba.get(address(complete, "application")), tmp_path)

    with desk("aoba"):
        household = [squeezed(each.name + each.get_relation_display()) for each in rules.household(complete)]
    assert [each for each in household if each not in words] == []
    assert f"受付番号{complete.receipt_number}" in words
    assert f"金{complete.amount_yen:,}円也" in words


def test_the_applicant_is_printed_whoever_stands_first(aoba, desk, tmp_path):
    with desk("aoba") as by:
        application = make.draft(by)
        own, wife, _ = make.household()
        rows = [wife | {"position": 0, "address": "架空市9番9号"}, own | {"position": 1}]
        applications.save(application.id, make.request(application), rows, version=1, by=by)

    words = read(aoba.get(address(application, "application")), tmp_path)

    applicant, household = words.split("世帯の状況")
    assert "昭和61年5月14日" in applicant
    assert squeezed(own["address"]) in applicant
    assert "昭和63年11月2日" in household
    assert "架空市9番9号" not in words


def test_a_form_before_anything_is_entered_is_room_for_a_pen(aoba, desk, tmp_path):
    with desk("aoba") as by:
        empty = make.draft(by)

    words = {form: read(aoba.get(address(empty, form)), tmp_path) for form in FORMS}

    assert "申込者署名" in words["application"]
    assert "□適当□条件付きで適当□不適当" in words["opinion"]
    assert "署名" in words["consent"]


def test_each_adult_signs_the_consent_alone_and_for_a_minor_the_representative(aoba, desk, complete, tmp_path):
    words = read(aoba.get(address(complete, "consent")), tmp_path)

    with desk("aoba"):
        [own, spouse, child] = rules.household(complete)
    assert squeezed(f"{spouse.name}紙の同意書に署名") in words
    assert squeezed(f"{child.name}（法定代理人{own.name}）") in words


def test_no_address_of_a_protected_household_is_printed(aoba, desk, complete, tmp_path):
    with desk("aoba"):
        assert Application.objects.filter(pk=complete.pk).update(is_nondisclosure=True) == 1

    words = read(aoba.get(address(complete, "application")), tmp_path)

    with desk("aoba"):
        addresses = {squeezed(each.address) for each in rules.household(complete)}
    assert NOT_PRINTED in words
    assert [each for each in addresses if each in words] == []


def test_the_consultation_form_prints_what_was_said(aoba, desk, tmp_path):
    with desk("aoba") as by:
        talk = make.consultation(by)

    words = read(aoba.get(reverse("loans:consultation_form", args=[talk.id])), tmp_path)

    assert squeezed(talk.client_name) in words
    assert squeezed(talk.gist) in words


def test_what_is_no_form_is_not_found(aoba, complete):
    assert aoba.get(address(complete, "secret")).status_code == 404


def test_a_character_that_the_font_lacks_is_named(aoba, desk):
    with desk("aoba") as by:
        talk = make.consultation(by, client_name="渡邉\U000e010f 花子")

    answer = aoba.get(reverse("loans:consultation_form", args=[talk.id]))

    assert answer.status_code == 409
    assert "いまの書体では印刷できません" in answer.content.decode()
