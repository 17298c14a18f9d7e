"""照会に使う番号の登録. By 責任者, in the own name; an earlier row stays, a later one counts from its day."""

from datetime import date

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry.codes import Kind
from inquiry.officer.officers import officer_id
from inquiry.vault.models import Body, NetworkCode
from inquiry.vault.providers import is_council

_What = NetworkCode.What


class NoSuchKind(Refused):
    field = "of"
    sentence = "対象の情報を一覧から選んでください。"


class NoSuchProvider(Refused):
    field = "of"
    sentence = "対象の提供者が見つかりません。市区町村は団体コード（6桁）で入力してください。"


class NothingToName(Refused):
    field = "of"
    sentence = "この番号には対象を入力しません。空欄にしてください。"


def register(what: NetworkCode.What, of: str, value: str, valid_from: date, *, by: Actor) -> NetworkCode:
    """番号の登録. Raises NotPermitted, NoSuchKind, NoSuchProvider or NothingToName."""
    access.check_may(by, Permission.ADMINISTER)
    check_of(what, of)
    code = NetworkCode.objects.create(
        prefecture_id=by.prefecture_id, what=what, of=of, value=value, valid_from=valid_from, entered_by=officer_id(by)
    )
    write.act("register_code", fields=[what.value, *([of] if of in Kind.values else [])], result="done")
    return code


def check_of(what: NetworkCode.What, of: str) -> None:
    if what == _What.INFORMATION:
        if of not in Kind.values:
            raise NoSuchKind
    elif what == _What.PROVIDER:
        if not (is_council(of) or Body.objects.filter(pk=of).exists()):
            raise NoSuchProvider
    elif of:
        raise NothingToName
