"""A figure's SVG without what only a browser knows: every style is a plain value of its element.

Style sheets, `var()`, `calc()` and `light-dark()` become presentation attributes, of the light
scheme. It knows what our own drawings use, and refuses the rest by name: a picture that is drawn
wrong would pass for a true one.
"""

import re
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from dashboard.figures.css_values import UnknownStyleError, expression, plain_colours, with_custom

Size = tuple[float, float]
Declared = dict[str, str]

_ELEMENTS = {"svg", "g", "path", "rect", "circle", "line", "text", "tspan", "title", "style"}
_COLOURS = {"fill", "stroke"}
_LENGTHS = {"x", "y", "width", "height", "r", "stroke-width", "font-size"}
_WORDS = {
    *("fill-opacity", "stroke-opacity", "stroke-linejoin", "stroke-dasharray", "paint-order"),
    *("text-anchor", "font-family", "font-weight", "font-style", "overflow"),
}
_PAINTED = _COLOURS | _LENGTHS | _WORDS | {"display"}
"""What is an attribute as well; the style goes before it."""
_UNPAINTED = {"color-scheme", "container-type", "cursor", "outline", "pointer-events", "position"}
"""What changes nothing in a picture that nobody presses."""
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|none|currentColor", re.IGNORECASE)
_FONT = re.compile(r"([\d.]+px) ([^/]+)")
_SHIFT = re.compile(r"translateX\((.+)\)")
_GROUP = re.compile(r":(?:is|not)\(([^()]*)\)")


def plain_svg(drawn: str) -> str:
    """The same drawing for programs that know SVG and no CSS. Raises UnknownStyleError."""
    soup = BeautifulSoup(drawn, "xml")
    root = soup.find("svg")
    if not isinstance(root, Tag):
        raise UnknownStyleError("no svg")
    sheets = [found.extract().get_text() for found in root.find_all("style")]
    styles = _styles(soup, "".join(sheets))
    size = _number(str(root["width"])), _number(str(root["height"]))
    _make_plain(root, styles, {}, size, size[0])
    # A figure is as large as what it draws. resvg 0.48 loses what is cut off three times over.
    for figure in root.find_all("svg", recursive=False):
        figure["overflow"] = "visible"
    # An empty group costs resvg 0.48 seconds.
    for group in reversed(root.find_all("g")):
        if not group.contents:
            group.extract()
    return str(root)


def _styles(soup: BeautifulSoup, sheet: str) -> dict[int, Declared]:
    """What the rules of a style sheet declare, by element: the more exact and later ones win."""
    found: list[tuple[tuple[int, int], str, Declared]] = []
    for selectors, body in _rules(sheet):
        # Commas within brackets belong to one selector.
        for selector in re.split(r",(?![^()]*\))", selectors):
            found.append((_weight(selector), selector.strip(), declarations(body)))
    styles: dict[int, Declared] = {}
    for _exact, selector, declared in sorted(found, key=lambda rule: rule[0]):
        for node in _selected(soup, selector):
            styles.setdefault(id(node), {}).update(declared)
    return styles


def _selected(soup: BeautifulSoup, selector: str) -> list[Tag]:
    try:
        return list(soup.select(selector))
    except (SelectorSyntaxError, NotImplementedError) as error:
        raise UnknownStyleError(selector) from error


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    rule = re.compile(r"([^{}@]+)\{([^{}]*)\}")
    if rest := rule.sub("", sheet).strip():
        raise UnknownStyleError(rest[:80])
    yield from rule.findall(sheet)


def _weight(selector: str) -> tuple[int, int]:
    """How exact a selector is: its classes, attributes and states, then its names of elements."""
    flat = _GROUP.sub(lambda group: max(group[1].split(","), key=_weight).strip(), selector)
    exact = re.findall(r"\.[\w-]+|\[[^\]]*\]|:[\w-]+", flat)
    names = re.findall(r"(?:^|(?<=[\s>]))[a-z]+", flat.strip())
    return len(exact), len(names)


def declarations(body: str) -> Declared:
    """Names and values of what stands between the braces of a rule, or in a `style`."""
    pairs = (part.partition(":") for part in body.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _make_plain(
    node: Tag, styles: Mapping[int, Declared], above: Declared, room: Size, whole: float
) -> None:
    """`above` are the custom properties around it, `room` the viewport, `whole` the picture's."""
    if node.name not in _ELEMENTS:
        raise UnknownStyleError(f"<{node.name}>")
    own = styles.get(id(node), {}) | declarations(str(node.attrs.pop("style", "")))
    custom = with_custom(above, {name: text for name, text in own.items() if name[:2] == "--"})
    attributes = {name: str(text) for name, text in node.attrs.items() if name in _PAINTED}
    styled = {name: text for name, text in own.items() if name[:2] != "--"}
    for name, value in (attributes | styled).items():
        text = plain_colours(with_custom(custom, {"--value": value})["--value"])
        node.attrs.update(_attributes(name, text, room, whole))
    inside = _viewport(node, room) if node.name == "svg" else room
    for child in node.find_all(recursive=False):
        _make_plain(child, styles, custom, inside, whole)


def _attributes(name: str, value: str, room: Size, whole: float) -> dict[str, str]:
    """What a declaration is as attributes."""
    if name in _UNPAINTED or (name, value) == ("display", "block"):
        return {}
    if (name, value) == ("display", "none"):
        return {name: value}
    if name in _COLOURS:
        colour = "none" if value == "transparent" else value
        if _COLOUR.fullmatch(colour):
            return {name: colour}
    elif name in _LENGTHS:
        side = {"x": room[0], "width": room[0], "y": room[1], "height": room[1]}.get(name)
        return {name: f"{expression(value, side, whole):.6g}"}
    elif name == "font" and (font := _FONT.fullmatch(value)):
        size, family = font.groups()
        return {
            "font-size": f"{expression(size, None, whole):g}",
            "font-family": family,
            "font-weight": "400",
            "font-style": "normal",
        }
    elif name == "transform" and (shift := _SHIFT.fullmatch(value)):
        return {name: f"translate({expression(shift[1], room[0], whole):.6g} 0)"}
    elif name in _WORDS and "(" not in value:
        return {name: value}
    raise UnknownStyleError(f"{name}: {value}")


def _viewport(node: Tag, room: Size) -> Size:
    """The sides that shares within an `svg` are of."""
    if "viewBox" in node.attrs:
        _x, _y, width, height = str(node["viewBox"]).split()
        return float(width), float(height)
    return _side(node, "width", room[0]), _side(node, "height", room[1])


def _side(node: Tag, name: str, around: float) -> float:
    return _number(str(node[name])) if name in node.attrs else around


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UnknownStyleError(text) from None
