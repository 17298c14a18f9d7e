"""書きかけ. A form that is sent before it is finished: a button in it asks for something else than its end."""

from django.http import HttpRequest

# The button's name (postcode.py); its value is the name of the box that holds the code.
FILL = "fill_address"


def is_unfinished(request: HttpRequest) -> bool:
    return request.method == "POST" and FILL in request.POST
