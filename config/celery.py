"""Celery. Tasks are doorbells: they look into the outbox; the sweep looks even when no bell rang."""

import os

from celery import Celery
from celery.signals import worker_ready

from config.memory import look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("yorisoi")
app.config_from_object("django.conf:settings", namespace="CELERY")
worker_ready.connect(look_seldom)
