"""借入れの内容の見せ方. What the fund asked for, as finished strings: for pages, review and paper alike."""

from collections.abc import Iterator

from councils.era import month_wareki, wareki
from councils.look.words import yen
from loans.applications import lending
from loans.applications.models import Application
from loans.extras.answers import words
from loans.extras.in_force import asked_before
from loans.terms.facts import Ask, ConsultationRule, Terms

Line = tuple[str, str]
# The line that is an address: paper prints it as it prints any other.
PROPERTY_PLACE = "不動産の所在地"


def lines_of_request(application: Application, terms: Terms) -> list[Line]:
    """Label and value, in the order of the form; a blank value is one that is missing."""
    found = [line for ask in terms.asks if ask in _LINES for line in _LINES[ask](application, terms)]
    return [*found, *_reasons(application, terms), *_answers(application)]


def amount_line(application: Application) -> str:
    """借入希望額, with the sum that it is where the fund lends by the month."""
    if application.amount_yen is None:
        return ""
    if not application.monthly_yen or not application.lending_months:
        return yen(application.amount_yen)
    return f"{yen(application.amount_yen)}（{yen(application.monthly_yen)} × {application.lending_months}か月）"


def _purpose(application: Application, terms: Terms) -> Iterator[Line]:
    yield "資金使途", next((each.name for each in terms.purposes if each.code == application.purpose), "")
    if application.lasting_months:
        yield "使途の期間", f"{application.lasting_months}か月"


def _monthly(application: Application, terms: Terms) -> Iterator[Line]:
    yield "借入月額", "" if application.monthly_yen is None else yen(application.monthly_yen)
    yield "貸付期間", _months(application.lending_months)
    yield "貸付開始月", month_wareki(application.lending_from) if application.lending_from else ""


def _school(application: Application, terms: Terms) -> Iterator[Line]:
    kind = next((each.name for each in terms.schools if each.code == application.school), "")
    year = f"{application.school_year}年" if application.school_year else ""
    yield "学校", "　".join(part for part in (kind, application.school_name, year) if part)


def _graduation(application: Application, terms: Terms) -> Iterator[Line]:
    yield "卒業予定日", wareki(application.graduates_on) if application.graduates_on else ""


def _need(application: Application, terms: Terms) -> Iterator[Line]:
    if application.is_specially_needed:
        yield "特に必要な理由", application.special_need


def _costs(application: Application, terms: Terms) -> Iterator[Line]:
    rows = "、".join(f"{each['what']} {yen(each['yen'])}" for each in application.costs)
    yield "必要額内訳", rows
    if application.own_funds_yen:
        yield "自己資金", yen(application.own_funds_yen)
    if application.other_grants_yen:
        yield "他制度からの給付・借入れ", yen(application.other_grants_yen)
    needed = lending.needed_yen(vars(application))
    if needed is not None:
        yield "必要額", yen(needed)


def _payee(application: Application, terms: Terms) -> Iterator[Line]:
    kind = application.get_payee_display() if application.payee else ""
    yield "送金先", "　".join(part for part in (kind, application.payee_name) if part)


def _property(application: Application, terms: Terms) -> Iterator[Line]:
    yield "不動産の種類", application.get_property_kind_display() if application.property_kind else ""
    yield PROPERTY_PLACE, application.property_address
    yield "不動産の評価額", "" if application.property_value_yen is None else yen(application.property_value_yen)
    yield "推定相続人", application.heirs


def _assistance(application: Application, terms: Terms) -> Iterator[Line]:
    yield "生活扶助額（月額）", "" if application.assistance_yen is None else yen(application.assistance_yen)


_LINES = {
    Ask.PURPOSE: _purpose,
    Ask.MONTHLY: _monthly,
    Ask.SCHOOL: _school,
    Ask.GRADUATION: _graduation,
    Ask.NEED: _need,
    Ask.COSTS: _costs,
    Ask.PAYEE: _payee,
    Ask.PROPERTY: _property,
    Ask.ASSISTANCE: _assistance,
}


def _reasons(application: Application, terms: Terms) -> Iterator[Line]:
    if application.guide_reason:
        yield "目安を超える理由", application.guide_reason
    if application.support_centre or terms.consultation is ConsultationRule.REQUIRED:
        yield "自立相談支援事業", application.get_support_centre_display() if application.support_centre else ""
    if application.again_reason:
        yield "重ねて申し込む理由", application.again_reason


def _answers(application: Application) -> Iterator[Line]:
    """県独自項目. Also what a question was answered that stands no longer."""
    for extra in asked_before(list(application.answers), prefecture_id=application.prefecture_id):
        yield extra.label, words(extra, application.answers[str(extra.id)])


def _months(months: int | None) -> str:
    return "" if months is None else f"{months}か月"
