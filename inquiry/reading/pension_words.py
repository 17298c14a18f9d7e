"""年金の言葉. A pension as it is read, in plain words; figures that we cannot explain are shown as codes."""

from inquiry.codes import Kind
from inquiry.reading.codes import code_words
from inquiry.reading.line import Line, empty, shown
from inquiry.reading.pension import Basic, Disability, Renewal, pension
from inquiry.sources.layouts.reader import Record
from inquiry.sources.values import Empty, Given


def lines(record: Record) -> list[Line]:
    read = pension(record)
    told = [Line("年金の種類", shown(read.name))]
    for basic in read.basics:
        told += _basic(basic)
    for disability in read.disabilities:
        told += _disability(disability)
    return told


def _basic(basic: Basic) -> list[Line]:
    system = shown(basic.system)
    return [
        Line("制度", system),
        Line(f"年金決定年月日（{system}）", shown(basic.decided_on)),
        Line(f"受給権発生日（{system}）", shown(basic.entitled_on)),
        Line(f"受給権失権年月日（{system}）", shown(basic.lost_on)),
        Line(f"支給停止（{system}）", _suspension(basic)),
    ]


def _suspension(basic: Basic) -> str:
    """The meaning of each reason is not public: whoever reads it asks with the code."""
    if isinstance(basic.suspension_code, Empty):
        return empty(basic.suspension_code)
    if not basic.is_suspended:
        return "停止されていない"
    months = f"{shown(basic.suspended_from)}から{shown(basic.suspended_until)}まで"
    return f"停止理由：{code_words(Kind.PENSION, 'suspension_code', basic.suspension_code.value)}、{months}"


def _disability(disability: Disability) -> list[Line]:
    return [
        Line("障害等級", shown(disability.grade)),
        Line("障害初診年月日", shown(disability.first_seen_on)),
        Line("次回診断書提出", _renewal(disability)),
        Line("障害傷病名コード", _code("disease_code", disability.disease_code)),
        Line("障害診断書コード", _code("certificate_code", disability.certificate_code)),
    ]


def _code(key: str, item: Given[str] | Empty) -> str:
    return empty(item) if isinstance(item, Empty) else code_words(Kind.PENSION, key, item.value)


def _renewal(disability: Disability) -> str:
    match disability.renewal:
        case Renewal.DUE:
            return f"{disability.next_year}年"
        case Renewal.PERMANENT:
            return "提出の必要なし（永久認定）"
        case Renewal.NOT_SAID:
            return "この情報からは分かりません"
