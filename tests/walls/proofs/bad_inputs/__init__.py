"""Bad files and bodies against the real pages: no answer of 500, each within five seconds, memory under 300 MB.

Each zone is served by gunicorn as in config/zones.py, its people are really signed in, and every byte is our own: what
no browser sends is sent too, and the log quotes none of it. Every field of the counter's forms gets the strings; what
was typed stays on the page. Files go through the upload and then through the worker's child.
"""

from pathlib import Path

from django.urls import reverse

from tests.bed import Bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.bad_inputs import cases, children, fields, uploads
from tests.walls.proofs.bad_inputs.asking import Judge, told_by
from tests.walls.proofs.bad_inputs.bodies import bodies
from tests.walls.proofs.bad_inputs.lines import lines
from tests.walls.proofs.bad_inputs.quoting import marked, quoted_by
from tests.walls.proofs.bad_inputs.serving import MOST_MEMORY_MB, served

RUNS = ("counter", "office", "gate")
LINE = (
    "bad-inputs tried={tried} status500={status500} slow={slow} lost={lost} quoted={quoted}"
    " memory: counter={counter_mb} office={office_mb} gate={gate_mb} MB"
)
AT_LEAST = {"tried": 500}
# The small version takes every thirteenth request and so on, always the same ones.
STRIDE = {"requests": 13, "strings": 15, "files": 8}


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    counts = ("tried", "status500", "slow", "lost", "quoted", *(f"{zone}_mb" for zone in RUNS))
    outcome = Outcome(dict.fromkeys(counts, 0))
    stride = dict.fromkeys(STRIDE, 1) if is_full else STRIDE
    (bed.folder / "logs").mkdir(exist_ok=True)
    with served(bed, run) as zone:
        zone.sign_in(cases.WHO[run])
        judge = Judge(outcome, zone)
        pages = cases.pages(bed, run)
        for each in [*lines(zone, pages), *bodies(zone, pages)][:: stride["requests"]]:
            judge.take(each)
        for each in marked(zone, next(iter(pages.values()))):
            judge.take(each)
        fields.try_all(Judge(outcome, zone.stranger()), [reverse("account_login")], stride["strings"])
        if run == "counter":
            fields.try_all(judge, cases.forms(pages), stride["strings"])
            papers = uploads.files()[:: stride["files"]]
            uploads.try_all(judge, pages["papers"], papers)
            children.try_all(outcome, papers)
        _weigh(outcome, run, zone.memory_mb())
        outcome.faults += told_by(Path(zone.log), run, outcome)
        outcome.faults += quoted_by(Path(zone.log), run, outcome)
    return outcome


def _weigh(outcome: Outcome, run: str, memory_mb: int) -> None:
    outcome.count(f"{run}_mb", memory_mb)
    if memory_mb >= MOST_MEMORY_MB:
        outcome.faults.append(f"{run}: {memory_mb} MB of memory")
