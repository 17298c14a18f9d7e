"""Every field of every form gets every string; what was typed is on the page that says no."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

from tests.walls.proofs.bad_inputs.asking import Answer, Judge, Try
from tests.walls.proofs.bad_inputs.serving import Served
from tests.walls.proofs.bad_inputs.strings import strings

_TYPED = ("text", "tel", "search", "email", "number", "")
_HIDDEN = ("csrfmiddlewaretoken",)  # with another one no form is read at all


@dataclass
class Boxes(HTMLParser):
    """The page's own form: what stands in each box, and which boxes are typed into.

    A form that is sent elsewhere, as the search of the frame is, keeps nothing of what this one was sent.
    """

    address: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    _area: str = ""
    _select: str = ""
    _is_template: bool = False
    _is_own: bool = True

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._is_template = self._is_template or tag == "template"
        if tag == "form":
            self._is_own = facts.get("action", "") in ("", self.address)
        name = facts.get("name", "")
        if self._is_template or not self._is_own or not (name or tag == "option"):
            return
        if tag == "textarea":
            self._area = name
            self.typed.add(name)
            self.values[name] = [""]
        elif tag == "select":
            self._select = name
            self.values.setdefault(name, [""])
        elif tag == "option" and self._select and "selected" in facts:
            self.values[self._select] = [facts.get("value", "")]
        elif tag == "input":
            self._take(name, facts)

    def _take(self, name: str, facts: dict[str, str]) -> None:
        kind = facts.get("type", "")
        if kind in ("checkbox", "radio"):
            self.values.setdefault(name, [])
            if "checked" in facts:
                self.values[name].append(facts.get("value", "on"))
        elif kind != "file":
            self.values[name] = [facts.get("value", "")]
            if kind in _TYPED:
                self.typed.add(name)

    def handle_endtag(self, tag: str) -> None:
        self._is_template = self._is_template and tag != "template"
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, text: str) -> None:
        if self._area and not self._is_template:
            self.values[self._area][0] += text


def boxes_of(page: str, address: str = "") -> Boxes:
    found = Boxes(address)
    found.feed(page)
    return found


def try_all(judge: Judge, addresses: list[str], stride: int) -> None:
    """All fields of a form at once with each string; and, where every string is tried, each field alone."""
    zone: Served = judge.zone  # type: ignore[assignment]  # a judge of a zone that is served
    chosen = list(strings())[::stride]
    for address in addresses:
        for name, value in chosen:
            _try(judge, zone, address, name, value, None)
        if stride == 1:
            for index, only in enumerate(sorted(boxes_of(zone.page(address), address).values)):
                for name, value in chosen[index % 4 :: 4]:
                    _try(judge, zone, address, name, value, only)


def _try(judge: Judge, zone: Served, address: str, name: str, value: bytes, only: str | None) -> None:
    """The form as it stands now, since an earlier try may have been saved."""
    boxes = boxes_of(zone.page(address), address)
    names = [each for each in boxes.values if each not in _HIDDEN and only in (None, each)]
    body = "&".join(_pairs(zone, boxes, names, value)).encode()
    request = zone.request("POST", address, body, Content_Type="application/x-www-form-urlencoded")
    typed = {each for each in names if each in boxes.typed}
    judge.take(
        Try(
            f"{name} in {only or 'every box'} of {_plain(address)}",
            request,
            check=lambda answer: _lost(answer, typed, value, address),
        )
    )


def _pairs(zone: Served, boxes: Boxes, names: list[str], value: bytes) -> Iterator[str]:
    for each, values in boxes.values.items():
        if each in _HIDDEN:
            yield f"{each}={zone.token}"
        elif each in names:
            yield f"{quote_from_bytes(each.encode())}={quote_from_bytes(value)}"
        else:
            yield from (f"{quote_from_bytes(each.encode())}={quote_from_bytes(one.encode())}" for one in values)


def _lost(answer: Answer, typed: set[str], value: bytes, address: str = "") -> str:
    """Which boxes of a page that says no do not hold what was typed; of what is text on a page at all."""
    text = _as_shown(value)
    if answer.status != 422 or text is None:
        return ""
    there = boxes_of(answer.body.decode("utf-8"), address).values
    lost = sorted(each for each in typed if _flat(there.get(each, [""])[0]) != _flat(text))
    return f"what was typed into {lost} is not on the page" if lost else ""


def _as_shown(value: bytes) -> str | None:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text) else text


def _flat(text: str) -> str:
    """A text area begins after its first line end, and line ends are one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _plain(address: str) -> str:
    return "/".join("…" if len(part) == 36 else part for part in address.split("/"))
