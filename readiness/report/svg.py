"""Building blocks of charts in SVG. All text is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

_DRAWING = Markup(
    '<svg class="{name}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
    '{stretched} role="img" focusable="false"><title>{title}</title>{shapes}</svg>'
)

_STRETCHED = Markup(' preserveAspectRatio="none"')


def drawing(
    name: str, width: float, height: float, title: str, shapes: Iterable[Markup], *, stretched: bool = False
) -> Markup:
    """A whole drawing.

    Args:
        name: its CSS class.
        width: in units of its own, like the coordinates of the shapes.
        height: in the same units.
        title: says what the drawing shows, for people who cannot see it.
        shapes: from the back to the front.
        stretched: whether it fills its place whatever the shape of that, as bars without words can.
    """
    return _DRAWING.format(
        name=name,
        width=width,
        height=height,
        title=title,
        shapes=Markup().join(shapes),
        stretched=_STRETCHED if stretched else "",
    )


def shape(element: str, name: str, text: str = "", **attributes: str | float) -> Markup:
    """One shape: `shape("rect", "track", x=0, y=4, width=200, height=8, fill=LIGHT.track)`.

    Args:
        element: the SVG element.
        name: its CSS class.
        text: the words of a text element.
        attributes: numbers and texts, with `_` for `-` in their names.
    """
    listed = Markup().join(
        Markup(' {}="{}"').format(key.replace("_", "-"), value if isinstance(value, str) else f"{value:g}")
        for key, value in attributes.items()
    )
    start = Markup('<{} class="{}"{}').format(element, name, listed)
    return Markup("{}>{}</{}>").format(start, escape(text), element) if text else start + Markup("/>")
