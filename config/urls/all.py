"""Addresses of ZONE=all: none. It exists for checks, and is never served."""

urlpatterns: list[object] = []
