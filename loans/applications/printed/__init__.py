"""様式の印刷. Every form of a case as it stands, with room for a pen; and blank, without a case."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils import timezone

from councils.era import wareki
from councils.models import Council
from councils.papers.form import Form, Part, print_form
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.printed.consent import consent_form
from loans.applications.printed.explanation import explanation_form
from loans.applications.printed.opinions import commissioner_form, forwarding_form, opinion_form
from loans.applications.printed.request import application_form
from loans.applications.printed.source import Source, source_of
from loans.protection import NOT_PRINTED
from loans.terms.in_force import facts_of, row_in_force

__all__ = ["FORMS", "NOT_PRINTED", "blank", "facts_of_form", "printed"]

FORMS: Mapping[str, tuple[str, Callable[[Source], tuple[Part, ...]]]] = {
    "application": ("借入申込書", application_form),
    "consent": ("情報照会についての同意書", consent_form),
    "commissioner": ("民生委員の調査書・意見書", commissioner_form),
    "opinion": ("市区町村社協意見書", opinion_form),
    "forwarding": ("進達書", forwarding_form),
    "explanation": ("重要事項説明書", explanation_form),
}


def printed(application: Application, form: str) -> bytes:
    """様式. form is one of FORMS. Raises CharacterNotInFont."""
    facts, stamp = facts_of_form(application, form)
    return print_form(facts, stamp=stamp)


def facts_of_form(application: Application, form: str) -> tuple[Form, datetime]:
    """様式の中身, and when it was written."""
    return _facts(form, source_of(application), application.municipal_council_id, application.receipt_number)


def blank(form: str, fund: str, *, by: Actor) -> bytes:
    """空欄の様式, of a fund's terms in force. Raises UnknownFund."""
    row = row_in_force(fund, prefecture_id=by.prefecture_id, on=timezone.localdate())
    facts, stamp = _facts(form, Source(facts_of(row), by.prefecture_id), by.council_id, "")
    return print_form(facts, stamp=stamp)


def _facts(form: str, source: Source, council: str, number: str) -> tuple[Form, datetime]:
    title, parts = FORMS[form]
    now = timezone.localtime()
    name = Council.objects.get(pk=council).name
    return Form(title, name, number, wareki(now.date()), parts(source)), now
