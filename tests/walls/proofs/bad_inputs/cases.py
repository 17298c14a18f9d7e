"""Who is signed in where, and the pages that there are: with a case in them, made by the real actions."""

import os
import subprocess
import sys
from collections.abc import Mapping
from uuid import uuid4

from django.urls import reverse

from councils.tenancy import transaction_for
from tests import bed as beds
from tests.acting import actor_of
from tests.bed import Bed

STEPS = ("start", "household", "troubles", "schemes", "check")
TALKS = (*(f"talk_{step}" for step in STEPS), "introduce")
WHO = {"counter": "aoba", "office": "sakura", "gate": "shirabe"}
Pages = Mapping[str, str]


def pages(bed: Bed, run: str) -> Pages:
    return {"counter": _of_counter, "office": _of_office, "gate": _of_gate}[run](bed)


def _of_counter(bed: Bed) -> Pages:
    from tests import make

    by = actor_of(bed, "aoba")
    with transaction_for(by):
        talk, draft, submitted = make.consultation(by), make.draft(by), make.submitted(by)
        shared = make.consultation(by, sharing="given", sharing_on=make.CAME_ON)
        taken = submitted.members.first()
    return {
        "desk": "/",
        "talk": reverse("loans:consult"),
        **{f"talk_{step}": reverse("loans:interview", args=[talk.id, step]) for step in STEPS},
        "introduce": reverse("loans:introduce", args=[shared.id]),
        "close": reverse("loans:close_consultation", args=[talk.id]),
        "application": reverse("loans:edit", args=[draft.id]),
        "papers": reverse("loans:add_document", args=[draft.id]),
        "consent": reverse("loans:consent", args=[submitted.id, taken.id]),
        "refusal": reverse("loans:refuse_consent", args=[submitted.id, taken.id]),
        "party": reverse("loans:add_party", args=[draft.id]),
        "budget": reverse("loans:budget", args=[draft.id]),
        "opinion": reverse("loans:opine", args=[submitted.id]),
        "case": reverse("loans:case", args=[draft.id]),
        "moving": reverse("loans:papers", args=[draft.id]),
        "absent": reverse("loans:case", args=[uuid4()]),
    }


def _of_office(bed: Bed) -> Pages:
    environment = {**os.environ, **bed.environment("counter")}
    environment.pop("LEGACY_URL", None)
    words = [sys.executable, "-m", "tests.loans.pages.seed", "1"]
    told = subprocess.run(words, cwd=beds.ROOT, env=environment, check=True, capture_output=True, text=True)
    case = told.stdout.split()[-1]
    return {
        "queue": reverse("loans:queue"),
        "case": reverse("loans:case", args=[case]),
        "return": reverse("loans:return", args=[case]),
        "order": reverse("loans:order", args=[case]),
        "proposal": reverse("loans:propose", args=[case]),
        "paper": reverse("loans:document", args=[case, uuid4()]),
        "letter": reverse("loans:letter", args=[case, "notice"]),
        "absent": reverse("loans:case", args=[uuid4()]),
    }


def _of_gate(bed: Bed) -> Pages:
    return {
        "orders": reverse("officer:orders"),
        "order": reverse("officer:order", args=[uuid4()]),
        "moving": reverse("officer:progress", args=[uuid4()]),
        "person": reverse("officer:person", args=[uuid4()]),
        "look": reverse("officer:look", args=[uuid4()]),
    }


def forms(pages: Pages) -> list[str]:
    """Those of the counter that a person fills in."""
    return [
        pages[name]
        for name in (
            "talk",
            *TALKS,
            "application",
            "consent",
            "refusal",
            "party",
            "budget",
            "opinion",
            "papers",
            "close",
        )
    ]
