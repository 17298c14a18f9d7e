"""Every form of every page, filled in with what people type, paste and send: over a line, as the pages' own login.

The forms are found by opening all that opens to each post. Each answer is judged: no fault of ours; where it says no,
a Japanese sentence at the box itself and everything that was entered still there; where it says yes, what was typed,
read as it was meant. A refusal is committed, and at the end the database is as it was: nothing is half written.

FULL=1 puts every text into every box; the small version takes some texts for each form, the same ones every time, and
goes with the walk through the addresses, whose rows it needs.
"""

from tests.bed import Bed
from tests.walls.proofs import Outcome

# The gate's rows are made by its worker; every request is sent as the login of the pages.
RUNS = ("counter", "office", "gate_worker")
LINE = (
    "entries sent={sent} forms={forms} fields={fields} texts={texts} refused={refused} taken={taken}"
    " status500={status500} unsaid={unsaid} lost={lost} half_written={half_written}"
)
AT_LEAST = {"sent": 20_000}


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    from tests.walls.proofs.entries.zone import tried  # a zone's own modules, once Django is there

    return tried(bed, is_full=is_full)
