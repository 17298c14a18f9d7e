from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import Stale, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import rules
from loans.applications.actions.consent import end_consent
from loans.applications.models import Application, Consent, Party
from loans.applications.parties import FACTS, party_mark
from loans.applications.refusals import MinorAsParty
from loans.states import AT_COUNTER, State

# Whose word it was: where one of these changes, it is somebody else who agreed.
WHO = frozenset({"name", "kana", "born"})


@transaction.atomic
def add_party(application_id: UUID, facts: Mapping[str, Any], *, by: Actor) -> Party:
    """連帯借受人・連帯保証人・法定代理人の登録.

    Raises NotPermitted, NotFound, StepNotAllowed, MinorAsParty.
    """
    application = _at_counter(application_id, by)
    party = Party(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        role=facts["role"],
        added_by=by.person_id,
        **{name: facts[name] for name in FACTS},
    )
    _check(party)
    party.save(force_insert=True)
    write.act("add_party", case_id=application.id, subject_id=party.id, fields=[party.role])
    return party


@transaction.atomic
def change_party(application_id: UUID, party_id: UUID, facts: Mapping[str, Any], *, version: int, by: Actor) -> Party:
    """登録の変更. A changed name or birth date is another person, who is asked again.

    version: of what was registered as the page was opened on it (party_mark). Raises as `add_party`, and Stale.
    """
    application = _at_counter(application_id, by)
    party = rules.party_of(application, party_id)
    changed = [name for name in FACTS if getattr(party, name) != facts[name]]
    if changed and version != (there := party_mark(party)):
        raise Stale(there)
    for name in changed:
        setattr(party, name, facts[name])
    _check(party)
    if changed:
        party.save(update_fields=changed)
        write.act("change_party", case_id=application.id, subject_id=party.id, fields=changed)
    if WHO & set(changed):
        end_consent(party, Consent.Withdrawal.PERSON_CHANGED)
    return party


@transaction.atomic
def remove_party(application_id: UUID, party_id: UUID, *, by: Actor) -> None:
    """登録の取消し. The row stays, with the time. Raises NotPermitted, NotFound, StepNotAllowed."""
    application = _at_counter(application_id, by)
    party = rules.party_of(application, party_id)
    end_consent(party, Consent.Withdrawal.LEFT)
    party.removed_at = timezone.now()
    party.save(update_fields=["removed_at"])
    write.act("remove_party", case_id=application.id, subject_id=party.id, fields=[party.role])


def _check(party: Party) -> None:
    """A pupil may be 連帯借受人 of a loan for school; nobody answers for others before 成年."""
    is_minor = party.born_on.is_adult_on(timezone.localdate()) is False
    if is_minor and party.role != Party.Role.CO_BORROWER:
        raise MinorAsParty


def _at_counter(application_id: UUID, by: Actor) -> Application:
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、ここでは直せません。返戻を受けてから直してください。")
    return application
