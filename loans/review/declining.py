"""同意しない人. Whoever has not agreed is left out of the plan, with the reason; the others are asked about."""

from collections.abc import Sequence
from dataclasses import replace

from inquiry import gateway
from loans.applications import consents, rules
from loans.applications.models import Application
from loans.applications.plan import Choices, Planned


def declining(choices: Choices, planned: Sequence[Planned]) -> Choices:
    """計画への手直し for one who does not agree: every line is left out."""
    return replace(choices, left_out={line.kind: gateway.LeftOut.DECLINED for line in planned})


def names_of_declined(application: Application) -> str:
    """e.g. 見本 花子 様、見本 太郎 様; "" where all agree."""
    refused = consents.declined(application)
    return "、".join(f"{each.name} 様" for each in rules.household(application) if each.id in refused)
