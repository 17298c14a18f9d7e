"""A page as a browser reads it: its forms with what stands in each box, and what is said at each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "tel", "search", "email", "number", "url", "textarea", ""}
CHOSEN = {"select", "radio", "checkbox"}
_VOID = {"input", "br", "hr", "img", "meta", "link", "source", "wbr"}
Attrs = dict[str, str]


@dataclass
class Box:
    """kind: an input's type, textarea or select; offered: what can be chosen; said_at: ids of what describes it.

    longest: how many letters a browser lets somebody type; 0 where it does not say.
    """

    name: str
    kind: str
    id: str = ""
    reads: str = ""
    longest: int = 0
    said_at: tuple[str, ...] = ()
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED


@dataclass
class Form:
    action: str
    method: str
    boxes: dict[str, Box] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        return [name for name, box in self.boxes.items() if box.is_typed]

    @property
    def chosen(self) -> list[str]:
        return [name for name, box in self.boxes.items() if box.kind in CHOSEN]

    @property
    def has_files(self) -> bool:
        return any(box.kind == "file" for box in self.boxes.values())

    def values(self) -> dict[str, list[str]]:
        """What a browser sends of it as it stands."""
        return {name: list(box.values) for name, box in self.boxes.items() if box.kind != "file"}


@dataclass
class Page(HTMLParser):
    """at: its own address, which a form without an action is sent to.

    errors: by id, what each box's own place says; summary: the list above the form; wrong: sentences without an id.
    """

    at: str
    forms: list[Form] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    summary: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    text: str = ""
    _form: Form | None = None
    _area: Box | None = None
    _select: Box | None = None
    _templates: int = 0
    _listening: list[tuple[str, str, list[str]]] = field(default_factory=list)
    _depth: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._templates += tag == "template"
        if self._templates:
            return
        self._hear(tag, facts)
        if tag == "form":
            self._form = Form(facts.get("action") or self.at, facts.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(self._form, tag, facts)

    def _hear(self, tag: str, facts: Attrs) -> None:
        """Begins to note what is said where sentences stand."""
        classes, id_ = facts.get("class", "").split(), facts.get("id", "")
        if tag not in _VOID:
            self._depth[tag] = self._depth.get(tag, 0) + 1
        if id_.endswith("_error"):
            self._listening.append((tag, f"#{id_}", []))
        elif "wrong" in classes or "refusal" in classes:
            self._listening.append((tag, "wrong", []))
        elif "data-summary" in facts:
            self._listening.append((tag, "summary", []))
        elif tag == "li" and any(place == "summary" for _, place, _ in self._listening):
            self._listening.append((tag, "line", []))

    def _take(self, form: Form, tag: str, facts: Attrs) -> None:
        name = facts.get("name", "")
        if tag == "option" and self._select is not None:
            value = facts.get("value", "")
            self._select.offered.append(value)
            if "selected" in facts:
                self._select.values = [value]
        elif tag == "button" and facts.get("type", "submit") == "submit" and name:
            form.buttons.append((name, facts.get("value", "")))
        elif name and tag in ("input", "textarea", "select"):
            self._box(form, tag, name, facts)

    def _box(self, form: Form, tag: str, name: str, facts: Attrs) -> None:
        kind = facts.get("type", "text") if tag == "input" else tag
        if kind in ("submit", "button"):
            return
        said_at, longest = tuple(facts.get("aria-describedby", "").split()), int(facts.get("maxlength") or 0)
        made = Box(name, kind, facts.get("id", ""), facts.get("data-normalise", ""), longest, said_at)
        box = form.boxes.setdefault(name, made)
        if kind in ("radio", "checkbox"):
            value = facts.get("value", "on")
            box.offered.append(value)
            if "checked" in facts:
                box.values.append(value)
        elif tag == "textarea":
            self._area, box.values = box, [""]
        elif tag == "select":
            self._select = box
        else:
            box.values.append(facts.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        if self._templates:
            return
        if self._listening and self._listening[-1][0] == tag:
            _, place, heard = self._listening.pop()
            self._said(place, "".join(heard).strip())
        if tag == "form":
            self._form = None
        if tag == "textarea" and self._area is not None:
            self._area.values = [self._area.values[0].removeprefix("\n")]
            self._area = None
        if tag == "select":
            self._first_option()

    def _first_option(self) -> None:
        if self._select is not None and not self._select.values:
            self._select.values = self._select.offered[:1]
        self._select = None

    def _said(self, place: str, words: str) -> None:
        if place.startswith("#"):
            self.errors[place[1:]] = words
        elif place == "line":
            self.summary.append(words)
        elif place == "wrong" and words:
            self.wrong.append(words)

    def handle_data(self, data: str) -> None:
        if self._templates:
            return
        if self._area is not None:
            self._area.values[0] += data
            return
        self.text += data
        for _, _, heard in self._listening:
            heard.append(data)

    def said_of(self, box: Box) -> list[str]:
        """The sentences at the box itself: in an element of its own which the box names as its description."""
        return [self.errors[each] for each in box.said_at if each.endswith("_error") and self.errors.get(each)]

    def form_like(self, other: Form) -> Form | None:
        """The one that is sent where the other is, and has boxes of the same names."""
        same = [each for each in self.forms if _path(each.action) == _path(other.action)]
        return max(same, key=lambda each: len(set(each.boxes) & set(other.boxes)), default=None)


def read(html: str, at: str) -> Page:
    page = Page(at)
    page.feed(html)
    page.close()
    return page


def _path(address: str) -> str:
    return address.split("?")[0]


def with_boxes(page: Page) -> Iterator[Form]:
    """Forms in which something is written, chosen or given, not only pressed."""
    for form in page.forms:
        if any(box.kind != "hidden" for box in form.boxes.values()):
            yield form
