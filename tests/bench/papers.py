"""`python -m tests.bench papers`: each A4 form warm, and 200 of them, as one document and as 200; no two of them alike.

A process of its own, as the counter's login; the case that is printed is made in a transaction that is taken back.
Exit status 1 where a form takes more than 30 ms (median), or 200 take more than 2 s as one document.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import django

from councils.papers.form import Form, Pairs, Part, print_form, print_forms

TIMES, MANY = 40, 200
MOST_MS, MOST_SECONDS = 30.0, 2.0


def main() -> None:
    django.setup()
    from django.db import transaction

    from councils.tenancy import enter
    from tests import bed, make
    from tests.acting import actor_of

    by = actor_of(bed.opened(), "aoba")
    with transaction.atomic():
        enter(by)
        misses = list(_measured(make.complete(by)))
        transaction.set_rollback(True)
    for miss in misses:
        print(f"MISSED: {miss}", flush=True)
    sys.exit(1 if misses else 0)


def _measured(application: object) -> Iterator[str]:
    from loans.applications.printed import FORMS, facts_of_form
    from loans.consultations.printed import facts_of_consultation

    forms = {code: facts_of_form(application, code) for code in FORMS}
    forms["consultation"] = facts_of_consultation(application.consultation)
    for code, (form, stamp) in forms.items():
        print_form(form, stamp=stamp)
        times = [
            1000 * _seconds(lambda each=each, stamp=stamp: print_form(each, stamp=stamp))
            for each in _others(form, TIMES)
        ]
        print(f"form {code}: median {statistics.median(times):.1f} ms, 95 % {_95(times):.1f} ms", flush=True)
        if statistics.median(times) > MOST_MS:
            yield f"form {code}: {statistics.median(times):.1f} ms"
    form, stamp = forms["application"]
    many = _others(form, MANY)
    one = _seconds(lambda: print_forms(many, title="借入申込書", stamp=stamp))
    each = _seconds(lambda: [print_form(form, stamp=stamp) for form in many])
    print(f"{MANY} forms: as one document {one:.2f} s, as {MANY} documents {each:.2f} s", flush=True)
    if one > MOST_SECONDS:
        yield f"{MANY} forms as one document: {one:.2f} s"


def _others(form: Form, times: int) -> list[Form]:
    """Of another person each: Typst remembers what it has laid out, and would print the same form for nothing."""
    return [replace(form, number=f"R8-{number:06d}", parts=_told_apart(form.parts, number)) for number in range(times)]


def _told_apart(parts: tuple[Part, ...], number: int) -> tuple[Part, ...]:
    return tuple(
        replace(part, pairs=tuple(replace(row, value=row.value and f"{row.value}{number}") for row in part.pairs))
        if isinstance(part, Pairs)
        else part
        for part in parts
    )


def _95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
