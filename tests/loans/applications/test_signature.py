"""署名欄: numbers within the box, and nothing else."""

import json

import pytest
from django import forms

from loans.applications.signature import HEIGHT, MOST_POINTS, MOST_STROKES, WIDTH, SignatureField, path_of

STROKES = [[0, 0, 10, 10, 20, 20, 30, 30], [40, 40, 50, 50, 60, 60, WIDTH, HEIGHT]]


def read(value):
    return SignatureField(label="署名", required=False).clean(value)


def test_strokes_come_back_as_they_were_written():
    assert read(json.dumps(STROKES)) == STROKES
    assert (read(""), read(None)) == (None, None)


@pytest.mark.parametrize(
    "value",
    [
        "x",
        "{}",
        "[1]",
        "[[]]",
        "[[1]]",
        '[["1", "2"]]',
        "[[1.5, 2]]",
        "[[true, false]]",
        f"[[{WIDTH + 1}, 0]]",
        f"[[0, {HEIGHT + 1}]]",
        "[[-1, 0]]",
        "[[NaN, 0]]",
        "[" * 5_000,
        '[["<script>", 1]]',
    ],
)
def test_what_is_no_stroke_is_refused_with_a_sentence(value):
    with pytest.raises(forms.ValidationError, match="読み取れませんでした"):
        read(value)


@pytest.mark.parametrize(
    ("strokes", "words"),
    [
        ([[1, 1]], "短すぎます"),
        ([[1, 1]] * (MOST_STROKES + 1), "多すぎます"),
        ([[1, 1] * (MOST_POINTS + 1)], "多すぎます"),
    ],
)
def test_a_signature_is_neither_a_dot_nor_a_picture(strokes, words):
    with pytest.raises(forms.ValidationError, match=words):
        read(json.dumps(strokes))


def test_it_is_drawn_as_lines():
    assert path_of([[1, 2, 3, 4], [5, 6]]) == "M1 2L3 4 M5 6L5 6"
    assert path_of(None) == ""
