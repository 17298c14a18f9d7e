"""The zone's addresses and one more, which runs whatever SQL it is sent. It stands in the proofs alone."""

from importlib import import_module

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from councils.doors import StaffRequest, door
from tests.walls.proofs.injection.attempts import PAGE, told


@door(None, "POST")
def attacked(request: StaffRequest) -> HttpResponse:
    return HttpResponse(told(request.POST.getlist("sql"), request.POST["way"]), content_type="text/plain")


_zone = import_module(f"config.urls.{settings.ZONE}")
urlpatterns = [path(PAGE.strip("/") + "/", attacked), *_zone.urlpatterns]
handler400, handler404, handler500 = _zone.handler400, _zone.handler404, _zone.handler500
