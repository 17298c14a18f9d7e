"""Random schedules: how an intent is opened, how its transaction ends, and how somebody tries to see what it names."""

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import psycopg

from tests.walls.contexts import Who
from tests.walls.proofs.disclosures.world import KINDS, Desk, Person, Shown, World

OPEN = "SELECT walls.open_intent(%s, %s::varchar[], %s)"
SEE = "SELECT what, ciphertext FROM walls.disclose(%s)"
TRIES = 3


@dataclass
class Attempt:
    """One run: what is tried with one person's values, and what came back."""

    desks: Sequence[Desk]
    admin: psycopg.Connection
    chance: random.Random
    person: Person
    kinds: list[str]
    name: str = ""
    intent: UUID | None = None
    shown: list[Shown] = field(default_factory=list)
    refusals: int = 0

    @property
    def desk(self) -> Desk:
        return self.desks[2] if self.person.prefecture != self.desks[0].who.prefecture else self.desks[0]

    def opened(self, purpose: str = "REVIEW") -> psycopg.Connection:
        """An intent, in a transaction that is still open."""
        connection = self.desk.begin()
        self.intent = connection.execute(OPEN, [self.person.id, self.kinds, purpose]).fetchone()[0]
        return connection

    def see(self, desk: Desk | None = None, *, query: str = SEE, value: object = None, who: Who | None = None) -> None:
        """In the transaction that this desk is in."""
        desk = desk or self.desk
        try:
            rows = desk.connection.execute(query, [value or self.intent]).fetchall()
        except psycopg.Error:
            self.refusals += 1
            return
        staff = (who or desk.who).staff
        self.shown += [Shown(self.intent, staff, self.person.id, row[0]) for row in rows if row[1]]


def chosen(chance: random.Random, desks: Sequence[Desk], admin: psycopg.Connection, world: World) -> Attempt:
    """How it is opened and ended, then some ways of seeing."""
    kinds = chance.sample(KINDS, chance.randint(1, len(KINDS)))
    attempt = Attempt(desks, admin, chance, chance.choice(world.persons), kinds)
    ways = [chance.choice(ENDS), *chance.sample(SIGHTS, TRIES)]
    attempt.name = ", ".join(way.__name__ for way in ways)
    for way in ways:
        try:
            way(attempt)
        except psycopg.Error:
            attempt.refusals += 1
    return attempt


# --- how an intent is opened, and how its transaction ends


def committed(attempt: Attempt) -> None:
    attempt.opened().execute("COMMIT")


def committed_without_waiting(attempt: Attempt) -> None:
    connection = attempt.opened()
    connection.execute("SET LOCAL synchronous_commit = off")
    connection.execute("COMMIT")


def rolled_back(attempt: Attempt) -> None:
    attempt.opened().execute("ROLLBACK")


def rolled_back_to_savepoint(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    connection.execute("SAVEPOINT a")
    attempt.intent = connection.execute(OPEN, [attempt.person.id, attempt.kinds, "REVIEW"]).fetchone()[0]
    connection.execute("ROLLBACK TO SAVEPOINT a")
    attempt.see()
    connection.execute("COMMIT")


def released_savepoint_then_rolled_back(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    connection.execute("SAVEPOINT a")
    attempt.intent = connection.execute(OPEN, [attempt.person.id, attempt.kinds, "REVIEW"]).fetchone()[0]
    connection.execute("RELEASE SAVEPOINT a")
    attempt.see()
    connection.execute("ROLLBACK")


def seen_in_its_own_transaction(attempt: Attempt) -> None:
    connection = attempt.opened()
    attempt.see()
    connection.execute(attempt.chance.choice(["ROLLBACK", "COMMIT"]))


def opened_and_seen_in_one_statement(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    query = "SELECT d.what, d.ciphertext FROM walls.disclose(walls.open_intent(%s, ARRAY['TAX'], 'REVIEW')) d"
    attempt.intent = None  # whatever is shown by it has no intent that could be named
    attempt.see(query=query, value=attempt.person.id)
    connection.execute("ROLLBACK")


def seen_by_another_while_it_is_open(attempt: Attempt) -> None:
    """The same officer at a second desk, before the first has committed."""
    connection = attempt.opened()
    second = Desk(attempt.desk.url, attempt.desk.key, attempt.desk.who)
    second.begin()
    attempt.see(second)
    second.connection.close()
    connection.execute(attempt.chance.choice(["ROLLBACK", "COMMIT"]))


def killed_before_the_commit(attempt: Attempt) -> None:
    connection = attempt.opened()
    attempt.admin.execute("SELECT pg_terminate_backend(%s, 2000)", [connection.info.backend_pid])
    connection.close()


def cut_before_the_commit(attempt: Attempt) -> None:
    attempt.opened().pgconn.finish()
    attempt.desk.connection.close()


def killed_after_the_commit(attempt: Attempt) -> None:
    connection = attempt.opened()
    connection.execute("COMMIT")
    attempt.admin.execute("SELECT pg_terminate_backend(%s, 2000)", [connection.info.backend_pid])
    connection.close()


def prepared_for_two_phases(attempt: Attempt) -> None:
    attempt.opened().execute("PREPARE TRANSACTION 'intent'")


def with_a_full_trail(attempt: Attempt) -> None:
    attempt.intent = uuid4()
    attempt.opened("FULL").execute("COMMIT")


def with_a_full_trail_caught(attempt: Attempt) -> None:
    """The trail's error is swallowed by a savepoint, the rest is committed."""
    connection = attempt.desk.begin()
    connection.execute("SAVEPOINT a")
    try:
        attempt.intent = connection.execute(OPEN, [attempt.person.id, attempt.kinds, "FULL"]).fetchone()[0]
    except psycopg.Error:
        connection.execute("ROLLBACK TO SAVEPOINT a")
    connection.execute("COMMIT")


def expired(attempt: Attempt) -> None:
    committed(attempt)
    attempt.admin.execute(
        "UPDATE inquiry_vault_intent SET opened_at = opened_at - interval '61 seconds' WHERE id = %s", [attempt.intent]
    )


def after_the_closing(attempt: Attempt) -> None:
    """Shut from then on, but for an emergency. Opened again afterwards: the others want something to see."""
    closing = (
        "UPDATE inquiry_vault_takenorder SET closed_at = {} WHERE id ="
        " (SELECT order_id FROM inquiry_vault_person WHERE id = %s)"
    )
    attempt.admin.execute(closing.format("now()"), [attempt.person.id])
    try:
        committed(attempt)
    finally:
        attempt.admin.execute(closing.format("NULL"), [attempt.person.id])


def of_a_number(attempt: Attempt) -> None:
    attempt.kinds = ["NUMBER"]
    committed(attempt)


# --- how somebody tries to see


def plainly(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    attempt.see()
    connection.execute("COMMIT")


def rolled_back_after_seeing(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    attempt.see()
    connection.execute("ROLLBACK")


def behind_a_savepoint(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    connection.execute("SAVEPOINT a")
    attempt.see()
    connection.execute("ROLLBACK TO SAVEPOINT a")
    connection.execute("COMMIT")


def twice(attempt: Attempt) -> None:
    plainly(attempt)
    rolled_back_after_seeing(attempt)


def two_at_once(attempt: Attempt) -> None:
    second = Desk(attempt.desk.url, attempt.desk.key, attempt.desk.who)
    attempt.desk.begin()
    second.begin()
    other = threading.Thread(target=attempt.see, args=(second,))
    other.start()
    attempt.see()
    other.join()
    second.connection.close()
    attempt.desk.connection.execute("ROLLBACK")


def as_a_colleague(attempt: Attempt) -> None:
    colleague = attempt.desks[1]
    colleague.begin()
    attempt.see(colleague)
    colleague.connection.execute("ROLLBACK")


def as_another_prefecture(attempt: Attempt) -> None:
    stranger = next(desk for desk in attempt.desks if desk.who.prefecture != attempt.person.prefecture)
    stranger.begin()
    attempt.see(stranger)
    stranger.connection.execute("ROLLBACK")


def in_another_post(attempt: Attempt) -> None:
    who = attempt.desk.who
    for post in ("administrator", "auditor", "", "counsellor"):
        connection = attempt.desk.begin(Who(who.council, who.prefecture, post, who.staff))
        attempt.see()
        connection.execute("ROLLBACK")


def without_a_context(attempt: Attempt) -> None:
    attempt.desk.connection.execute(SEE, [attempt.intent])
    attempt.shown.append(Shown(None, 0, attempt.person.id, "?"))


def with_a_forged_context(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    connection.execute("SELECT set_config('walls.context', current_setting('walls.context') || '0', true)")
    attempt.see(who=Who("", "", "", 0))
    connection.execute("ROLLBACK")


def with_an_earlier_context(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    kept = connection.execute("SELECT current_setting('walls.context')").fetchone()[0]
    connection.execute("COMMIT")
    connection.execute("BEGIN")
    connection.execute("SELECT set_config('walls.context', %s, true)", [kept])
    attempt.see(who=Who("", "", "", 0))
    connection.execute("ROLLBACK")


def by_an_error(attempt: Attempt) -> None:
    """What an error quotes has come back too."""
    connection = attempt.desk.begin()
    try:
        connection.execute("SELECT encode(ciphertext, 'hex')::int FROM walls.disclose(%s)", [attempt.intent])
    except psycopg.errors.InvalidTextRepresentation:
        attempt.shown.append(Shown(attempt.intent, attempt.desk.who.staff, attempt.person.id, attempt.kinds[0]))
    connection.execute("ROLLBACK")


def by_copy(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    query = f"COPY (SELECT what FROM walls.disclose('{attempt.intent}')) TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(query) as copied:
        for row in copied.rows():
            attempt.shown.append(Shown(attempt.intent, attempt.desk.who.staff, attempt.person.id, row[0]))
    connection.execute("ROLLBACK")


def by_a_cursor(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    query = "DECLARE mine CURSOR WITH HOLD FOR SELECT what, ciphertext FROM walls.disclose(%s)"
    connection.execute(psycopg.ClientCursor(connection).mogrify(query, [attempt.intent]))
    connection.execute("COMMIT")
    attempt.see(query="FETCH ALL FROM mine -- %s")
    connection.execute("CLOSE mine")


def from_the_tables(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    attempt.intent, kept = None, attempt.intent
    attempt.see(query="SELECT what, ciphertext FROM inquiry_vault_sealed WHERE person_id <> %s", value=kept)
    attempt.intent = kept
    connection.execute("ROLLBACK")


def by_a_guessed_intent(attempt: Attempt) -> None:
    connection = attempt.desk.begin()
    attempt.see(value=uuid4())
    connection.execute("ROLLBACK")


Way = Callable[[Attempt], None]
ENDS: tuple[Way, ...] = (
    committed,
    committed_without_waiting,
    rolled_back,
    rolled_back_to_savepoint,
    released_savepoint_then_rolled_back,
    seen_in_its_own_transaction,
    opened_and_seen_in_one_statement,
    seen_by_another_while_it_is_open,
    killed_before_the_commit,
    cut_before_the_commit,
    killed_after_the_commit,
    prepared_for_two_phases,
    with_a_full_trail,
    with_a_full_trail_caught,
    expired,
    after_the_closing,
    of_a_number,
)
SIGHTS: tuple[Way, ...] = (
    plainly,
    rolled_back_after_seeing,
    behind_a_savepoint,
    twice,
    two_at_once,
    as_a_colleague,
    as_another_prefecture,
    in_another_post,
    without_a_context,
    with_a_forged_context,
    with_an_earlier_context,
    by_an_error,
    by_copy,
    by_a_cursor,
    from_the_tables,
    by_a_guessed_intent,
)
