"""What a client is found by, at both desks, and what nobody finds; past the pages, as the desks' own logins."""

import pytest

from loans.applications import actions as applications
from loans.applications.models import Application
from loans.applications.parties import party_mark
from loans.cases.hits import hits
from loans.search.find import Found, find
from loans.search.models import SearchKey
from loans.search.same import same_client
from loans.search.typed import understood
from tests import make

pytestmark = pytest.mark.zone("stages")
EVERY_WAY = [
    "090-0000-1234",
    "09000001234",
    "０９０ー００００ー１２３４",
    "+81 90 0000 1234",
    "1234",
    "１２３４",
    "ヨシダ",
    "よしだ",
    "ﾖｼﾀﾞ",
    "ヨシダケンイチ",
    "ケンイチ",
    "𠮷田",
    "吉田",
    "吉田健一",
    "𠮷田　健一",
    "田健",
    "健一",
]


def found(text, by) -> Found:
    return find(understood(text), by=by)


@pytest.mark.parametrize("text", EVERY_WAY)
def test_a_talk_is_found_in_every_way_that_people_type(desk, text):
    with desk("aoba") as by:
        talk = make.consultation(by)
        make.consultation(by, client_name="髙橋　花子", client_kana="タカハシ　ハナコ", client_phone="03-0000-5678")

        assert (found(text, by).talks, found(text, by).cases) == ([talk.id], {})


@pytest.mark.parametrize("text", EVERY_WAY)
def test_a_case_is_found_once_and_not_beside_its_talk(desk, text):
    with desk("aoba") as by:
        application = make.draft(by)

        assert (list(found(text, by).cases), found(text, by).talks) == ([application.id], [])


def test_a_case_is_found_by_its_number_as_typed_or_as_a_scanner_types_it(desk):
    with desk("aoba") as by:
        number = make.draft(by).receipt_number

        for typed in (number, number.lower(), number.replace("-", ""), number.replace("-", "ー"), f" {number}\t"):
            assert found(typed, by).count == 1


def test_somebody_of_the_household_leads_to_the_case_and_is_named(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        misaki = application.members.get(name="𠮷田　美咲")

        assert found("美咲", by).cases == found("ミサキ", by).cases == {application.id: [misaki.id]}


GUARANTOR = {"role": "guarantor", "name": "齋藤　寛", "kana": "サイトウ　ヒロシ", "phone": "03-0000-4321"}
OF_GUARANTOR = ("03-0000-4321", "4321", "サイトウ", "ひろし", "斉藤寛", "藤寛")


def with_guarantor(by, application=None):
    application = application or make.complete(by)
    party = applications.add_party(application.id, make.party_facts(**GUARANTOR), by=by)
    applications.give_consent(application.id, party.id, by=by)
    return application, party


def test_who_stands_beside_the_applicant_leads_to_the_case_and_is_named(desk):
    with desk("aoba") as by:
        application, party = with_guarantor(by)

        assert [found(text, by).cases for text in OF_GUARANTOR] == [{application.id: [party.id]}] * len(OF_GUARANTOR)
        assert [each.through for each in hits(found("4321", by))] == ["連帯保証人 齋藤　寛"]
    with desk("kozue") as by:
        assert [found(text, by).count for text in OF_GUARANTOR] == [0] * len(OF_GUARANTOR)


def test_who_was_changed_or_removed_is_forgotten(desk):
    with desk("aoba") as by:
        application, party = with_guarantor(by)
        changed = make.party_facts(**GUARANTOR | {"phone": "03-0000-8765"})
        applications.change_party(application.id, party.id, changed, version=party_mark(party), by=by)
        assert [found(text, by).count for text in ("4321", "8765", "サイトウ")] == [0, 1, 1]

        applications.remove_party(application.id, party.id, by=by)

        assert [found(text, by).count for text in (*OF_GUARANTOR, "8765")] == [0] * 7
        assert not SearchKey.objects.filter(source_id=party.id).exists()


def test_the_office_finds_who_stands_beside_the_applicant_once_the_case_was_forwarded(desk):
    with desk("aoba") as by:
        application, _ = with_guarantor(by, make.with_opinion(by))
    with desk("sakura") as by:
        assert found("4321", by).count == 0
    with desk("wakaba") as by:
        applications.forward(application.id, by=by)

    with desk("sakura") as by:
        assert [list(found(text, by).cases) for text in OF_GUARANTOR] == [[application.id]] * len(OF_GUARANTOR)
    with desk("ajisai") as by:
        assert found("4321", by).count == 0


def test_what_was_changed_is_found_by_the_new_and_no_longer_by_the_old(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        people = make.household()
        people[0] = {**people[0], "name": "邊見　壽", "kana": "ヘンミ　ヒサシ"}
        applications.save(
            application.id,
            make.request(application, applicant_phone="03-0000-9999"),
            people[:1],
            version=application.version,
            by=by,
        )

        assert [found(each, by).count for each in ("辺見寿", "ヘンミ", "0300009999", "9999")] == [1, 1, 1, 1]
        assert [found(each, by).count for each in ("健一", "ケンイチ", "1234", "美咲", "ミサキ")] == [0, 0, 0, 0, 0]


def test_another_council_finds_nothing(desk):
    with desk("kozue") as by:
        make.draft(by)
        make.consultation(by)

    with desk("aoba") as by:
        assert [found(text, by).count for text in EVERY_WAY] == [0] * len(EVERY_WAY)


def test_the_office_finds_a_case_with_its_household_once_it_was_forwarded(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        make.consultation(by)
    with desk("sakura") as by:
        assert [found(text, by).count for text in (*EVERY_WAY, application.receipt_number)] == [0] * 18

    with desk("wakaba") as by:
        applications.forward(application.id, by=by)

    with desk("sakura") as by:
        assert [list(found(text, by).cases) for text in EVERY_WAY] == [[application.id]] * len(EVERY_WAY)
        assert list(found("美咲", by).cases) == list(found(application.receipt_number, by).cases) == [application.id]
    with desk("ajisai") as by:
        assert found("ヨシダ", by).count == 0


def test_the_office_finds_its_own_number(desk):
    make.received(desk)

    with desk("sakura") as by:
        number = Application.objects.get().prefectural_number
        assert found(number, by).count == found(number.replace("-", ""), by).count == 1


def test_more_than_twenty_are_cut_and_say_so(desk):
    with desk("aoba") as by:
        for _ in range(21):
            make.consultation(by)

        assert (found("ヨシダ", by).count, found("ヨシダ", by).is_more) == (20, True)
        assert (found("吉田", by).count, found("吉田", by).is_more) == (20, True)


def test_kana_within_a_word_is_no_beginning(desk):
    with desk("aoba") as by:
        make.consultation(by)

        assert found("シダ", by).count == 0


def test_a_name_in_kana_is_found_by_any_part(desk):
    with desk("aoba") as by:
        make.consultation(by, client_name="マリア・サントス", client_kana="マリア　サントス")

        assert [found(text, by).count for text in ("サントス", "さんとす", "リアサン", "マリア サントス")] == [
            1,
            1,
            1,
            1,
        ]


def test_the_same_client_is_who_has_the_telephone_or_name_and_kana(desk):
    with desk("aoba") as by:
        here = make.consultation(by)
        by_phone = make.consultation(by, client_name="吉田　美咲", client_kana="ヨシダ　ミサキ")
        by_name = make.draft(by)
        make.consultation(by, client_name="𠮷田　健一", client_kana="ヨシダ　タケイチ", client_phone="")
        facts = {"name": here.client_name, "kana": here.client_kana, "phone": here.client_phone}

        others = same_client(**facts, by=by, but=here.id)

    assert (set(others.talks), set(others.cases)) == ({by_phone.id}, {by_name.id})
