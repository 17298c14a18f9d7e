"""意見書と進達書. 市区町村社協意見書, 民生委員の調査書・意見書, 進達書. Fields: workflow-and-forms.md §3.6, §3.7."""

from typing import Any

from councils.era import wareki
from councils.models import Council
from councils.papers.form import Checks, Lines, Pairs, Part, Signatures, Signer, Table, pens
from councils.papers.letter import Check, Row
from loans.applications import papers
from loans.applications.models import Application, Forwarding, Opinion
from loans.applications.printed.source import Source, day
from loans.states import AT_COUNTER

PAPERS, PAPER_WIDTHS, ROWS_OF_PAPERS = ("送付する書類", "有無", "備考"), (12, 4, 6), 10
COMMISSIONER = (("fit", "適当"), ("conditional", "条件付"), ("unfit", "不適当"))


def opinion_form(source: Source) -> tuple[Part, ...]:
    """市区町村社協意見書. The latest opinion; before there is one, to be written by hand."""
    opinion, sent = _opinion(source), _sent(source)
    given = opinion.verdict if opinion else ""
    return (
        Pairs("案件", (*_case(source), Row("相談員", source.said("counsellor_name")))),
        Checks("意見", tuple(Check(each.label, each.value == given) for each in Opinion.Verdict)),
        Lines("意見の内容", opinion.text if opinion else "", pen_lines=5),
        Lines("面談の回数と、世帯の収入の見立て", opinion.interviews if opinion else "", pen_lines=2),
        Lines("ほかの制度の検討結果", opinion.other_schemes if opinion else "", pen_lines=2),
        Lines("支援の計画と関係機関、留意点", opinion.support_plan if opinion else "", pen_lines=2),
        Pairs("", _written(opinion)),
        *_chiefs(sent),
        Signatures("", (_chief("責任者 確認", sent),)),
    )


def commissioner_form(source: Source) -> tuple[Part, ...]:
    """民生委員の調査書・意見書. Mostly a pen's: what was recorded of it is printed."""
    report = _report(source)
    given = report.verdict if report else ""
    return (
        Pairs("案件", _case(source)),
        Pairs("面接", (Row("面接した日", ""), Row("場所", ""))),
        Lines("世帯の状況", ""),
        Lines("生活歴・困っている理由", "", pen_lines=2),
        Lines("収入と支出の確認", ""),
        Lines("資金の必要性と償還の見込み", "", pen_lines=2),
        Lines("支援の方針", "", pen_lines=2),
        Checks("意見", tuple(Check(label, code == given) for code, label in COMMISSIONER)),
        Lines("意見の理由・条件", report.text if report else ""),
        Pairs("", _commissioner(report)),
        Signatures("", pens("民生委員 署名")),
    )


def forwarding_form(source: Source) -> tuple[Part, ...]:
    """進達書. From the municipal council to the prefecture's, with what is sent along."""
    opinion, sent, application = _opinion(source), _sent(source), source.application
    council, prefecture = _councils(application) if application else ("", "")
    return (
        Pairs("", (Row("文書番号", ""), Row("日付", day(sent.created_at) if sent else ""))),
        Pairs("", (Row("宛先", f"{prefecture}　会長　様" if prefecture else "", is_emphasised=True),)),
        Pairs("", (Row("差出人", f"{council}　会長" if council else "", is_emphasised=True),)),
        Lines("", "次の借入申込みを受け付け、内容を確かめましたので、意見を付けて進達します。"),
        Pairs("記", (*_case(source), Row("意見", opinion.get_verdict_display() if opinion else ""))),
        Table("送付書類", PAPERS, PAPER_WIDTHS, _papers(source)),
        *_chiefs(sent),
        Signatures("", (_writer(opinion), _chief("責任者", sent))),
    )


def _case(source: Source) -> tuple[Row, ...]:
    return (
        Row("氏名", source.name()),
        Row("資金", f"{source.terms.fund} {source.terms.name}"),
        Row("希望額", source.yen("amount_yen")),
    )


def _opinion(source: Source) -> Opinion | None:
    if source.application is None:
        return None
    latest: Opinion | None = source.application.opinions.order_by("-created_at").first()
    return latest


def _sent(source: Source) -> Forwarding | None:
    """進達, as it was sent last; none while the case lies at the counter: what was sent before is not this sheet."""
    if source.application is None or source.application.state in AT_COUNTER:
        return None
    last: Forwarding | None = source.application.forwardings.order_by("-number").first()
    return last


def _chiefs(sent: Forwarding | None) -> tuple[Part, ...]:
    """責任者意見. A chief who forwards without a word says so with the name alone."""
    if sent is not None and not sent.chief_opinion:
        return ()
    return (Lines("責任者意見", sent.chief_opinion if sent else "", pen_lines=2),)


def _chief(label: str, sent: Forwarding | None) -> Signer:
    return Signer(label, note=sent.forwarded_name, dated=day(sent.created_at)) if sent else Signer(label)


def _writer(opinion: Opinion | None) -> Signer:
    return Signer("担当", note=opinion.written_name, dated=day(opinion.created_at)) if opinion else Signer("担当")


def _written(opinion: Opinion | None) -> tuple[Row, ...]:
    return (
        Row("作成者", opinion.written_name if opinion else ""),
        Row("作成日", day(opinion.created_at) if opinion else ""),
    )


def _report(source: Source) -> Any:
    """民生委員意見書, as it was recorded among the papers."""
    rows = source.application.commissioner_reports if source.application else None
    return rows.filter(removed_at__isnull=True).first() if rows else None


def _commissioner(report: Any) -> tuple[Row, ...]:
    return (
        Row("民生委員", report.commissioner if report else ""),
        Row("地区", report.district if report else ""),
        Row("作成日", wareki(report.written_on) if report else ""),
    )


def _councils(application: Application) -> tuple[str, str]:
    codes = (application.municipal_council_id, application.prefecture_id)
    names = dict(Council.objects.filter(pk__in=codes).values_list("pk", "name"))
    return names[codes[0]], names[codes[1]]


def _papers(source: Source) -> tuple[tuple[str, ...], ...]:
    if source.application is None:
        return (("", "", ""),) * ROWS_OF_PAPERS
    lines = [each for each in papers.lines(source.application) if each.is_told]
    return tuple((each.required.name, each.standing.label, "") for each in lines)
