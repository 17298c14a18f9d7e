"""Cases that wait for the office, committed by the counter's own login: `python -m tests.loans.pages.seed N`.

The office's tests run as the office's login, which can make none. Prints the numbers of the cases.
"""

import os
import subprocess
import sys

import django

django.setup()

from councils.tenancy import transaction_for  # noqa: E402 - models can be imported only now
from loans.applications import actions as applications  # noqa: E402 - the same
from tests import bed, make  # noqa: E402 - the same
from tests.acting import actor_of  # noqa: E402 - the same

CHECK = "import django; django.setup(); from loans.documents.check import check_waiting; check_waiting('130001')"


def check_papers(given: bed.Bed) -> None:
    """書類の確認, by the office's worker, which has another login than this process."""
    environment = {**os.environ, **given.environment("office", worker=True)}
    subprocess.run([sys.executable, "-c", CHECK], cwd=bed.ROOT, env=environment, check=True)


if __name__ == "__main__":
    given = bed.opened()
    counsellor, chief = actor_of(given, "aoba"), actor_of(given, "wakaba")
    with transaction_for(counsellor):
        waiting = [make.with_opinion(counsellor) for _ in range(int(sys.argv[1]))]
    check_papers(given)
    with transaction_for(chief):
        for each in waiting:
            print(applications.forward(each.id, by=chief).id)
