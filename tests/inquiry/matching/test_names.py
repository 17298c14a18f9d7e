import pytest

from inquiry.matching.compare import Outcome
from inquiry.matching.findings import Reason, Rule

from .people import pair


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("架空 太郎", "架空太郎"),
        ("架 空 太 郎", "架空　太郎"),
        ("Ｎｇｕｙｅｎ Van An", "NGUYEN VAN AN"),
        ("ﾏﾘｱ･ｼﾙﾊﾞ", "マリア シルバ"),
        ("マリ−", "マリー"),
        ("\ufa19崎", "神崎"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_encoding_is_no_difference(left, right):
    assert pair({"name": left}, {"name": right}).outcome is Outcome.MATCH


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("髙橋一郎", "高橋一郎", Reason.NAME_SAME_SHAPE),
        ("𠮷田一郎", "吉田一郎", Reason.NAME_SAME_SHAPE),
        ("佐々木一郎", "佐佐木一郎", Reason.NAME_ITERATION),
        ("一ヶ瀬一郎", "一ケ瀬一郎", Reason.NAME_KE),
        ("山田[佐藤]花子", "山田花子", Reason.NAME_FORMER),
        ("NGUYỄN VĂN AN", "NGUYEN VAN AN", Reason.NAME_DIACRITIC),
        ("张伟", "張偉", Reason.NAME_IMMIGRATION_KANJI),
    ],
)
def test_another_shape_of_the_name_matches_by_the_relaxed_rule_only_and_is_noted(left, right, reason):
    strict, relaxed = (pair({"name": left}, {"name": right}, rule) for rule in Rule)

    assert (strict.outcome, strict.reasons) == (Outcome.NEEDS_REVIEW, (reason,))
    assert (relaxed.outcome, relaxed.reasons) == (Outcome.MATCH, (reason,))


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("山﨑一郎", "山崎一郎", Reason.NAME_RELATED_GLYPH),
        ("渡邉一郎", "渡邊一郎", Reason.NAME_RELATED_GLYPH),
        ("廣瀨惠子", "広瀬恵子", Reason.NAME_RELATED_GLYPH),
        ("斉藤一郎", "斎藤一郎", Reason.NAME_SAME_READING),
        ("井ノ上一郎", "井之上一郎", Reason.NAME_SAME_READING),
        ("しづ", "しず", Reason.NAME_SAME_READING),
        ("架空〓郎", "架空太郎", Reason.NAME_UNREADABLE),
        ("\ue000橋一郎", "高橋一郎", Reason.NAME_UNREADABLE),
        ("架空〓郎", "架空〓郎", Reason.NAME_UNREADABLE),
        ("林 田太郎", "林田 太郎", Reason.NAME_BOUNDARY),
        ("MARIA NNA", "MARIAN NA", Reason.NAME_BOUNDARY),
        ("VAN AN NGUYEN", "NGUYEN VAN AN", Reason.NAME_ORDER),
        ("MARIA SILVA", "MARIA APARECIDA SILVA", Reason.NAME_PART_MISSING),
        ("グエン アン", "NGUYEN AN", Reason.NAME_SCRIPT),
        ("山田[佐藤]花子", "山田[鈴木]花子", Reason.NAME_SAME_READING),
        ("", "架空太郎", Reason.NAME_MISSING),
    ],
)
def test_what_may_be_another_name_is_for_a_person_by_either_rule(left, right, reason):
    for rule in Rule:
        verdict = pair({"name": left}, {"name": right}, rule)

        assert (verdict.outcome, verdict.reasons) == (Outcome.NEEDS_REVIEW, (reason,))


@pytest.mark.parametrize(
    ("left", "left_kana", "right", "right_kana"),
    [
        ("架空美咲", "カクウ ミサキ", "架空美希", "カクウ ミキ"),
        ("林一郎", "ハヤシ イチロウ", "林二郎", "ハヤシ ジロウ"),
        ("架空由美子", "カクウ ユミコ", "架空美子", "カクウ ヨシコ"),
        ("架空 美咲", "カクウミサキ", "架空 美希", "カクウミキ"),
        ("NGUYEN VAN AN", "グエン ヴァン アン", "NGUYEN VAN BINH", "グエン ヴァン ビン"),
    ],
)
def test_twins_differ_in_the_given_name_and_its_reading(left, left_kana, right, right_kana):
    verdict = pair({"name": left, "kana": left_kana}, {"name": right, "kana": right_kana}, Rule.RELAXED)

    assert verdict.outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(
    ("left", "left_kana", "right", "right_kana"),
    [
        ("山田花子", "ヤマダ ハナコ", "佐藤花子", "サトウ ハナコ"),
        ("架空ヴィオラ", "カクウ ヴィオラ", "架空ビオラ", "カクウ ビオラ"),
        ("KIM TARO", "キム タロウ", "架空太郎", "カクウ タロウ"),
        ("架空一郎", "", "架空二郎", ""),
    ],
)
def test_a_marriage_an_alias_or_a_missing_kana_is_no_proof_of_another_person(left, left_kana, right, right_kana):
    verdict = pair({"name": left, "kana": left_kana}, {"name": right, "kana": right_kana}, Rule.RELAXED)

    assert verdict.outcome is Outcome.NEEDS_REVIEW


def test_the_kana_is_auxiliary_and_only_noted():
    verdict = pair({"kana": "カクウ シヨウジ"}, {"kana": "ｶｸｳ ｼｮｳｼﾞ"})

    assert (verdict.outcome, verdict.reasons) == (Outcome.MATCH, (Reason.KANA_DIFFERS,))
