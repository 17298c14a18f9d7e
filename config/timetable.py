"""予定表. Whose tasks ring in a zone, and how often each is asked to look (Celery beat)."""

from typing import Any

# The pages load these modules too, so that they know which bell to press.
SWEPT = {
    "office": ("loans.legacy.tasks", "loans.documents.tasks", "loans.talk.tasks", "councils.administration.tasks"),
    "gate": ("inquiry.vault.tasks", "councils.administration.tasks"),
}
# 気になる閲覧: the office asks by its cases too, the gate by its trail alone.
LOOKING_OVER = {"office": "loans.oversight.tasks", "gate": "councils.trail.alerts.tasks"}
# A new day comes once: what it brings may wait ten minutes.
DAILY, DAILY_SECONDS = "councils.administration.tasks", 600
# Reads what was destroyed in all the years: four times a day is what that is worth, beside every start of the worker.
COMPARING = {"gate": "inquiry.vault.tasks.compare_tombstones"}
COMPARE_SECONDS = 6 * 60 * 60


def modules(zone: str) -> list[str]:
    return [*SWEPT[zone], LOOKING_OVER[zone]] if zone in SWEPT else []


def schedule(zone: str, *, sweep_seconds: int, alert_seconds: int) -> dict[str, dict[str, Any]]:
    """By name, as Celery beat wants it; a look that was not begun in time is left to the next."""
    sweeps = {
        f"sweep of {module}": _entry(f"{module}.sweep", DAILY_SECONDS if module == DAILY else sweep_seconds)
        for module in SWEPT.get(zone, ())
    }
    overs = {"look over the trail": _entry(f"{LOOKING_OVER[zone]}.look_over", alert_seconds)} if zone in SWEPT else {}
    comparing = {"compare the tombstones": _entry(COMPARING[zone], COMPARE_SECONDS)} if zone in COMPARING else {}
    return sweeps | overs | comparing


def _entry(task: str, seconds: int) -> dict[str, Any]:
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}
