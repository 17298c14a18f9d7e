"""Addresses of the zone: gate."""

from django.urls import include, path

from config.urls import common
from councils.administration import urls as administration

urlpatterns = [
    *common.urlpatterns,
    path("trail/", include("councils.trail.urls")),
    path("staff/", include((administration.GATE, "staff"))),
    path("", include("inquiry.officer.urls")),
]

handler400, handler404, handler500 = common.handler400, common.handler404, common.handler500
