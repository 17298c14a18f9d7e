"""一括照会の行. What an inquiry says in a request file; asked by the pages beforehand and by the worker."""

from inquiry.codes import Scope
from inquiry.sources.files.layout import Layout
from inquiry.sources.files.request import NotWritable, RequestLine, cells_of
from inquiry.vault.models import Inquiry, NetworkCode
from inquiry.vault.network_codes import CodeMissing, Codes

_What = NetworkCode.What


def line_of(inquiry: Inquiry, codes: Codes, *, addressee: str = "", requested_at: str = "") -> RequestLine:
    """Raises CodeMissing."""
    return RequestLine(
        addressee=addressee,
        requested_at=requested_at,
        department=codes.value(_What.DEPARTMENT),
        organisation=codes.value(_What.ORGANISATION),
        affair=codes.value(_What.AFFAIR),
        procedure=codes.value(_What.PROCEDURE),
        provider=codes.value(_What.PROVIDER, inquiry.provider),
        information=codes.value(_What.INFORMATION, inquiry.kind),
        is_nondisclosure=inquiry.is_nondisclosure,
        scope=Scope(inquiry.scope),
        from_on=inquiry.from_on,
        until_on=inquiry.until_on,
    )


def fits(inquiry: Inquiry, codes: Codes, layout: Layout) -> bool:
    """Whether a line can say it: every code is there, and the layout knows the condition."""
    try:
        cells_of(line_of(inquiry, codes), layout)
    except (CodeMissing, NotWritable):
        return False
    return True
