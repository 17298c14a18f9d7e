from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application, Budget
from loans.states import AT_COUNTER, State


@transaction.atomic
def save_budget(
    application_id: UUID, monthly: dict[str, int], yearly: dict[str, int], note: str, *, by: Actor
) -> Budget:
    """家計表の保存. One sheet for each application; what it said before is history.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、家計表を直せません。返戻を受けてから直してください。")
    budget = application.budgets.first()
    if budget is None:
        budget = Budget(
            prefecture_id=application.prefecture_id,
            municipal_council_id=application.municipal_council_id,
            application=application,
            written_by=by.person_id,
            monthly=monthly,
            yearly=yearly,
            note=note,
        )
        budget.save(force_insert=True)
    else:
        budget.monthly, budget.yearly, budget.note = monthly, yearly, note
        budget.save(update_fields=["monthly", "yearly", "note"])
    write.act("save_budget", case_id=application.id, fields=["budget"])
    return budget
