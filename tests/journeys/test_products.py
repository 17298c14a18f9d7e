"""Nine products from the talk to 進達, each fact entered once, everything running.

Eight go by HTTP here; 緊急小口資金 goes by browser (test_browser.py). FULL=1: all nine by browser as well, on a tablet
held upright and across, and 緊急小口資金 once more without scripts in the browser. By HTTP a walk has no more than the
forms (nine/paper.py), so what arrives there shows for its product that the pages work without JavaScript.
"""

import os

import pytest

from config.walk.household import Household, ask_household
from tests.journeys.eyes import CHROMIUM, watched
from tests.journeys.nine.paper import Paper
from tests.journeys.nine.tablet import ACROSS, UPRIGHT, Tablet
from tests.journeys.nine.walk import MOST_FIELDS, Nine, stands_in_queue
from tests.loans.products.facts import AMOUNTS, PRODUCTS

pytestmark = pytest.mark.zone("journeys")
IS_FULL = bool(os.environ.get("FULL"))
BY_HTTP = [code for code in PRODUCTS if code != "KINKYU"]
SIZES = {"upright": UPRIGHT, "across": ACROSS}
full = pytest.mark.skipif(not IS_FULL, reason="only with FULL=1")


@pytest.fixture(scope="module")
def household(demo) -> Household:
    return ask_household(demo.ready["standins"]["resident"], prefecture="東京都", municipality="千代田区")


@pytest.mark.parametrize("code", BY_HTTP)
def test_a_product_goes_from_the_talk_to_the_prefecture(demo, household, code):
    walk = demo.walk()
    nine = Nine(code, household, Paper(walk.screen("aoba")), Paper(walk.screen("wakaba")))

    case = nine.walk()

    print(f"{code}: {nine.ledger.touched} fields")
    assert f"{AMOUNTS[code]:,}円" in nine.chief.words()
    assert stands_in_queue(Paper(walk.screen("sakura")), case)


# These two open browsers of their own, before the one of the tablets is there: Playwright knows one at a time.
@full
def test_by_the_keyboard_alone_one_gets_there_too(demo, household):
    """From the first page of the talk to 進達: Tab, Space, Enter and the arrows reach and work whatever is needed."""
    with watched(demo.ready) as cast:
        people = [cast.person(name, viewport=ACROSS["viewport"]) for name in ("aoba", "wakaba")]
        for person in people:
            person.sign_in()
        aoba, wakaba = (Tablet(person, "keys-", has_touch=False, is_by_keys=True) for person in people)

        nine = Nine("KINKYU", household, aoba, wakaba)

        assert nine.walk()
        assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


@full
def test_without_a_script_a_browser_gets_there_too(demo, household):
    with watched(demo.ready) as cast:
        people = [cast.person(name, **UPRIGHT, java_script_enabled=False) for name in ("aoba", "wakaba")]
        for person in people:
            person.sign_in()
        aoba, wakaba = (Tablet(person, is_scripted=False) for person in people)

        nine = Nine("KINKYU", household, aoba, wakaba)

        assert nine.walk()
        assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


@pytest.fixture(scope="module", params=SIZES)
def tablets(demo, request):
    """Counsellor and chief; signed in once for all the products of a size."""
    if not CHROMIUM:
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as cast:
        people = [cast.person(name, **SIZES[request.param]) for name in ("aoba", "wakaba")]
        for person in people:
            person.sign_in()
        yield people, request.param


@full
@pytest.mark.parametrize("code", PRODUCTS)
def test_a_product_goes_by_browser(tablets, demo, household, code):
    (aoba, wakaba), size = tablets
    aoba.eyes.faults.clear()
    prefix = f"{code}-{size}-"
    nine = Nine(code, household, Tablet(aoba, prefix), Tablet(wakaba, prefix))

    case = nine.walk()

    print(f"{code} {size}: {nine.ledger.touched} fields, {len(aoba.eyes.pages)} screens so far")
    assert not aoba.eyes.faults, "\n".join(aoba.eyes.faults)
    assert code != "KINKYU" or nine.ledger.touched <= MOST_FIELDS
    assert stands_in_queue(Paper(demo.walk().screen("sakura")), case)
