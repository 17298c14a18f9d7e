"""行の追加. A row more in a form of rows: by the script at once; without JavaScript a button brings the form back."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from councils.doors import StaffRequest
from councils.look.row_counts import rows_sent
from councils.look.unfinished import ADD

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]


def adds_rows(view: View[P]) -> Callable[..., HttpResponse]:
    """For the view of a form with rows: pressed, the form comes back with an empty row and all that was typed."""

    @wraps(view)
    def adding(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and (prefix := request.POST.get(ADD)):
            _add(request, prefix)
        return view(request, *args, **kwargs)

    return adding


def _add(request: StaffRequest, prefix: str) -> None:
    """Rows are counted in what was sent: of the new one only the tick is there, and it is not set."""
    typed = request.POST.copy()
    typed[f"{prefix}-{rows_sent(request.POST, prefix)}-DELETE"] = ""
    request.POST = typed  # type: ignore[assignment]  # a copy, so that the view reads the row that was added
