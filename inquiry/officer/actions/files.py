"""一括照会. What the plans of all open orders still want asked goes into one file; its result comes back."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.actions.ask import fanned_out, hold_open, ring, unasked
from inquiry.officer.actions.protected import check_stop
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import OrderClosed, PlaceUnknown, StopUnread
from inquiry.officer.trained import check_trained
from inquiry.vault import sealed_files
from inquiry.vault.book import Book, books_of
from inquiry.vault.bulk import fits
from inquiry.vault.layouts import layout_of
from inquiry.vault.models import Inquiry, LayoutColumn, RequestFile, ResultFile, TakenOrder
from inquiry.vault.network_codes import Codes
from inquiry.vault.terms import file_term


class NothingForFile(Refused):
    sentence = "ファイルに入れる照会がありません。本人特定が済んでいて、まだ照会していない方はいません。"


class FileNotReady(Refused):
    field = "content"
    sentence = "この依頼ファイルは、まだ作成されていません。"


class EmptyFile(Refused):
    field = "content"
    sentence = "結果ファイルが空です。ファイルを確かめてください。"


class FileTooLarge(Refused):
    field = "content"

    def __init__(self, most: int) -> None:
        super().__init__(f"結果ファイルは{most // 1_000_000}MB以内にしてください。分けて取り込めます。")


class NoCodeForFile(Refused):
    sentence = (
        "番号が未登録か様式に合わないため、ファイルに入れられる照会がありません。"
        "責任者に登録を頼むか、依頼の画面の「全員に照会する」で照会してください。"
    )


def make_file(*, by: Actor) -> RequestFile:
    """依頼ファイルを作る. What no line can say stays unasked, so that it can still be asked singly.

    Raises NothingForFile or NoCodeForFile.
    """
    access.check_may(by, Permission.INQUIRE)
    check_trained(by)
    wanted = [inquiry for inquiry in candidates(by=by) if _is_held(inquiry.order_id)]
    fitting = fitting_of(wanted, by=by)
    Inquiry.objects.bulk_create(fitting, ignore_conflicts=True)
    file = RequestFile.objects.create(
        prefecture_id=by.prefecture_id, asked_by=officer_id(by), kept_out_count=len(wanted) - len(fitting)
    )
    write.act("make_file", fields=["file"], result=str(len(fitting)))
    ring(by.prefecture_id)
    return file


def fitting_of(wanted: Sequence[Inquiry], *, by: Actor) -> list[Inquiry]:
    """ファイルに入る照会. Those whose every code is known. Raises NothingForFile or NoCodeForFile."""
    today = timezone.localdate()
    codes, layout = Codes(by.prefecture_id, today), layout_of(LayoutColumn.Of.REQUEST, today)
    fitting = [inquiry for inquiry in wanted if fits(inquiry, codes, layout)]
    if not fitting:
        raise NoCodeForFile if wanted else NothingForFile
    return fitting


def why_no_file(wanted: Sequence[Inquiry], *, by: Actor) -> str:
    """The sentence in the button's place; '' where the button stands."""
    try:
        fitting_of(wanted, by=by)
    except Refused as refusal:
        return refusal.sentence
    return ""


def candidates(*, by: Actor) -> list[Inquiry]:
    """まだ照会していないもの, of all open orders, urgent ones first; not stored."""
    open_orders = TakenOrder.objects.filter(closed_at__isnull=True)
    orders = list(open_orders.order_by("-is_urgent", "ordered_at", "pk"))
    books = books_of([order.pk for order in orders])  # most of them have been asked, and need no question of their own
    waiting = [order for order in orders if any(unasked(books[order.pk]))]
    return [inquiry for order in waiting for inquiry in _of_order(order, books[order.pk], by)]


def _of_order(order: TakenOrder, book: Book, by: Actor) -> list[Inquiry]:
    try:
        check_stop(order, by=by)
        wanted = fanned_out(order, book, by=by, route=Inquiry.Route.FILE)
    except (PlaceUnknown, StopUnread):
        return []  # to be asked singly, where the page says why
    by_file = [inquiry for inquiry in wanted if inquiry.route == Inquiry.Route.FILE]  # 住基ネット is asked on its line
    for inquiry in by_file:
        inquiry.order = order
    return by_file


def _is_held(order_id: UUID) -> bool:
    """Closed just now: nothing of it is asked any more."""
    try:
        hold_open(order_id)
    except OrderClosed:
        return False
    return True


def hand_in(file_id: UUID, content: bytes, *, by: Actor) -> ResultFile:
    """結果ファイルを取り込む. Sealed at once; the worker reads it.

    Raises NotFound, FileNotReady, EmptyFile or FileTooLarge.
    """
    file = access.find(RequestFile, file_id, by=by, may=Permission.INQUIRE)
    if file.state != RequestFile.State.READY:
        raise FileNotReady
    most = file_term(timezone.localdate()).most_bytes
    if len(content) > most:
        raise FileTooLarge(most)
    if not content.strip():
        raise EmptyFile
    result_id = sealed_files.hand_in(file, content)
    write.act("hand_in_result", fields=["file"], result="done")
    ring(file.prefecture_id)
    return ResultFile.objects.get(pk=result_id)
