"""Widgets: plain HTML controls with names, so that keyboard and screen reader know them."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from markupsafe import Markup
from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

from sim.views.page.svg import element

type Chosen = Callable[[str], Awaitable[None]]
"""Called with the value that somebody chose."""

VALUE = "(event) => emit(event.target.value)"
CARD = """(event) => {
    const found = event.target.closest("[data-card]");
    if (found) emit(found.dataset.card);
}"""


class Words(TextElement):
    """An element that holds text, which is never read as HTML."""

    def __init__(self, tag: str, words: str = "", look: str = "", **attributes: Any) -> None:
        super().__init__(tag=tag, text=words)
        self.classes(look)
        give(self, **attributes)


def box(tag: str, look: str = "", **attributes: Any) -> ui.element:
    """Return an element for others to stand in."""
    made = ui.element(tag).classes(look)
    give(made, **attributes)
    return made


def give(target: ui.element, **attributes: Any) -> None:
    """Set attributes of an element; an underscore stands for a hyphen, None takes one away."""
    before = dict(target.props)
    for name, value in attributes.items():
        key = name.rstrip("_").replace("_", "-")
        if value is None:
            target.props.pop(key, None)
        else:
            target.props[key] = value
    if target.props != before:
        target.update()


def button(words: str, act: Callable[[], Any], look: str = "", **attributes: Any) -> Words:
    """Return a button."""
    made = Words("button", words, f"room-button {look}", type="button", **attributes)
    made.on("click", lambda _: act())
    return made


def on_value(target: ui.element, event: str, chosen: Chosen) -> None:
    """Call with the value that a control has after an event."""

    async def handle(arguments: GenericEventArguments) -> None:
        await chosen(str(arguments.args))

    target.on(event, handle, js_handler=VALUE)


def on_card(target: ui.element, chosen: Chosen) -> None:
    """Call with what a drawing was clicked on."""

    async def handle(arguments: GenericEventArguments) -> None:
        await chosen(str(arguments.args))

    target.on("click", handle, js_handler=CARD)


def labelled(words: str, look: str = "") -> Words:
    """Return a label; it names the control that `name_of` gives it."""
    return Words("label", words, look)


def drawer(title: str, is_open: bool = False) -> ui.element:
    """Return a part of the desk that opens and closes."""
    made = box("details", "drawer", open=True if is_open else None)
    with made, box("summary"):
        Words("h2", title)
    return made


class Select:
    """A list to choose from, with its label."""

    def __init__(self, words: str, chosen: Chosen, look: str = "") -> None:
        with box("div", f"control {look}"):
            self.label = labelled(words)
            # One element with its options as text: as elements of their own they would cost the
            # server more than all the pictures.
            self.element = ui.html("", sanitize=False, tag="select")
        give(self.label, for_=self.element.html_id)
        self._times_chosen = 0

        async def handle(value: str) -> None:
            self._times_chosen += 1
            await chosen(value)

        on_value(self.element, "change", handle)

    def show(self, options: Iterable[tuple[str, str]], value: str) -> None:
        """Offer these (value, words), with one of them chosen."""
        listed = [
            element("option", words, value=known, selected="" if known == value else None)
            for known, words in options
        ]
        # A choice that was refused has to be taken back, though nothing else changed.
        mark = Markup(f"<!--{self._times_chosen}-->")
        self.element.set_content(Markup("").join([*listed, mark]))


class Range:
    """A slider with its label and its value in words."""

    def __init__(self, words: str, limits: tuple[float, float, float], chosen: Chosen) -> None:
        low, high, step = limits
        with box("div", "control"):
            with box("div", "control-head"):
                self.label = labelled(words)
                self.value = Words("output")
            self.element = box("input", type="range", min=low, max=high, step=step)
        give(self.label, for_=self.element.html_id)
        give(self.value, for_=self.element.html_id)

        async def handle(value: str) -> None:
            await chosen(value)
            self.element.update()

        on_value(self.element, "change", handle)

    def show(self, value: float, words: str, spoken: str = "") -> None:
        """Stand at a value, shown in words; ``spoken`` is what a screen reader says instead."""
        self.value.set_text(words)
        give(self.element, value=value, aria_valuetext=spoken or words)


class Listing:
    """A list whose lines are made again only when they changed."""

    def __init__(self, look: str, line: Callable[..., object], **attributes: Any) -> None:
        self.element = box("ul", look, **attributes)
        self._line = line
        self._shown: list[Any] = []

    def show(self, items: Iterable[Any]) -> None:
        """Show a line for each of these."""
        wanted = list(items)
        if wanted != self._shown:
            self._shown = wanted
            self.element.clear()
            with self.element:
                for item in wanted:
                    self._line(*item)


def drawing(look: str = "", tag: str = "div", **attributes: Any) -> ui.html:
    """Return a place for what is drawn by ourselves, in which all text is escaped already."""
    made = ui.html("", sanitize=False, tag=tag).classes(look)
    give(made, **attributes)
    return made
