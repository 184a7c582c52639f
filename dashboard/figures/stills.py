"""A map or a ranking as one file: what stands on the page where the figures' script does not run.

The same sheets, classes and style sheets as in the browser (`dashboard/client/src`), with the
legend below. It is light or dark as the page around it.
"""

from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree

from dashboard.figures.map_figure import MapClass, MapFigure
from dashboard.figures.map_sheet import REFERENCE, borders, ratio_of
from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ranking_sheet

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
    shown = figure.classes if figure.has_legend else ()
    legend, bottom = _legend(shown, figure.legend_title, width, height)
    kind = "figure small" if figure.is_small else "figure"
    drawn = f"{_painted(sheet, figure, chosen, width, height)}{legend}"
    return _picture(kind, figure.classes, figure.alt, style, (width, bottom), drawn)


def ranking_still(figure: Ranking, chosen: str | None, style: str) -> str:
    """The same of a ranking, with its legend below as well."""
    root = ElementTree.fromstring(ranking_sheet(figure))
    for row in root.iter():
        if chosen is not None and row.get("class") == "row" and row.get("data-unit") == chosen:
            row.set("class", "row chosen")
    height = int(root.attrib["height"])
    legend, bottom = _legend(figure.classes, "", REFERENCE, height)
    drawn = f"{ElementTree.tostring(root, encoding='unicode')}{legend}"
    return _picture("figure", figure.classes, figure.alt, style, (REFERENCE, bottom), drawn)


def _picture(
    kind: str,
    classes: tuple[MapClass, ...],
    alt: str,
    style: str,
    size: tuple[int, int],
    drawn: str,
) -> str:
    width, height = size
    colours = ";".join(
        f"--k{code}:light-dark({entry.light},{entry.dark})" for code, entry in enumerate(classes)
    )
    return (
        f'<svg xmlns="{_SVG}" class="{kind}" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" style="color-scheme:light dark;{colours}">'
        f"<title>{escape(alt)}</title><style>{style}{_OWN_STYLE}</style>{drawn}</svg>"
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


def _legend(classes: tuple[MapClass, ...], title: str, width: int, top: int) -> tuple[str, int]:
    """The classes with their counts below the figure, and where they end."""
    if not classes:
        return "", top
    x, y = 0.0, top + _LINE
    parts = []
    if title:
        parts.append(f'<text y="{y}">{escape(title)}</text>')
        y += _LINE
    for code, words, room in _entries(classes):
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
