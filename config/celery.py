"""Celery. Tasks are doorbells: they look into the outbox; the sweep looks even when no bell rang."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("yorisoi")
app.config_from_object("django.conf:settings", namespace="CELERY")
