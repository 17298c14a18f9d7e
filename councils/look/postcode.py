"""〒から住所. The page asks while somebody types; without JavaScript a button brings the form back, filled."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse, JsonResponse

from councils.doors import StaffRequest, door
from councils.look.unfinished import FILL
from councils.postcodes import Place, place_of

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]
_NONE = "この郵便番号の住所は見つかりません。番号を確かめるか、住所を入力してください。"
MOST_NAMED = 8
_KEPT = "住所に入力があるため、そのままにしました。"


@door(None, "GET")
def postcode(request: StaffRequest) -> HttpResponse:
    """住所の候補. Public facts alone; of whom it is asked is not said."""
    place = place_of(request.GET.get("code", ""))
    if place is None:
        return JsonResponse({"address": "", "sentence": _NONE})
    return JsonResponse({"address": place.address, "sentence": _of_several(place)})


def fills_addresses(view: View[P]) -> Callable[..., HttpResponse]:
    """For the view of a form with 〒: pressed, the form comes back with the address and all that was typed."""

    @wraps(view)
    def filling(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and (box := request.POST.get(FILL)):
            _fill(request, box)
        return view(request, *args, **kwargs)

    return filling


def _fill(request: StaffRequest, box: str) -> None:
    typed = request.POST.copy()
    place, address = place_of(typed.get(box, "")), box.removesuffix("postcode") + "address"
    if place is None:
        messages.warning(request, _NONE)
    elif typed.get(address):
        messages.warning(request, _KEPT)
    else:
        typed[address] = place.address
        messages.success(request, f"住所を入れました。番地までお書きください。{_of_several(place)}")
    request.POST = typed  # type: ignore[assignment]  # a copy, so that the view reads what the button has filled


def _of_several(place: Place) -> str:
    if not place.towns:
        return ""
    return f"この番号の区域：{'、'.join(place.towns[:MOST_NAMED])}{'など' if len(place.towns) > MOST_NAMED else ''}"
