from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.models import NamePlate
from councils.permissions import Permission
from councils.refusals import Stale, StepNotAllowed, check_all
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import lending, rules
from loans.applications.actions.consent import end_consent, lift_refusals
from loans.applications.asked import BOXES
from loans.applications.models import Application, Consent, Member
from loans.applications.models.members import HEALTH, INCOMES
from loans.states import EDITABLE
from loans.terms.in_force import facts_of

FIELDS = (
    "applicant_phone",
    "reason",
    "reason_text",
    "outlook",
    "amount_yen",
    "grace_months",
    "repayment_months",
    "bank_name",
    "bank_branch",
    "account_kind",
    "account_number",
    "account_holder_kana",
    "statements",
    "support_centre",
    "guide_reason",
    "answers",
    *(name for names in BOXES.values() for name in names if name != "reason"),
)
MEMBER_FIELDS = (
    "position",
    "name",
    "kana",
    "born",
    "sex",
    "relation",
    "postcode",
    "address",
    "occupation",
    "monthly_income_yen",
    "work",
    "employer",
    "employed_since",
    *INCOMES,
    *HEALTH,
    "school",
    "school_year",
    "note",
)
# Whose consent it was: where one of these changes, the row no longer names the person who was asked.
WHO = frozenset({"name", "kana", "born"})


@transaction.atomic
def save(
    application_id: UUID, facts: Mapping[str, Any], members: Sequence[Mapping[str, Any]], *, version: int, by: Actor
) -> Application:
    """申込書の保存. The whole form at once, household included; refused when somebody saved in between.

    A field that the fund does not ask for is not in facts; the amount of a loan by the month is computed here.
    Raises NotPermitted, NotFound, StepNotAllowed, Stale, OverCeiling, OverMonths, OffUnit, OverNeed, TooLong,
    NotOneApplicant; where several of the terms' rules say no, Several.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if application.state not in EDITABLE:
        raise StepNotAllowed("いまは申込書を直せません。直すには、先に「申込書を直す」を押してください。")
    if application.version != version:
        raise Stale(application.version, _saved_since(application))
    facts = {**facts, "amount_yen": _checked(application, facts, members)}
    changed = [name for name in FIELDS if name in facts and getattr(application, name) != facts[name]]
    for name in changed:
        setattr(application, name, facts[name])
    application.version += 1
    _take_applicant(application, members)
    application.save(update_fields=[*changed, "version", "applicant_name", "applicant_kana"])
    _save_members(application, members)
    write.act("save_application", case_id=application.id, fields=[*changed, "members"])
    return application


def _saved_since(application: Application) -> str:
    """Who saved what stands now, and when: whoever has it open is told."""
    saved = application.history.filter(version=application.version).earliest("history_date")
    plate = NamePlate.objects.filter(pk=saved.history_user_id).first()
    at = timezone.localtime(saved.history_date)
    who = f"{at.hour}:{at.minute:02d} {plate.name if plate else ''}".strip()
    return f"この申込書は、開いたあとで保存されています（{who}）。違うところに印を付けました。"


def _checked(application: Application, facts: Mapping[str, Any], members: Sequence[Mapping[str, Any]]) -> int | None:
    """借入希望額, once the terms allow it."""
    terms = facts_of(application.terms)
    asked = lending.lending_of(terms, facts, household_size=len(members))
    check_all(
        partial(rules.check_one_applicant, [member["relation"] for member in members]),
        partial(lending.check, terms, asked),
    )
    return asked.amount_yen


def _take_applicant(application: Application, members: Sequence[Mapping[str, Any]]) -> None:
    applicant = next(member for member in members if member["relation"] == Member.Relation.SELF)
    application.applicant_name, application.applicant_kana = applicant["name"], applicant["kana"]


def _save_members(application: Application, members: Sequence[Mapping[str, Any]]) -> None:
    """A row whose id is not of this household (a colleague removed it in between) is a new person: nothing is lost."""
    there = {member.id: member for member in rules.household(application)}
    kept = {row["id"] for row in members}
    # Those who left first: at no moment may the household have two applicants.
    for member in (there[gone] for gone in there.keys() - kept):
        end_consent(member, Consent.Withdrawal.LEFT)
        lift_refusals(member)
        member.removed_at = timezone.now()
        member.save(update_fields=["removed_at"])
    for row in sorted(members, key=lambda row: row["relation"] == Member.Relation.SELF):
        _save_member(application, there.pop(row["id"], None), row)


def _save_member(application: Application, member: Member | None, row: Mapping[str, Any]) -> None:
    facts = {name: row[name] for name in MEMBER_FIELDS if name in row}
    if member is None:
        Member(
            prefecture_id=application.prefecture_id,
            municipal_council_id=application.municipal_council_id,
            application=application,
            **facts,
        ).save(force_insert=True)
        return
    changed = [name for name, fact in facts.items() if getattr(member, name) != fact]
    if changed:
        for name in changed:
            setattr(member, name, facts[name])
        member.save(update_fields=changed)
    if WHO & set(changed):
        end_consent(member, Consent.Withdrawal.PERSON_CHANGED)
        lift_refusals(member)
