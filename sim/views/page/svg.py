"""SVG: elements from names, attributes and what is inside; whatever is text stays text."""

from markupsafe import Markup, escape

type Attribute = str | float | bool | None


def element(tag: str, *inside: str | Markup, **attributes: Attribute) -> Markup:
    """Return one element; plain text inside is escaped, Markup is taken as it is.

    An underscore in an attribute's name is a hyphen (``stroke_width``; a trailing one is
    dropped, as in ``class_``), and one that is None is left out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(plain(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{written}>{''.join(escape(part) for part in inside)}</{tag}>")


def plain(value: Attribute) -> str:
    """Return an attribute's value; coordinates to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def picture(width: int, height: int, title: str, *inside: Markup) -> Markup:
    """Return a whole drawing, which a screen reader speaks as its title."""
    return element(
        "svg",
        *inside,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=title,
        preserveAspectRatio="xMidYMid meet",
    )


def text(x: float, y: float, words: str, **attributes: Attribute) -> Markup:
    """Return words at a point."""
    return element("text", words, x=x, y=y, **attributes)


def path(points: list[tuple[float, float]], **attributes: Attribute) -> Markup:
    """Return a line through points."""
    steps = " ".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(points))
    return element("path", d=steps, fill="none", **attributes)
