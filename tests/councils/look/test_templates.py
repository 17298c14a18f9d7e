import re
from pathlib import Path

import pytest
from django.template import engines

from councils.look.extract_tokens import LOOK

TEMPLATES = sorted((LOOK / "templates").rglob("*.html"))


def drawn(source: str, **context: object) -> str:
    """Through a file's loader path: components are compiled by cotton before Django reads them."""
    from django_cotton.compiler_regex import CottonCompiler

    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_inline_style_script_or_handler(template: Path):
    source = template.read_text()

    assert re.findall(r"<style|\bstyle=|\son\w+=|<script(?![^>]*\bsrc=)", source) == []


def test_chip_has_a_colour_kind_and_words():
    assert '<span class="chip chip-waiting">照会待ち</span>' in drawn('<c-chip kind="waiting">照会待ち</c-chip>')


def test_only_an_error_banner_interrupts():
    assert 'role="alert"' in drawn('<c-banner kind="error">止まりました</c-banner>')
    assert 'role="status"' in drawn('<c-banner kind="success">済みました</c-banner>')


def test_steps_mark_where_one_is():
    steps = [{"label": "きっかけ", "state": "done", "url": "/1/"}, {"label": "収入", "state": "current", "url": "/2/"}]

    page = drawn('<c-steps :steps="steps" />', steps=steps)

    assert page.count('aria-current="step"') == 1
    assert '<a href="/1/">きっかけ</a>' in page
    assert "/2/" not in page


def test_a_table_is_named_and_can_be_scrolled_by_keyboard():
    page = drawn(
        '<c-table caption="担当案件"><c-slot name="head"><th>氏名</th></c-slot><tr><td>見本</td></tr></c-table>'
    )

    assert 'role="region" aria-label="担当案件" tabindex="0"' in page
    assert "<thead><tr><th>氏名</th></tr></thead>" in page
    assert "<tbody><tr><td>見本</td></tr></tbody>" in page


def test_the_timeline_says_what_when_and_who():
    events = [{"title": "受け付けました", "when": "令和8年11月18日 09:30", "who": "見本 太郎"}]

    page = drawn('<c-timeline :events="events" />', events=events)

    assert all(words in page for words in events[0].values())


def test_a_seal_shows_its_proxy_and_an_empty_seat_waits():
    seals = [
        {"post": "課長", "name": "", "is_current": True},
        {"post": "係長", "name": "見本 緑", "mark": "見本", "when": "8.11.20", "proxy": "代決"},
    ]

    page = drawn('<c-seal-row :seals="seals" />', seals=seals)

    assert "決裁待ち" in page
    assert "代決" in page
    assert page.count("seal-waits") == 1


def test_facts_tell_blank_from_nought():
    page = drawn('<c-facts :rows="rows" />', rows=[{"label": "収入", "value": 0}, {"label": "勤め先", "value": ""}])

    assert "<dd>0</dd>" in page
    assert page.count("未入力") == 1


def test_money_tells_blank_from_nought():
    assert "182,000円" in drawn('<c-money :yen="amount" />', amount=182_000)
    assert "0円" in drawn('<c-money :yen="amount" />', amount=0)
    assert "未入力" in drawn('<c-money :yen="amount" />', amount=None)


def test_the_identity_bar_escapes_and_names_the_person():
    page = drawn('<c-identity :name="name" kana="ミホン" reference="R8-13-1" />', name="<見本>")

    assert "&lt;見本&gt;" in page
    assert 'data-copy="R8-13-1"' in page
