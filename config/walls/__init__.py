"""Checks of the walls that a zone makes of itself before it serves anybody."""
