from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Stale, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.budget import Sheet, budget_mark, budget_of
from loans.applications.models import Application, Budget
from loans.states import AT_COUNTER, State


@transaction.atomic
def save_budget(application_id: UUID, sheet: Sheet, *, version: int, by: Actor) -> Budget:
    """家計表の保存. One sheet for each application; what it said before is history.

    version: of the sheet as the page was opened on it (budget_mark).
    Raises NotPermitted, NotFound, StepNotAllowed, Stale.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、家計表を直せません。返戻を受けてから直してください。")
    budget = budget_of(application)
    if version != (there := budget_mark(budget)) and budget_mark(sheet) != there:
        raise Stale(there)
    if budget is None:
        budget = Budget(
            prefecture_id=application.prefecture_id,
            municipal_council_id=application.municipal_council_id,
            application=application,
            written_by=by.person_id,
            monthly=sheet.monthly,
            yearly=sheet.yearly,
            note=sheet.note,
        )
        budget.save(force_insert=True)
    else:
        budget.monthly, budget.yearly, budget.note = sheet.monthly, sheet.yearly, sheet.note
        budget.save(update_fields=["monthly", "yearly", "note"])
    write.act("save_budget", case_id=application.id, fields=["budget"])
    return budget
