"""A page as a browser without JavaScript has it: its links, and its forms with all that each of them would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    {"input", "br", "img", "meta", "link", "hr", "path", "use", "rect", "circle", "line", "source", "col"}
)
_UNSEEN = frozenset({"template", "script", "style"})


@dataclass
class Control:
    name: str
    kind: str
    value: str
    is_on: bool = True
    options: list[str] = field(default_factory=list)

    def sent(self) -> str | None:
        """None: not at all."""
        if self.kind == "select-one":
            return self.value or (self.options[0] if self.options else None)
        return self.value if self.is_on else None


@dataclass
class Button:
    name: str
    value: str
    label: str = ""


@dataclass
class Form:
    action: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def sent(self, pressed: Button) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for control in self.controls:
            value = control.sent()
            if control.name and control.kind != "file" and value is not None:
                values.setdefault(control.name, []).append(value)
        return values | ({pressed.name: [pressed.value]} if pressed.name else {})


class Page(HTMLParser):
    """links: each address with the ids of what it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, tuple[str, ...]]] = []
        self.said: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self._control: Control | None = None
        self._button: Button | None = None
        self.feed(text)

    def words(self) -> str:
        return "\n".join(filter(None, (each.strip() for each in self.said)))

    def form_with(self, box: str) -> Form:
        return next(form for form in self.forms if any(each.name == box for each in form.controls))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append((tag, facts))
        if self._is_unseen():
            return
        if tag == "form":
            self._form = Form(facts.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a" and "href" in facts:
            self.links.append((facts["href"], tuple(self._places())))
        elif self._form is not None:
            self._part_of_form(tag, facts)

    def _part_of_form(self, tag: str, facts: dict[str, str]) -> None:
        assert self._form is not None
        name, value = facts.get("name", ""), facts.get("value", "")
        if tag == "input":
            kind = facts.get("type", "text")
            is_tick = kind in ("radio", "checkbox")
            self._form.controls.append(
                Control(name, kind, facts.get("value", "on" if is_tick else ""), not is_tick or "checked" in facts)
            )
        elif tag in ("select", "textarea"):
            self._control = Control(name, {"select": "select-one"}.get(tag, tag), "")
            self._form.controls.append(self._control)
        elif tag == "option" and self._control is not None:
            self._control.options.append(value)
            self._control.value = value if "selected" in facts else self._control.value
        elif tag == "button" and "hidden" not in facts and facts.get("type", "submit") == "submit":
            self._button = Button(name, value)
            self._form.buttons.append(self._button)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]
        if tag == "form":
            self._form = None
        elif tag in ("select", "textarea"):
            if tag == "textarea" and self._control is not None:
                self._control.value = self._control.value.removeprefix("\n")
            self._control = None
        elif tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._is_unseen():
            return
        if self._control is not None and self._control.kind == "textarea":
            self._control.value += data
        if self._button is not None:
            self._button.label += data
        self.said.append(data)

    def _is_unseen(self) -> bool:
        return any(name in _UNSEEN for name, _ in self._open)

    def _places(self) -> list[str]:
        """#next, ul, …: of what the reader is in."""
        return [name for name, _ in self._open] + [f"#{facts['id']}" for _, facts in self._open if "id" in facts]
