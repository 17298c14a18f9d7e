"""Addresses of the zone: counter."""

from config.urls import common

urlpatterns = [*common.urlpatterns]

handler400, handler404, handler500 = common.handler400, common.handler404, common.handler500
