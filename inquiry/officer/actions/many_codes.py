"""照会に使う番号のまとめての登録. All lines or none; by 責任者, in the own name."""

from collections.abc import Sequence

from councils import access
from councils.models import Council
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry.codes import Kind
from inquiry.officer.actions.codes import NoSuchKind, NoSuchProvider, NothingToName
from inquiry.officer.code_lines import CodeLine, NotReadable, RefusedCodeLine, read
from inquiry.officer.officers import officer_id
from inquiry.vault.models import Body, NetworkCode

_What = NetworkCode.What
# A list of everything that is wrong with 1,800 lines is read by nobody.
MOST_SAID = 50


class LinesRefused(Refused):
    """受け付けない行がある. Nothing was stored."""

    field = "text"

    def __init__(self, refused: Sequence[RefusedCodeLine]) -> None:
        super().__init__(f"受け付けられない行が{len(refused)}行あるため、どの行も登録していません。")
        self.lines = [str(line) for line in refused[:MOST_SAID]]
        self.more = len(refused) - len(self.lines)

    def each(self) -> tuple[Refused, ...]:
        said = [Refused(line, field=self.field) for line in self.lines]
        rest = [Refused(f"ほかに{self.more}行あります。", field=self.field)] if self.more else []
        return (Refused(self.sentence, field=self.field), *said, *rest)


def register_all(text: str, *, by: Actor) -> int:
    """まとめての登録. How many. Raises NotPermitted, LinesRefused or Refused where the whole cannot be read."""
    access.check_may(by, Permission.ADMINISTER)
    try:
        lines, refused = read(text)
    except NotReadable as slip:
        raise Refused(str(slip), field="text") from None
    refused += _unknown(lines)
    if refused:
        raise LinesRefused(sorted(refused, key=lambda line: line.number))
    who = officer_id(by)
    NetworkCode.objects.bulk_create(
        NetworkCode(
            prefecture_id=by.prefecture_id,
            what=line.what,
            of=line.of,
            value=line.value,
            valid_from=line.valid_from,
            entered_by=who,
        )
        for line in lines
    )
    write.act("register_codes", fields=sorted({line.what.value for line in lines}), result=str(len(lines)))
    return len(lines)


def _unknown(lines: Sequence[CodeLine]) -> list[RefusedCodeLine]:
    """What a code is of, as the single form asks it: of all lines by two questions."""
    named = {line.of for line in lines if line.what == _What.PROVIDER}
    known = {
        *Council.objects.filter(pk__in=named).values_list("pk", flat=True),
        *Body.objects.filter(pk__in=named).values_list("pk", flat=True),
    }
    return [RefusedCodeLine(line.number, reason) for line in lines if (reason := _why_not(line, known))]


def _why_not(line: CodeLine, known: set[str]) -> str:
    if line.what == _What.INFORMATION:
        return "" if line.of in Kind.values else NoSuchKind.sentence
    if line.what == _What.PROVIDER:
        return "" if line.of in known else NoSuchProvider.sentence
    return NothingToName.sentence if line.of else ""
