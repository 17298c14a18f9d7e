import pytest
from django import forms
from django.core.exceptions import ValidationError

from councils.look.fields import KanaField, NameField, PhoneField, PostcodeField, TextField
from councils.look.forms import LookForm

MY_NUMBER = "123456789018"  # eleven digits in a row and their check digit: nobody's


def sentence(field: forms.Field, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


def test_text_is_stripped_of_half_and_full_width_spaces():
    assert TextField().clean("　 相談 の内容　") == "相談 の内容"


def test_text_keeps_its_lines_with_single_newlines():
    assert TextField(widget=forms.Textarea).clean("一行目\r\n二行目") == "一行目\n二行目"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2066", "\ud83d"])
def test_text_refuses_what_does_not_print(character):
    assert sentence(TextField(label="備考"), f"あ{character}い") == (
        "備考に、画面に出ない文字が入っています。その部分を消して、入力し直してください。"
    )


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff"])
def test_text_refuses_what_is_no_character_at_all(character):
    assert "画面に出ない文字" in sentence(TextField(label="備考"), f"あ{character}い")


@pytest.mark.parametrize("typed", ["\u200b", "\u200b\ufeff", "\u3164", "\u2800\u2060", "\U000e0100"])
def test_text_of_which_nothing_is_seen_is_no_answer(typed):
    assert "画面に出ない文字" in sentence(TextField(label="理由", required=False), typed)


def test_text_may_have_among_its_letters_what_is_not_seen():
    assert TextField().clean("家族👨‍👩‍👧、\ufeff写しは\u200b済み") == "家族👨‍👩‍👧、\ufeff写しは\u200b済み"


@pytest.mark.parametrize(
    "typed", ["見本\n太郎", "見本\r\n太郎", "見本\u2028太郎", "見本\u2029太郎", "1234\n5678\n9018"]
)
@pytest.mark.parametrize("field", [TextField, NameField])
def test_a_box_of_one_line_refuses_another_line_which_it_could_not_show_again(field, typed):
    told = sentence(field(label="備考"), typed)

    assert told == "備考は、改行を入れずに1行で入力してください。"


@pytest.mark.parametrize("field", [TextField, NameField, KanaField, PhoneField, PostcodeField])
@pytest.mark.parametrize("written", [MY_NUMBER, "１２３４　５６７８　９０１８", "1234-5678-9018"])
def test_every_text_field_refuses_a_my_number_and_does_not_repeat_it(field, written):
    told = sentence(field(label="備考"), written)

    assert "個人番号" in told
    assert "消してください" in told
    assert "1234" not in told


def test_text_takes_twelve_digits_that_are_no_my_number():
    assert TextField().clean("伝票 123456789010") == "伝票 123456789010"


def test_a_field_without_a_label_still_speaks():
    assert sentence(TextField(), "\x07").startswith("この項目に、")


@pytest.mark.parametrize(
    "name", ["髙橋 花子", "山﨑　太郎", "𠮷田 実", "濵口", "\ufa19谷", "葛\U000e0100城", "か\u3099", "ﾐﾎﾝ"]
)
def test_name_stays_exactly_as_typed(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize("name", ["見本\ue000", "見本\U000f0001"])
def test_name_refuses_private_characters(name):
    assert "外字" in sentence(NameField(label="氏名"), name)


@pytest.mark.parametrize("unseen", ["\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u200e", "\u3164", "\U000e0041"])
def test_name_refuses_what_is_not_seen_and_would_be_another_name_to_every_search(unseen):
    assert "画面に出ない文字" in sentence(NameField(label="氏名"), f"見本{unseen}太郎")


@pytest.mark.parametrize(("name", "sign"), [("〓橋", "〓"), ("\ufffd橋", "\ufffd")])
def test_name_refuses_stand_ins_and_names_them(name, sign):
    assert sentence(NameField(label="氏名"), name).startswith(f"氏名に「{sign}」")


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("ミホン　ハナコ", "ミホン　ハナコ"),
        ("みほん はなこ", "ミホン　ハナコ"),
        ("ﾐﾎﾝ  ﾊﾅｺﾞﾝ", "ミホン　ハナゴン"),
        ("か\u3099くう", "ガクウ"),
        ("ゔぁん・だーれん", "ヴァン・ダーレン"),
        ("ﾋﾞｰﾊﾟｰ", "ビーパー"),
    ],
)
def test_kana_is_stored_as_full_width_katakana(typed, kana):
    assert KanaField().clean(typed) == kana


@pytest.mark.parametrize("typed", ["見本", "MIHON", "ミホン1", "ミホン-ハナコ", "ミホン、ハナコ"])
def test_kana_refuses_anything_else(typed):
    assert sentence(KanaField(label="フリガナ"), typed) == (
        "フリガナはカタカナ（またはひらがな）で入力してください。例：ミホン　ハナコ"
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("０９０－１２３４－５６７８", "090-1234-5678"),
        ("09012345678", "090-1234-5678"),
        ("０３（１２３４）５６７８", "03-1234-5678"),
        ("０３ー１２３４ー５６７８", "03-1234-5678"),
        ("0312345678", "0312345678"),
        ("08001234567", "08001234567"),
        ("+81 90 1234 5678", "090-1234-5678"),
        ("03‐1234−5678", "03-1234-5678"),
    ],
)
def test_phone_is_read_as_people_write_it(typed, number):
    assert PhoneField().clean(typed) == number


@pytest.mark.parametrize("typed", ["090-123-4567", "190-1234-5678", "なし", "03-1234-56789", "٠٩٠١٢٣٤٥٦٧٨"])
def test_phone_refuses_what_cannot_be_called(typed):
    assert "携帯電話は11桁" in sentence(PhoneField(label="電話番号"), typed)


@pytest.mark.parametrize("typed", ["1000001", "１００－０００１", "〒100-0001", "100ー0001", "１００ ０００１"])
def test_postcode_is_stored_with_its_hyphen(typed):
    assert PostcodeField().clean(typed) == "100-0001"


@pytest.mark.parametrize("typed", ["100-000", "10000011", "千代田区", "١٠٠٠٠٠١"])
def test_postcode_refuses_other_lengths(typed):
    assert sentence(PostcodeField(label="郵便番号"), typed) == "郵便番号は7桁の数字で入力してください。例：123-4567"


@pytest.mark.parametrize("field", [TextField, NameField, KanaField, PhoneField, PostcodeField])
def test_blank_text_is_the_empty_string_where_it_may_be_left_out(field):
    assert field(required=False).clean("　") == ""
    assert field(required=False).clean(None) == ""


class Memo(LookForm):
    text = TextField(label="聞き取りメモ", required=False)
    name = NameField(label="氏名", required=False)


def _html(form, field):
    return form[field].as_field_group()


def test_a_refused_number_may_be_vouched_for_beside_its_box():
    refused = Memo({"text": "123456789018"})
    ticked = Memo({"text": "お客様番号 123456789018", "text-other_number": "on"})

    assert not refused.is_valid()
    assert 'name="text-other_number"' in _html(refused, "text")
    assert ticked.is_valid()
    assert ticked.vouched() == ["text"]


class Row(LookForm):
    note = TextField(label="備考", required=False)


class Household(LookForm):
    """With rows, as the application's form has them."""

    def __init__(self, typed):
        super().__init__(typed)
        self.members = forms.formset_factory(Row, can_delete=True)(typed, prefix="members")

    def is_valid(self):
        return all([super().is_valid(), self.members.is_valid()])


ROWS = {
    "members-TOTAL_FORMS": "2",
    "members-INITIAL_FORMS": "0",
    "members-0-note": "お客様番号 123456789018",
    "members-1-note": "なし",
}


def test_a_number_in_a_row_is_vouched_for_beside_its_own_box():
    refused = Household(ROWS)
    ticked = Household({**ROWS, "members-0-note-other_number": "on"})
    elsewhere = Household({**ROWS, "members-1-note-other_number": "on"})

    assert not refused.is_valid()
    assert 'name="members-0-note-other_number"' in _html(refused.members[0], "note")
    assert ticked.is_valid()
    assert ticked.vouched() == ["note"]
    assert not elsewhere.is_valid()


def test_of_a_row_that_goes_nothing_is_vouched_for():
    form = Household({**ROWS, "members-0-note-other_number": "on", "members-0-DELETE": "on"})

    assert form.is_valid()
    assert form.vouched() == []


def test_nobody_is_asked_to_vouch_where_nothing_was_refused():
    plain, ticked_for_nothing = Memo({"text": "なし"}), Memo({"text": "なし", "text-other_number": "on"})

    assert plain.is_valid()
    assert "other_number" not in _html(plain, "text") + _html(Memo(), "text")
    assert ticked_for_nothing.is_valid()
    assert ticked_for_nothing.vouched() == []


def test_a_name_is_never_another_number():
    form = Memo({"name": "123456789018", "name-other_number": "on"})

    assert not form.is_valid()
    assert "other_number" not in _html(form, "name")
