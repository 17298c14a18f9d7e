"""大切な操作の前の本人確認. A second factor given for a named list, and for nothing else (walls.md §6).

The page names what will be covered; the session keeps the list, its hash and the time; the trail has a row with the
hash for each case. What is not on the list, or has changed since, asks again; so does everything after five minutes.
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils.doors import StaffRequest
from councils.refusals import Refused
from councils.signin.factors import has_factor
from councils.signin.forms import FactorAgainForm, PasskeyAgainForm
from councils.signin.passkeys import question_for
from councils.trail import write

SESSION_KEY = "step_ups"


class FactorNeeded(Refused):
    sentence = (
        "本人確認から5分が過ぎたか、確認のあとで内容が変わりました。入力した内容はこの画面に残っています。"
        "下の「本人確認をする」を別の窓で済ませてから、もう一度押してください。"
    )


@dataclass(frozen=True)
class Covered:
    """本人確認の対象. items say what exactly, with the version where a thing may change; cases whose trail it is."""

    kind: str
    items: Sequence[str]
    cases: Sequence[UUID]

    @property
    def digest(self) -> str:
        return digest_of(self.kind, self.items)


def digest_of(kind: str, items: Sequence[str]) -> str:
    return hashlib.sha256("\n".join([kind, *items]).encode()).hexdigest()


def covered_items(request: Any, kind: str) -> list[str]:
    """What the factor of the last five minutes covers; nothing where the list is not the one that was hashed."""
    kept = request.session.get(SESSION_KEY, {}).get(kind)
    if kept is None or time.time() - kept["at"] > settings.FACTOR_FRESH_SECONDS:
        return []
    items: list[str] = kept["items"]
    return items if digest_of(kind, items) == kept["digest"] else []


def is_covered(request: Any, kind: str, item: str) -> bool:
    return item in covered_items(request, kind)


def check_covered(request: Any, kind: str, item: str) -> None:
    """Raises FactorNeeded."""
    if not is_covered(request, kind, item):
        raise FactorNeeded


def keep(session: Any, covered: Covered) -> None:
    """The newest list of a kind is the only one."""
    entry = {"at": time.time(), "items": list(covered.items), "digest": covered.digest}
    session[SESSION_KEY] = {**session.get(SESSION_KEY, {}), covered.kind: entry}


def answer_factor(
    request: StaffRequest, covered: Covered, *, template: str, then: str, context: dict[str, Any]
) -> HttpResponse:
    """A page that names the list and asks for the factor; what was named and what is kept are one list."""
    is_passkey = "credential" in request.POST
    given = (PasskeyAgainForm if is_passkey else FactorAgainForm)(user=request.user, data=request.POST or None)
    if request.method == "POST" and covered.items and given.is_valid():
        given.save()
        keep(request.session, covered)
        for case_id in covered.cases:
            write.act("step_up", case_id=case_id, purpose=covered.kind, result=covered.digest[:40])
        return redirect(then)
    facts = {
        "form": FactorAgainForm(user=request.user) if is_passkey else given,
        "passkey_refusals": given.errors.get("credential", []) if is_passkey else [],
        "passkey": question_for(request.user),
        "has_app": has_factor(request.user.pk, "totp"),
    }
    return render(request, template, {**facts, **context}, status=422 if request.method == "POST" else 200)
