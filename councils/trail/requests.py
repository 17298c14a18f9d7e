from django.http import HttpRequest

from councils.look.forms import LookForm
from councils.refusals import Refused
from councils.trail import write


def refused_by(request: HttpRequest, refusal: Refused) -> None:
    """断り. Which page, which rule, and which case the address names, be it there or not."""
    match = request.resolver_match
    case_id = match.kwargs.get("application_id") if match else None
    write.refused(match.view_name if match else "unknown", type(refusal).__name__, case_id=case_id)


def vouched_by(request: HttpRequest, form: LookForm, *, stored: str = "") -> None:
    """個人番号ではない. Who said so of which box, in which case; never the number.

    stored: where a form saves itself while somebody types, what it had saved before, whose numbers are recorded.
    """
    match = request.resolver_match
    case_id = match.kwargs.get("application_id") if match else None
    for name in form.vouched(stored):
        write.act("not_my_number", case_id=case_id, fields=[name])
