from django.apps import AppConfig


class DeskConfig(AppConfig):
    """照会票. The slip: the only thing that crosses into and out of the gate (house.md §2)."""

    name = "inquiry.desk"
    label = "inquiry_desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from councils.settings import registry
        from inquiry.desk.settings import ENTRIES  # what it shows is codes of this app

        registry.learn(*ENTRIES)
