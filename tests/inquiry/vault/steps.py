"""What several tests of the vault do to come where they begin."""

from uuid import UUID

import psycopg

from councils.tenancy import Actor, system_of, transaction_for
from inquiry.officer.actions import ask
from inquiry.vault.actions.look import look
from inquiry.vault.models import Inquiry
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.logins import Logins


def click(logins: Logins, officer: Actor, order_id: UUID) -> ask.AskedAll:
    """全員に照会する, on the pages' connection, committed."""
    with logins.pages(), transaction_for(officer):
        return ask.ask_everyone(order_id, by=officer)


def identified_and_clicked(logins: Logins, officer: Actor, order_id: UUID) -> UUID:
    look(TOKYO)
    click(logins, officer, order_id)
    return order_id


def inquiries(order_id: UUID) -> list[Inquiry]:
    with transaction_for(system_of(TOKYO)):
        return list(Inquiry.objects.filter(order_id=order_id).order_by("created_at"))


def states(order_id: UUID) -> list[tuple[str, str]]:
    return [(inquiry.state, inquiry.result_class) for inquiry in inquiries(order_id)]


def change(order_id: UUID, **facts: object) -> None:
    """As the worker's login."""
    with transaction_for(system_of(TOKYO)):
        Inquiry.objects.filter(order_id=order_id).update(**facts)


def past_the_walls(logins: Logins, statement: str, *values: object) -> list[tuple]:
    with psycopg.connect(logins.administrator("vault")) as vault:
        found = vault.execute(statement, values)
        return found.fetchall() if found.description else []
