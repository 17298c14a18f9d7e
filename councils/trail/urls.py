"""Addresses of the trail's pages, in the office and in the gate."""

from django.urls import path

from councils.trail import views
from councils.trail.alerts import views as alerts

app_name = "trail"
urlpatterns = [
    path("", views.rows, name="rows"),
    path("find/case/", views.find_case, name="find_case"),
    path("find/person/", views.find_person, name="find_person"),
    path("export/", views.export, name="export"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/<int:alert_id>/", alerts.confirm_alert, name="confirm_alert"),
]
