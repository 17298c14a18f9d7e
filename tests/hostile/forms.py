"""Every form of ours, built as its view builds it: found by walking the packages, given what its keywords name."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache, partial
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django import forms
from django.http import QueryDict

PACKAGES = ("councils", "loans", "inquiry")
# Those of the sign-in's library ask the database and the session while they are built: their fields are tried alone,
# and their pages by HTTP.
OF_THE_LIBRARY = "councils.signin.forms"
# Bases, of which no page shows one.
BASES = {
    "councils.look.forms.LookForm",
    "councils.look.forms.PoliteWords",
    "loans.applications.request_form.RequestForm",
    "loans.consultations.forms.base.StepForm",
}
NOBODY = UUID("00000000-0000-4000-8000-000000000001")


def found() -> list[type[forms.Form]]:
    """All of them; a module that nobody has imported yet is imported."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    ours = {form for form in _below(forms.BaseForm) if form.__module__.split(".")[0] in PACKAGES}
    return sorted((form for form in ours if name_of(form) not in BASES), key=name_of)


def _below(kind: type) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def name_of(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"


def ways(form: type[forms.Form]) -> list[Callable[[QueryDict | None], forms.Form]]:
    """One for each way in which a view builds it. Raises KeyError where nobody knows a keyword."""
    names = _keywords(form)
    kept = {name: value for name, value in {**_one(), **_of(form)}.items() if name in names}
    several = next((name for name in names if name in _SEVERAL), None)
    if unknown := [name for name in names if name not in kept and name != several]:
        raise KeyError(f"{name_of(form)} is given {unknown}: tests/hostile/forms.py must know what")
    if several is None:
        return [partial(form, **kept)]
    return [partial(form, **kept, **{several: each}) for each in _SEVERAL[several]()]


def _keywords(form: type) -> list[str]:
    """What has no default of its own, of the form and of what it is made from."""
    found: dict[str, None] = {}
    for kind in form.__mro__:
        if kind.__module__.split(".")[0] in PACKAGES and "__init__" in vars(kind):
            for each in inspect.signature(kind.__init__).parameters.values():
                if each.kind is each.KEYWORD_ONLY and each.default is each.empty:
                    found[each.name] = None
    return list(found)


@contextmanager
def without_a_database() -> Iterator[None]:
    """What forms look up while they are built or checked, answered here."""
    from loans.extras.models import ExtraField

    extras = [
        ExtraField(id=UUID(int=place), label=f"項目{kind.label}", kind=kind, choices=["甲", "乙"])
        for place, kind in enumerate(ExtraField.Kind, start=1)
    ]
    answers = {
        "loans.applications.forms.rows_of": [],
        "loans.applications.papers.types": {},
        "loans.review.return_form.places": [("", "全体")],
        "loans.review.return_form.reasons_in_force": [],
        "loans.talk.forms.kinds_in_force": [],
        "loans.talk.forms.places": [("", "全体")],
        "loans.applications.forms.extras_for": extras,
        "inquiry.officer.limit_form.funds": [("KINKYU", "緊急小口資金")],
        "councils.signin.unlocking.has_factor": True,
    }
    with ExitStack() as stack:
        for place, answer in answers.items():
            stack.enter_context(patch(place, return_value=answer))
        yield


def _terms() -> list[Any]:
    from loans.terms.products import read_products

    return list(read_products())


def _applications() -> list[Any]:
    """One for each fund."""
    from loans.applications.models import Application
    from loans.terms.models import FundTerms
    from loans.terms.products import read_rows

    return [
        Application(fund=row["code"], terms=FundTerms(code=row["code"], terms=row), prefecture_id="130001")
        for row in read_rows()
    ]


def _members() -> list[Any]:
    from loans.applications.models import Member

    return [Member(id=NOBODY, name="見本 太郎", relation="self", born="1986-05-14")]


def _planned() -> list[Any]:
    from inquiry import gateway
    from loans.applications.plan import Planned

    class Asked:
        is_asked = True

    return [Planned(kind, Asked(), [], None, None, None) for kind in gateway.Kind]


def _paper_type() -> Any:
    from loans.applications.models import PaperType
    from loans.mark_kinds import Mark

    return PaperType(code="IDENTITY", blackout=list(Mark))


def _entries() -> list[Any]:
    from councils.settings import registry

    return [entry for zone in ("office", "gate") for entry in registry.entries(zone)]


def _stops() -> list[Any]:
    from inquiry.vault.models import Stop

    return [None, Stop()]


def _officers() -> list[Any]:
    from councils.administration.models import RosterEntry

    return [RosterEntry(staff_id=1, name="見本 太郎", username="mihon")]


def _talk() -> Any:
    from loans.consultations.models import Consultation

    return Consultation(came_on=date(2026, 11, 2), members=[], schemes={})


@cache
def _one() -> dict[str, Any]:
    """By keyword: what a view gives, where one is enough."""
    from councils.permissions import PostKind
    from inquiry.vault.models import Candidate, Source
    from loans.applications.models import BudgetCategory
    from loans.applications.returned import ItemLine

    return {
        "categories": [BudgetCategory(code="wage", name="給与", side="income")],
        "items": [ItemLine(NOBODY, 1, "", "", "", "", "", "", [], "", is_late=False)],
        "initial": {},
        "is_oral": True,
        "kind": _paper_type(),
        "places": [("", "全体")],
        "reasons": [("PAPER_MISSING", "書類の不足")],
        "representatives": _members(),
        "scans": [("1", "写し")],
        "candidates": Candidate.objects.none(),
        "councils": [("131016", "見本区社会福祉協議会")],
        "funds": _terms(),
        "line": Source.values[0],
        "may_link_alone": True,
        "members": _members(),
        "officers": _officers(),
        "people": [(1, "見本 太郎")],
        "planned": _planned(),
        "posts": tuple(PostKind),
        "staff": [("1", "見本 太郎")],
        "talk": _talk(),
    }


def _of(form: type) -> dict[str, Any]:
    """Where the same keyword is something else."""
    from councils.models import Staff
    from councils.permissions import PostKind
    from loans.talk.models import Side
    from loans.talk.people import Talker

    return {
        "councils.signin.unlocking.UnlockForm": {"staff": Staff(pk=1)},
        "loans.talk.forms.WordsForm": {"people": [Talker(1, "見本 太郎", Side.COUNTER, PostKind.COUNSELLOR)]},
    }.get(name_of(form), {})


# By keyword: where each of several makes other fields.
_SEVERAL = {"application": _applications, "entry": _entries, "stop": _stops, "terms": _terms}
