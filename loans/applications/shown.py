"""案件の見せ方. What both offices see of a case, as finished strings."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from councils.era import PartialDate, wareki
from councils.look.words import yen
from councils.refusals import StepNotAllowed
from loans.applications import consents, rules
from loans.applications.health import look_at_health
from loans.applications.models import Application, Consent, Member
from loans.applications.papers import types
from loans.applications.parties import party_lines
from loans.applications.request_shown import amount_line, lines_of_request
from loans.applications.returned import open_return, reason_words
from loans.paper_states import ADVICE, IS_LATE, LATE, PaperState
from loans.states import Step, after
from loans.terms.facts import Repayment, Terms
from loans.terms.in_force import facts_of

_CHIPS = {PaperState.CHECKING: "waiting", PaperState.CHECKED: "good", PaperState.REFUSED: "bad"}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class MemberLine:
    id: Any
    name: str
    kana: str
    relation: str
    is_applicant: bool
    born: str
    sex: str
    address: str
    occupation: str
    work: str
    income: str
    must_consent: bool
    has_consented: bool
    consent: str
    has_declined: bool


@dataclass(frozen=True)
class ReturnedLine:
    title: str
    note: str


@dataclass(frozen=True)
class PaperLine:
    """書類の行. note says what to do about a file that is not open; chip is of councils/look."""

    id: Any
    kind: str
    name: str
    state: str
    chip: str
    note: str
    is_open: bool
    is_moving: bool
    size: str
    added: str
    added_by: str


def request_facts(application: Application) -> list[Fact]:
    """申込内容."""
    terms = facts_of(application.terms)
    return [
        Fact("資金の種類", f"{terms.fund} {terms.name}"),
        Fact("借入希望額", amount_line(application)),
        *([Fact("貸付事由", reason_name(terms, application.reason))] if terms.reasons else []),
        *(Fact(label, value) for label, value in lines_of_request(application, terms)),
        Fact("借入理由", application.reason_text),
        Fact("今後の収入の見通し", application.outlook),
        Fact("据置期間", _months(application.grace_months)),
        Fact("償還期間", repayment_line(application, terms)),
        Fact("振込先", _account(application)),
        Fact("申告・同意事項", _statements(application, terms)),
        Fact("受付した相談員", application.counsellor_name),
    ]


def repayment_line(application: Application, terms: Terms) -> str:
    """償還期間, or that the whole is repaid at once."""
    return "一括" if terms.repayment is Repayment.LUMP_SUM else _months(application.repayment_months)


def stored_facts(application: Application) -> list[Fact]:
    """いま登録されている内容. For comparing, when somebody saved in between."""
    members = [Fact(each.relation, _person(each)) for each in member_lines(application)]
    return [*members, Fact("電話番号", application.applicant_phone), *request_facts(application)]


def _person(line: MemberLine) -> str:
    parts = [f"{line.name}（{line.kana}）", line.sex, line.born, line.address, line.occupation]
    income = f"月収{line.income}" if line.income else ""
    return "　".join(part for part in [*parts, income] if part)


def standing_still(application: Application) -> dict[str, Any]:
    """申込書を直せないとき. What it says, and the button or the reason."""
    return {
        "application": application,
        "facts": request_facts(application),
        "members": member_lines(application),
        "health": look_at_health(application),
        "parties": party_lines(application),
        "can_revoke": True,
        "papers": paper_lines(application),
        "can_consent": False,
        "returned": returned_line(application),
        "refusal": _why_not_reopen(application),
    }


def _why_not_reopen(application: Application) -> str:
    try:
        after(application.state, Step.REOPEN)
    except StepNotAllowed as refusal:
        return refusal.sentence
    return ""


def reason_name(terms: Terms, code: str) -> str:
    return next((each.name for each in terms.reasons if each.code == code), "")


def member_lines(application: Application) -> list[MemberLine]:
    """世帯の状況."""
    given, refused = consents.in_force(application), consents.declined(application)
    members = rules.household(application)
    return [_line(each, given.get(each.id), has_declined=each.id in refused) for each in members]


def _line(member: Member, consent: Consent | None, *, has_declined: bool) -> MemberLine:
    return MemberLine(
        id=member.id,
        name=member.name,
        kana=member.kana,
        relation=member.get_relation_display(),
        is_applicant=member.relation == Member.Relation.SELF,
        born=_born(member),
        sex=member.get_sex_display(),
        address=f"〒{member.postcode} {member.address}" if member.postcode else member.address,
        occupation=member.occupation,
        work=_work(member),
        income=_yen(member.monthly_income_yen),
        must_consent=rules.must_consent(member),
        has_consented=consent is not None,
        consent=_until(consent) if consent else "",
        has_declined=has_declined,
    )


def _born(member: Member) -> str:
    age = member.born_on.age_on(timezone.localdate())
    return member.born_on.wareki() + (f"（{age}歳）" if age is not None else "")


def _until(consent: Consent) -> str:
    until = f"{wareki(consent.valid_until)}まで" if consent.valid_until else ""
    whose = f"（{consent.representative_name} 様）" if consent.representative_name else ""
    return f"{consent.get_way_display()}{whose}　{until}".strip()


def _work(member: Member) -> str:
    """仕事・学校, as far as it was asked."""
    since = PartialDate.parse(member.employed_since).wareki() + "から" if member.employed_since else ""
    work = member.get_work_display() if member.work else ""
    return "　".join(part for part in (work, member.employer, since, member.school, member.school_year) if part)


OWN_RESULT = "マイナポータルの結果（本人提出）"


def paper_lines(application: Application) -> list[PaperLine]:
    """登録済みの書類."""
    names = {code: each.name for code, each in types().items()}
    rows = application.documents.defer("content", "thumbnail").filter(removed_at__isnull=True)
    return [paper_line(row, names.get(row.kind, OWN_RESULT)) for row in rows.order_by("created_at", "sheet")]


def paper_line(row: Any, kind: str) -> PaperLine:
    state = PaperState(row.state)
    is_late = state == PaperState.CHECKING and timezone.now() - row.created_at > LATE
    return PaperLine(
        id=row.id,
        kind=kind,
        name=row.name,
        state=state.label,
        chip=_CHIPS[state],
        note=IS_LATE if is_late else ADVICE.get(row.trouble, ""),
        is_open=state == PaperState.CHECKED,
        is_moving=state == PaperState.CHECKING,
        size=f"{max(row.size // 1024, 1):,}KB",
        added=moment(row.created_at),
        added_by=row.added_name,
    )


def returned_line(application: Application) -> ReturnedLine | None:
    """返戻. The open one: why, until when."""
    row = open_return(application)
    if row is None:
        return None
    title = f"返戻されています（{reason_words(row)}、期限 {wareki(row.due_on)}）"
    return ReturnedLine(title, "\n".join(part for part in (row.note, "補正して進達すると消えます。") if part))


def applicant_born(application: Application) -> str:
    own = application.members.filter(relation=Member.Relation.SELF, removed_at__isnull=True)
    applicant = own.only("born").order_by("position").first()
    return _born(applicant) if applicant else ""


def moment(at: Any) -> str:
    """日時, e.g. 令和8年11月21日 9:05."""
    local = timezone.localtime(at)
    return f"{PartialDate(local.year, local.month, local.day).wareki()} {local.hour}:{local.minute:02d}"


def _yen(amount: int | None) -> str:
    return "" if amount is None else yen(amount)


def _months(months: int | None) -> str:
    return "" if months is None else f"{months}か月"


def _account(application: Application) -> str:
    kind = application.get_account_kind_display() if application.account_kind else ""
    parts = [application.bank_name, application.bank_branch, kind, application.account_number]
    holder = f"（{application.account_holder_kana}）" if application.account_holder_kana else ""
    return " ".join(part for part in parts if part) + holder


def _statements(application: Application, terms: Terms) -> str:
    needed = rules.household_statements(terms)
    agreed = sum(rules.statement_key(each) in application.statements for each in needed)
    return f"{len(needed)}項目のうち{agreed}項目を確認"
