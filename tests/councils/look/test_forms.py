import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from councils.look.fields import ChoiceButtons, TextField, TickButtons, YenField
from councils.look.forms import LookForm
from councils.look.frame import Frame, NavLink, PostOption
from councils.look.words import yen

FUNDS = [("small", "緊急小口資金"), ("living", "総合支援資金")]


class SampleForm(LookForm):
    name = TextField(label="氏名", max_length=5, help_text="住民票のとおり")
    amount_yen = YenField(label="借入希望額")
    fund = forms.ChoiceField(label="資金の種類", choices=FUNDS, widget=ChoiceButtons)
    troubles = forms.MultipleChoiceField(label="困りごと", choices=FUNDS, widget=TickButtons, required=False)
    paper = forms.FileField(label="本人確認書類")
    has_consent = forms.BooleanField(label="同意書を受け取りました")
    place = TextField(label="住所", error_messages={"required": "お住まいを入力してください。"})


def test_missing_answers_are_asked_for_by_their_label():
    errors = SampleForm({}).errors

    assert {name: list(found) for name, found in errors.items()} == {
        "name": ["氏名を入力してください。"],
        "amount_yen": ["借入希望額を入力してください。"],
        "fund": ["資金の種類を選んでください。"],
        "paper": ["本人確認書類のファイルを選んでください。"],
        "has_consent": ["「同意書を受け取りました」に印を付けてください。"],
        "place": ["お住まいを入力してください。"],
    }


def test_djangos_own_limits_speak_politely():
    errors = SampleForm({"name": "見本太郎左衛門", "fund": "other"}).errors

    assert errors["name"] == ["氏名は5文字以内で入力してください（今は7文字です）。"]
    assert errors["fund"] == ["資金の種類を一覧から選び直してください。"]


def test_a_field_that_was_added_later_speaks_the_same_words():
    form = SampleForm({"extra": "other", "secret": "\0"})
    form.fields["extra"] = forms.ChoiceField(label="独自の項目", choices=FUNDS)
    form.fields["secret"] = forms.CharField(label="合言葉")

    assert form.errors["extra"] == ["独自の項目を一覧から選び直してください。"]
    assert form.errors["secret"] == [
        "合言葉に、画面に出ない文字が入っています。その部分を消して、入力し直してください。"
    ]


def test_the_browser_is_not_asked_to_stop_the_form_with_its_own_words():
    assert " required" not in str(SampleForm()["name"])


def test_a_field_ties_label_hint_and_error_to_its_box():
    drawn = SampleForm({})["name"].as_field_group()

    assert '<label for="id_name">氏名 <span class="required">※必須</span></label>' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_field_that_may_be_left_out_says_nothing_of_required():
    assert "※必須" not in SampleForm()["troubles"].as_field_group()


def test_a_unit_stands_after_its_box():
    assert '<span class="unit">円</span>' in SampleForm()["amount_yen"].as_field_group()


def test_choices_are_boxes_in_a_fieldset_with_one_label_each():
    drawn = SampleForm()["fund"].as_field_group()

    assert drawn.count("<fieldset") == drawn.count("<legend>") == 1
    assert drawn.count('<label class="choice"') == drawn.count('type="radio"') == len(FUNDS)


def test_the_summary_links_every_error_to_its_box():
    drawn = str(SampleForm({}))

    for goal in ("id_name", "id_amount_yen", "id_fund", "id_paper", "id_has_consent", "id_place"):
        assert f'<a href="#{goal}">' in drawn
        assert f'id="{goal}"' in drawn


def test_a_form_without_errors_has_no_summary():
    assert "data-summary" not in str(SampleForm())


def test_what_was_typed_is_escaped_in_box_and_message():
    drawn = str(SampleForm({"name": '"><script>', "fund": "<b>"}))

    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_a_formset_offers_an_empty_row_and_its_removal():
    members = forms.formset_factory(SampleForm, extra=1, can_delete=True)(prefix="members")

    tag = '{% cotton formset :formset="members" noun="世帯員" / %}'
    drawn = engines["django"].from_string(tag).render({"members": members})

    assert 'data-formset="members"' in drawn
    assert 'name="members-__prefix__-name"' in drawn.split("<template>")[1].split("</template>")[0]
    assert 'name="members-0-DELETE"' in drawn


@pytest.mark.parametrize("zone", ["counter", "office", "gate"])
def test_the_frame_shows_who_acts_where(zone):
    frame = Frame(
        zone,
        council_name="見本市社協",
        staff_name="見本 太郎",
        post="相談員",
        nav=(NavLink("担当案件", "/cases/", True, 25),),
        sign_out_url="/signout/",
        post_url="/signin/post/",
        posts=(PostOption(1, "相談員", True), PostOption(2, "所属長")),
        search_url="/search/",
        is_demo=True,
    )

    page = render_to_string("base.html", {"look": frame}, request=RequestFactory().get("/"))

    assert f'<body data-zone="{zone}"' in page
    for words in (
        frame.zone_name,
        "見本市社協",
        "見本 太郎",
        "相談員",
        "デモ：架空のデータです",
        'aria-current="page"',
        "25",
    ):
        assert words in page
    assert page.count("csrfmiddlewaretoken") == 3
    assert "x-csrftoken" in page


@pytest.mark.parametrize("name", ["403", "403_csrf", "404", "405", "409", "413", "500", "503"])
def test_error_pages_need_no_context_and_show_a_way_back(name):
    page = render_to_string(f"{name}.html")

    assert "<h1>" in page
    assert 'href="/"' in page


def test_the_refused_page_says_the_sentence():
    page = render_to_string("refused.html", {"sentence": "上限を超えています。<b>", "back_url": "/cases/1/"})

    assert "上限を超えています。&lt;b&gt;" in page
    assert 'href="/cases/1/"' in page


def test_yen_is_written_with_commas():
    assert yen(182_000) == "182,000円"
