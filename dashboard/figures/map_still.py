"""A painted map as one file: what stands on the page where the figure's script does not run.

The same sheet, classes and style sheets as in the browser (`dashboard/client/src/map.js`), with the
legend below. It is light or dark as the page around it.
"""

from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree

from dashboard.figures.map_figure import MapClass, MapFigure
from dashboard.figures.map_sheet import REFERENCE, borders, ratio_of

_SVG = "http://www.w3.org/2000/svg"
_SMALL = REFERENCE // 2
"""Pixels: how wide a map of a card is drawn."""
_LINE, _LETTER, _MARK = 20, 6.6, 18
"""Pixels of an entry of the legend: its height, a letter, and what stands before the words."""

ElementTree.register_namespace("", _SVG)


def map_still(sheet: str, figure: MapFigure, chosen: str | None, style: str) -> str:
    """The figure painted on its sheet, in the style of the page."""
    width = _SMALL if figure.is_small else REFERENCE
    height = round(width / ratio_of(figure.window))
    legend, bottom = _legend(figure, width, height)
    colours = ";".join(
        f"--k{code}:light-dark({entry.light},{entry.dark})"
        for code, entry in enumerate(figure.classes)
    )
    kind = "figure small" if figure.is_small else "figure"
    return (
        f'<svg xmlns="{_SVG}" class="{kind}" viewBox="0 0 {width} {bottom}" width="{width}"'
        f' height="{bottom}" style="color-scheme:light dark;{colours}">'
        f"<title>{escape(figure.alt)}</title><style>{style}{_OWN_STYLE}</style>"
        f"{_painted(sheet, figure, chosen, width, height)}{legend}</svg>"
    )


_OWN_STYLE = """
.figure > text {
  fill: light-dark(#14212b, #e6edf2);
  font: 12px "Be Vietnam Pro", Arial, sans-serif;
}
.figure > rect { stroke: light-dark(#8a99a4, #6d7f8b); }
"""


def _painted(sheet: str, figure: MapFigure, chosen: str | None, width: int, height: int) -> str:
    root = ElementTree.fromstring(sheet)
    window_width = float(root.attrib["viewBox"].split()[2])
    root.set("style", f"--map-u:{window_width / width:.2f}")
    root.set("height", str(height))
    codes = dict(zip(figure.units, figure.codes, strict=True))
    values = {unit: card[1] for unit, card in zip(figure.units, figure.cards, strict=False)}
    for node in list(root.iter()):
        kind = node.get("class")
        if kind in ("province", "dot") and node.attrib["data-unit"] in codes:
            node.set("data-class", str(codes[node.attrib["data-unit"]]))
        elif kind == "name":
            _write_value(node, values)
        elif kind == "provinces" and figure.with_old_borders:
            _draw(node, "old-borders", borders())
    if chosen is not None:
        _outline(root, chosen)
    return ElementTree.tostring(root, encoding="unicode")


def _write_value(name: ElementTree.Element, values: Mapping[str, str]) -> None:
    for part in name:
        if part.get("class") == "value":
            part.text = values.get(name.attrib["data-of"], "")


def _outline(root: ElementTree.Element, chosen: str) -> None:
    """The chosen province over its neighbours, on the map and in an inset."""
    for parent in list(root.iter()):
        for shape in list(parent):
            if shape.get("class") == "province" and shape.get("data-unit") == chosen:
                _draw(parent, "chosen", shape.attrib["d"])


def _draw(parent: ElementTree.Element, kind: str, path: str) -> None:
    ElementTree.SubElement(parent, f"{{{_SVG}}}path", {"class": kind, "d": path})


def _legend(figure: MapFigure, width: int, top: int) -> tuple[str, int]:
    """The classes with their counts below the map, and where they end."""
    if not figure.has_legend:
        return "", top
    x, y = 0.0, top + _LINE
    parts = []
    if figure.legend_title:
        parts.append(f'<text y="{y}">{escape(figure.legend_title)}</text>')
        y += _LINE
    for code, words, room in _entries(figure.classes):
        if x and x + room > width:
            x, y = 0, y + _LINE
        parts.append(f'<rect data-class="{code}" x="{x:g}" y="{y - 11}" width="12" height="12"/>')
        parts.append(f'<text x="{x + _MARK:g}" y="{y}">{escape(words)}</text>')
        x += room
    return "".join(parts), y + _LINE // 2


def _entries(classes: tuple[MapClass, ...]) -> Iterator[tuple[int, str, float]]:
    """Code, words and the width in pixels that they take."""
    for code, entry in enumerate(classes):
        words = f"{entry.label} ({entry.count})"
        yield code, words, round(_MARK + len(words) * _LETTER + _LINE)
