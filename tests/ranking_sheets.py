"""The drawing of a ranking, read back from its SVG: places are amounts of the axis again."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ranking_sheet

_PLACE = re.compile(r"--([abx]):([^;]+)")
_ROOM = 102
"""The axis in hundredths of its end: a little room is left behind it."""


@dataclass(frozen=True)
class Drawn:
    """An element and where it lies: from `start` to `end`, equal but for spans."""

    element: Element
    start: float
    end: float

    @property
    def top(self) -> float:
        return float(self.element.get("y1") or self.element.get("y") or 0)


class Sheet:
    """A ranking's drawing; places are checked to be within the axis as they are read."""

    def __init__(self, figure: Ranking) -> None:
        self.figure = figure
        self.text = ranking_sheet(figure)
        # Malformed XML is no tree.
        self.tree = ElementTree.fromstring(self.text)
        self.drawn = [found for item in self.tree.iter() if (found := self._drawn(item))]

    def _drawn(self, item: Element) -> Drawn | None:
        places = {name: float(share) for name, share in _PLACE.findall(item.get("style") or "")}
        if not places:
            return None
        assert set(places) in ({"x"}, {"a", "b"})
        start, end = (places.get(name, places.get("x", 0)) for name in "ab")
        assert 0 <= start <= end <= 10_000 / _ROOM + 0.001
        assert self.has_class(item, "span") == ("a" in places)
        return Drawn(item, *(share * _ROOM / 10_000 * self.figure.end for share in (start, end)))

    @staticmethod
    def has_class(item: Element, name: str) -> bool:
        return name in (item.get("class") or "").split()

    def elements(self, name: str) -> list[Element]:
        return [item for item in self.tree.iter() if self.has_class(item, name)]

    def of_class(self, *names: str) -> list[Drawn]:
        """What is drawn with all of the classes, from the top."""
        return [
            item for item in self.drawn if all(self.has_class(item.element, name) for name in names)
        ]

    @property
    def rows(self) -> dict[str, Element]:
        """The group of each unit, from the top."""
        return {str(row.get("data-unit")): row for row in self.elements("row")}

    def bars(self) -> dict[str, Drawn]:
        by_element = {item.element: item for item in self.of_class("bar")}
        return {
            unit_id: next(by_element[item] for item in row if item in by_element)
            for unit_id, row in self.rows.items()
        }

    def unit_at(self, y: float) -> str:
        """The unit in whose row a height lies."""
        return next(
            unit_id
            for unit_id, row in self.rows.items()
            if 0 <= y - float(row[0].get("y") or 0) <= 23
        )

    def marks_of(self, name: str) -> dict[str, list[Drawn]]:
        """What lies on single bars, by the unit in whose row it is drawn."""
        found: dict[str, list[Drawn]] = {}
        for item in self.of_class(name):
            if item.element.tag.endswith(("line", "rect", "circle", "path")):
                found.setdefault(self.unit_at(middle(item.element)), []).append(item)
        return found


def middle(item: Element) -> float:
    """The height at which an element stands."""
    if item.tag.endswith("circle"):
        return float(item.attrib["cy"])
    if item.tag.endswith("line"):
        return (float(item.attrib["y1"]) + float(item.attrib["y2"])) / 2
    if item.tag.endswith("path"):
        return float(re.match(r"M0 ([\d.]+)", item.attrib["d"])[1]) + 8.5  # type: ignore[index]
    return float(item.attrib["y"]) + float(item.attrib["height"]) / 2


def words(item: Element) -> str:
    return "".join(item.itertext())
