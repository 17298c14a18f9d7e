"""書きかけ. A form that is sent before it is finished: a button in it asks for something else than its end."""

from django.http import HttpRequest

# The buttons' names: of one (postcode.py) the value is the box that holds the code, of the other (rows.py) whose rows.
FILL, ADD = "fill_address", "add_row"


def is_unfinished(request: HttpRequest) -> bool:
    return request.method == "POST" and not {FILL, ADD}.isdisjoint(request.POST)
