"""The URL walk: every address of every zone, asked by every post and by everybody who is not in, in every way.

Declared in declared.py. Forbidden and absent are one answer, nothing of others is in any, looking changes nothing,
and what is pressed on somebody else's row changes none of theirs. Between looking and pressing, every form is filled in
with what nobody should type: the small version of the proof `entries`.
"""

from tests.bed import Bed
from tests.walls.proofs import Outcome

# The gate's rows are made by its worker; every request is sent as the login of the pages (gate_things.py).
RUNS = ("counter", "office", "gate_worker")
LINE = (
    "urls requests={requests} undeclared={undeclared} leaked={leaked}"
    " entries: sent={sent} forms={forms} fields={fields} texts={texts} refused={refused} taken={taken}"
    " status500={status500} unsaid={unsaid} lost={lost} half_written={half_written}"
)
AT_LEAST = {"requests": 9_000}


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    from tests.walls.proofs.urls.zone import walked  # a zone's own modules, once Django is there

    return walked(bed, is_full=is_full)
