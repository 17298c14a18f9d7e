from loans.applications.models import Application
from loans.legacy.models import LegacyPush


def push_of(application: Application) -> LegacyPush | None:
    """業務システムへの送信, for the office's case page."""
    return application.pushes.defer("payload").first()
