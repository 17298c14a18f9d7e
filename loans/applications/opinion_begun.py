"""意見書の下書き. What the talk and the application say already, for the boxes of an opinion yet to be written."""

from loans.applications import rules
from loans.applications.models import Application, Opinion
from loans.consultations.models import Consultation
from loans.consultations.shown import scheme_lines, yen_words

# 意見書の欄 beside the verdict: what was found, and what comes next.
NOTES = ("interviews", "other_schemes", "support_plan")


def begun(application: Application) -> dict[str, str]:
    """下書き. Of an earlier opinion what it said; the counsellor mends it and answers for it."""
    last: Opinion | None = application.opinions.order_by("-created_at").first()
    if last is not None:
        return {name: getattr(last, name) for name in ("verdict", "text", *NOTES)}
    talk = application.consultation
    return {
        "interviews": _lines(_visits(talk), _income(application), application.outlook),
        "other_schemes": _lines(*scheme_lines(talk), talk.other_schemes),
        "support_plan": _lines(*_referred(talk), talk.next_note),
    }


def _visits(talk: Consultation) -> str:
    return f"面談 {max(talk.visits.count(), 1)}回"


def _income(application: Application) -> str:
    """世帯の月収, of whom it was said; nobody's silence counts as 0."""
    incomes = [each.monthly_income_yen for each in rules.household(application)]
    known = [each for each in incomes if each is not None]
    if not known:
        return ""
    rest = f"（{len(incomes) - len(known)}人は未確認）" if len(known) < len(incomes) else ""
    return f"世帯の月収 {yen_words(sum(known))}{rest}"


def _referred(talk: Consultation) -> list[str]:
    return [f"{each.agency}へつないだ" for each in talk.referrals.order_by("created_at")]


def _lines(*words: str) -> str:
    return "\n".join(each for each in words if each)
