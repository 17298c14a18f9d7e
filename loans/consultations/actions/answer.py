from uuid import UUID

from django.db import transaction

from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations import rules
from loans.consultations.actions.save import find_open
from loans.consultations.kept import keep_whole
from loans.consultations.models import Consultation


@transaction.atomic
def answer(consultation_id: UUID, question: str, given: str, *, by: Actor) -> Consultation:
    """確認したこと. One question of the panel; the same again takes it back.

    Raises NotPermitted, NotFound (also for a question or an answer that the rules do not know), StepNotAllowed.
    """
    talk = find_open(consultation_id, by=by)
    asked = rules.questions().get(question)
    if asked is None or given not in rules.ANSWERS[asked.kind]:
        raise NotFound
    others = {code: each for code, each in talk.answers.items() if code != question}
    talk.answers = others if talk.answers.get(question) == given else {**others, question: given}
    talk.save(update_fields=["answers", *keep_whole(talk, by=by)])
    write.act("change_consultation", case_id=talk.id, fields=["answers"])
    return talk
