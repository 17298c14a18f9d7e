"""Cases of each product by the real actions."""

from typing import Any

from loans.applications import actions as applications
from loans.applications import rules
from loans.applications.models import Application
from loans.terms.in_force import facts_of
from tests import make
from tests.loans.products.facts import PRODUCTS


def draft(code: str, by: Any) -> Application:
    return applications.start(make.consultation(by).id, code, again_reason="別の事情。", by=by)


def filled(code: str, by: Any, *, members: Any = None, **changed: Any) -> Application:
    """A saved form of this product, complete unless something is changed."""
    return refilled(draft(code, by), by, members=members, **changed)


def refilled(application: Application, by: Any, *, members: Any = None, **changed: Any) -> Application:
    application.refresh_from_db()
    facts = make.request(application, **{**PRODUCTS[application.fund], **changed})
    rows = make.household() if members is None else members
    return applications.save(application.id, facts, rows, version=application.version, by=by)


def with_all(application: Application, by: Any) -> Application:
    """Every consent and every paper that this fund wants."""
    make.consents(application, by=by)
    make.parties(application, by=by)
    for paper in rules.papers_for_application(facts_of(application.terms)):
        if not paper.replaced_by:
            make.paper(application, paper.code, by=by)
    make.check_papers(by)
    application.refresh_from_db()
    return application


def forwarded(code: str, desk: Any, *, guarantor: bool = False, **changed: Any) -> Application:
    """From the talk to 進達; with a guarantor whom the fund could do without."""
    with desk("aoba") as by:
        application = filled(code, by, **changed)
        if guarantor:
            party = applications.add_party(application.id, make.party_facts(), by=by)
            applications.give_consent(application.id, party.id, by=by)
        application = with_all(application, by)
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by)
    with desk("wakaba") as by:
        return applications.forward(application.id, by=by)
