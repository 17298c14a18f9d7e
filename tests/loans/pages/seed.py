"""Cases that wait for the office, committed by the counter's own login: `python -m tests.loans.pages.seed N`.

The office's tests run as the office's login, which can make none. Prints the numbers of the cases.
"""

import sys
from contextlib import contextmanager

import django

django.setup()

from councils.tenancy import transaction_for  # noqa: E402 - models can be imported only now
from tests import bed, make  # noqa: E402
from tests.acting import actor_of  # noqa: E402

if __name__ == "__main__":
    given = bed.opened()

    @contextmanager
    def desk(username):
        actor = actor_of(given, username)
        with transaction_for(actor):
            yield actor

    for _ in range(int(sys.argv[1])):
        print(make.forwarded(desk).id)
