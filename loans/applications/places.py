"""箇所. Where in an application something is asked about: a box, a person, a paper, or the whole.

`field:amount_yen`, `member:<id>`, `paper:ACCOUNT`; "" is the whole. Returns, requests for correction and messages
are pinned by these; the words are stored with the pin, so that it is read the same when the place has gone.
"""

from collections.abc import Iterator

from django.db.models import Model

from loans.applications import rules
from loans.applications.models import Application, Member
from loans.terms.in_force import facts_of

WHOLE = ""
FIELD, MEMBER, PAPER = "field", "member", "paper"
HOUSEHOLD_BOX, PAPERS_BOX = "household", "papers"
_BOXES = {MEMBER: HOUSEHOLD_BOX, PAPER: PAPERS_BOX}


# What the system says of a case, and what is shown with a person: everything else in the two tables was asked for.
_NOT_ASKED = frozenset(
    {
        "id",
        "created_at",
        "state",
        "receipt_number",
        "prefectural_number",
        "fund",
        "applicant_name",
        "applicant_kana",
        "is_nondisclosure",
        "version",
        *(f"{act}_{what}" for act in ("submitted", "forwarded", "received") for what in ("by", "at")),
        *(f"counsellor_{what}" for what in ("id", "name")),
    }
)
_NOT_OF_PERSON = frozenset({"id", "created_at", "is_forwarded", "position", "removed_at"})


def request_fields() -> list[str]:
    """申込書の項目: the columns that somebody filled in, in their order; new ones by themselves."""
    return _columns(Application, _NOT_ASKED)


def member_fields() -> list[str]:
    return _columns(Member, _NOT_OF_PERSON)


def _columns(model: type[Model], without: frozenset[str]) -> list[str]:
    fields = [field for field in model._meta.local_fields if not field.is_relation]
    return [field.name for field in fields if field.name not in without]


def label_of(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # of columns alone


def place(kind: str, key: object) -> str:
    return f"{kind}:{key}"


def places(application: Application) -> list[tuple[str, str]]:
    """Every place that can be pinned, with its words, in the order of the form."""
    return [(WHOLE, "全体"), *_fields(), *_members(application), *_papers(application)]


def place_name(application: Application, pin: str) -> str:
    """ "" where there is no such place (any more)."""
    return dict(places(application)).get(pin, "")


def box_of(pin: str) -> str:
    """The box of the form at which it is shown: a field's own name, the household's, the papers', or "" for all."""
    kind, _, key = pin.partition(":")
    return key if kind == FIELD else _BOXES.get(kind, "")


def _fields() -> Iterator[tuple[str, str]]:
    for name in request_fields():
        yield place(FIELD, name), label_of(Application, name)


def _members(application: Application) -> Iterator[tuple[str, str]]:
    for member in rules.household(application):
        yield place(MEMBER, member.id), f"世帯員：{member.name} 様"


def _papers(application: Application) -> Iterator[tuple[str, str]]:
    for paper in facts_of(application.terms).papers:
        yield place(PAPER, paper.code), f"書類：{paper.name}"
