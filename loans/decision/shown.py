from collections.abc import Sequence

from councils.papers.letter import Row
from loans.applications.models import Application
from loans.decision.models import Decision
from loans.decision.print import plan_rows


def decision_of(application: Application) -> Decision | None:
    """決定. There is one, or none yet."""
    return application.decisions.first()


def decided_plan(decision: Decision | None) -> Sequence[Row]:
    """決定した償還の計画, in the words of the letters."""
    return plan_rows(decision) if decision and decision.amount_yen else ()
