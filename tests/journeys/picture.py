"""The README's pictures, from a running demo: `python -m tests.journeys.picture OUT.png` (LOCAL_DIR says which demo).

OUT.png is the office's case page of a case that has walked, at 1280 by 800; OUT-form.png the counter's application
form at 820 by 1180. Run `make run` before: the case of its walk is the one in the picture.
"""

import json
import os
import sys
from pathlib import Path

from tests.config.living import ROOT
from tests.journeys.eyes import Person, watched

OFFICE, TABLET = {"width": 1280, "height": 800}, {"width": 820, "height": 1180}


def main() -> None:
    out = Path(sys.argv[1])
    local = Path(os.environ.get("LOCAL_DIR", str(ROOT / ".local")))
    with watched(json.loads((local / "run.json").read_text())) as cast:
        reviewer, counsellor = cast.person("sakura"), cast.person("aoba")
        case = _decided_case(reviewer)
        _take(reviewer, case, OFFICE, out)
        counsellor.sign_in()
        _take(counsellor, case + "application/", TABLET, out.with_name(f"{out.stem}-form{out.suffix}"))


def _decided_case(reviewer: Person) -> str:
    """The address of the case that was decided first."""
    reviewer.sign_in()
    reviewer.open("/queue/?tab=決定済み")
    address = reviewer.page.locator("a.person").first.get_attribute("href")
    if address is None:
        sys.exit("No case has been decided in this demo yet: `make run` walks one.")
    return address


def _take(person: Person, address: str, size: dict[str, int], out: Path) -> None:
    person.page.set_viewport_size(size)
    person.open(address)
    person.page.screenshot(path=str(out))
    print(out)


if __name__ == "__main__":
    main()
