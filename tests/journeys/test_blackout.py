"""黒塗りの道具: what is drawn over a photograph by hand, pen and keyboard is black in what is kept."""

import io
import os

import pytest
from PIL import Image

from tests.journeys import demo as demos
from tests.journeys.eyes import CHROMIUM, watched

pytestmark = pytest.mark.zone("journeys")
WIDTH, HEIGHT = 600, 400
# What stands where on the photograph, as shares of it.
BY_HAND, BY_KEYS, LEFT_ALONE = (0.1, 0.1, 0.4, 0.3), (0.5, 0.5), (0.9, 0.9)


@pytest.fixture
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), "red").save(out, "JPEG", quality=95)
    return out.getvalue()


def test_a_blackout_by_hand_and_by_keyboard_is_burnt_into_the_photograph(demo, cast):
    walk = demos.take(demo.walk(), until="借入申込書を作成")
    case = f"/cases/{walk.case_id}/"
    person = cast.person("aoba")
    page = person.page
    person.sign_in()
    person.open(case + "papers/list/")
    person.look("counter-checklist-empty")
    person.open(case + "papers/new/")
    person.look("counter-paper-kinds")
    person.open(case + "papers/new/?kind=HEALTH_CERT")
    _black_out(page)
    person.look("counter-blackout")
    for label in page.get_by_text("黒塗りした", exact=True).all():
        label.click()
    person.press("書類を登録する")
    page.get_by_text("資格確認書", exact=True).first.wait_for()
    _wait_for_check(page)
    person.look("counter-checklist")

    with page.expect_download() as coming:
        page.get_by_role("link", name="hoken.jpg", exact=True).click()
    kept = Image.open(coming.value.path()).convert("RGB")

    assert kept.size == (WIDTH, HEIGHT)
    assert [_is_black(kept, *at) for at in ((0.25, 0.2), BY_KEYS, LEFT_ALONE, (0.45, 0.2))] == [
        True,
        True,
        False,
        False,
    ]
    assert page.locator(".papers img").evaluate("each => each.complete && each.naturalWidth") > 0
    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def _black_out(page) -> None:
    """One by hand, one by the keyboard alone."""
    file = {"name": "hoken.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    page.locator("[name=file]").set_input_files([file])
    canvas = page.locator("canvas")
    canvas.wait_for()
    _drag(page, canvas)
    page.get_by_role("button", name="黒塗りを加える").press("Enter")
    for key in ("ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.get_by_text("黒塗り 2か所").wait_for()


def _downloaded(page) -> Image.Image:
    with page.expect_download() as coming:
        page.get_by_role("link", name="hoken.jpg").click()
    return Image.open(coming.value.path()).convert("RGB")


def _drag(page, canvas) -> None:
    canvas.scroll_into_view_if_needed()
    edge = canvas.bounding_box()
    left, top, right, bottom = BY_HAND
    page.mouse.move(edge["x"] + left * edge["width"], edge["y"] + top * edge["height"])
    page.mouse.down()
    page.mouse.move(edge["x"] + right * edge["width"], edge["y"] + bottom * edge["height"], steps=4)
    page.mouse.up()
    page.get_by_text("黒塗り 1か所").wait_for()


def _wait_for_check(page) -> None:
    for _ in range(40):
        if page.get_by_text("確認済み").count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("the check of the photograph does not end")


def _is_black(picture: Image.Image, across: float, down: float) -> bool:
    return max(picture.getpixel((int(across * WIDTH), int(down * HEIGHT)))) < 40


def test_without_the_script_the_page_says_what_to_do_and_takes_the_paper(demo, cast):
    walk = demos.take(demo.walk(), until="借入申込書を作成")
    person = cast.person("aoba")
    person.sign_in()
    state = person.page.context.storage_state()
    context = cast.browser.new_context(java_script_enabled=False, storage_state=state, locale="ja-JP")
    page = context.new_page()

    page.goto(person.url + f"/cases/{walk.case_id}/papers/new/?kind=HEALTH_CERT")
    file = {"name": "hoken.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    page.locator("[name=file]").set_input_files([file])
    for label in page.get_by_text("黒塗りした", exact=True).all():
        label.click()
    hint = page.get_by_text("紙の上で塗りつぶしてから写してください").is_visible()
    page.get_by_role("button", name="書類を登録する").click()

    assert hint
    assert page.get_by_text("書類を受け取りました").is_visible()
