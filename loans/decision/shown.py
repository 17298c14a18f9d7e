from loans.applications.models import Application
from loans.decision.models import Decision


def decision_of(application: Application) -> Decision | None:
    """決定. There is one, or none yet."""
    return application.decisions.first()
