"""誤照会などの対応の段取り. What must be done, by when it is due, and what is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from councils.era import wareki
from inquiry.officer.officers import names_of
from inquiry.officer.showing import Chip
from inquiry.vault.models import Mishap, MishapStep, Term
from inquiry.vault.terms_in_force import InForce, Terms

_Step = MishapStep.Step
_ALWAYS = {
    Mishap.What.WRONG_PERSON: (_Step.INSIDE, _Step.ANNOTATE, _Step.SECOND),
    Mishap.What.EXPOSED: (_Step.INSIDE, _Step.CONTACT, _Step.ANNOTATE),
}
_OF_LEAK = (_Step.PROMPT, _Step.FULL, _Step.NOTICE)
_LEAKS = (Mishap.Leak.YES, Mishap.Leak.MALICE)


@dataclass(frozen=True, slots=True)
class StepRow:
    """対応の一行."""

    step: MishapStep.Step
    chip: Chip
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """一覧の一行."""

    mishap: Mishap
    due: str
    is_late: bool


def steps_of(mishap: Mishap) -> Sequence[MishapStep.Step]:
    """Until it is judged, what a leak would ask for is shown too: its clock has begun."""
    always = _ALWAYS[Mishap.What(mishap.what)]
    return always if mishap.leak == Mishap.Leak.NO else (*always, *_OF_LEAK)


def steps_left(mishap: Mishap) -> list[MishapStep.Step]:
    done = {row.step for row in mishap.steps.all()}  # a list has them read with it
    return [step for step in steps_of(mishap) if step.value not in done]


def due_on(mishap: Mishap, step: MishapStep.Step, terms: Terms) -> tuple[date, InForce] | None:
    """期限. None where the step has none. Counted from the day on which it was known, holidays too."""
    if step not in (_Step.PROMPT, _Step.FULL):
        return None
    full = Term.What.FULL_MALICE if mishap.leak == Mishap.Leak.MALICE else Term.What.FULL
    term = terms.in_force(Term.What.PROMPT if step == _Step.PROMPT else full, mishap.known_on)
    return mishap.known_on + timedelta(days=term.days), term


def step_rows(mishap: Mishap) -> list[StepRow]:
    done = {row.step: row for row in mishap.steps.all()}
    names = names_of(row.done_by for row in done.values())
    terms = Terms()
    return [_row(step, done.get(step.value), names, due_on(mishap, step, terms)) for step in steps_of(mishap)]


def list_rows(mishaps: Sequence[Mishap]) -> list[ListRow]:
    """次の期限, for the list; of mishaps whose steps were read with them."""
    terms = Terms()
    return [_list_row(mishap, terms) for mishap in mishaps]


def _list_row(mishap: Mishap, terms: Terms) -> ListRow:
    dues = [due[0] for step in steps_left(mishap) if (due := due_on(mishap, step, terms))]
    if not dues or not mishap.is_open:
        return ListRow(mishap, "", is_late=False)
    return ListRow(mishap, _until(min(dues)), is_late=min(dues) < timezone.localdate())


def _row(
    step: MishapStep.Step,
    done: MishapStep | None,
    names: dict[int, str],
    due: tuple[date, InForce] | None,
) -> StepRow:
    source = due[1].source if due else ""
    if done is not None:
        return StepRow(step, Chip("済み", "good"), f"{wareki(done.done_on)}　{names.get(done.done_by, '')}", source)
    if due is None:
        return StepRow(step, Chip("未対応", "returned"), "", source)
    is_past = due[0] < timezone.localdate()
    return StepRow(
        step, Chip("期限切れ" if is_past else "未対応", "bad" if is_past else "returned"), _until(due[0]), source
    )


def _until(due: date) -> str:
    left = (due - timezone.localdate()).days
    return f"期限：{wareki(due)}（{f'あと{left}日' if left >= 0 else f'{-left}日過ぎています'}）"
