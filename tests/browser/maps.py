"""Maps on a page as a reader meets them: found by what they are called, measured as drawn."""

import re

from playwright.sync_api import Locator, Page, expect

from dashboard.figures.classification import classify
from dashboard.figures.geometry import shapes
from dashboard.figures.palette import LIGHT, Palette
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.structures import OLD, Structure
from dashboard.store.builds import warehouse
from dashboard.ui.frame.pages import OBSTACLES, PROJECT06
from dashboard.ui.frame.parameters import SECTION
from dashboard.ui.sections.map import first_colour

FLAGS = f"{PROJECT06.url_path}?{SECTION.url}=tinh-thanh"
MAP_OF_OBSTACLES = f"{OBSTACLES.url_path}?{SECTION.url}=hinh"
"""Addresses of maps that stand in the second section of their page."""

PROVINCES = ".map-sheet > .provinces > .province"

# Dots and names of the archipelagos, and the sea's: what makes any of them less than fully there.
# `null` for the whole list as long as there is no map.
FAINT = """
figure => {
  const sheet = figure.querySelector('.map-sheet');
  if (!sheet) return null;
  const marks = [...sheet.querySelectorAll('.dot[data-archipelago], .archipelago, .sea')];
  // Asked once of what they all lie in: how opaque it makes them, 0 if it hides or changes them.
  const opacities = new Map();
  const opacityOf = part => {
    if (!part || part === document.body) return 1;
    if (!opacities.has(part)) {
      const { opacity, display, filter } = getComputedStyle(part);
      const changes = display === 'none' || filter !== 'none';
      opacities.set(part, changes ? 0 : opacity * opacityOf(part.parentElement));
    }
    return opacities.get(part);
  };
  const faults = marks.flatMap(mark => {
    const { fill, fillOpacity, visibility, display } = getComputedStyle(mark);
    const there = opacityOf(mark) === 1 && fillOpacity === '1' && visibility === 'visible'
      && display !== 'none' && fill !== 'none' && !/, 0[.)]/.test(fill.replace(/rgb\\(/, ''));
    return there ? [] : [mark.outerHTML.slice(0, 80)];
  });
  const names = [...sheet.querySelectorAll('.archipelago, .sea')].map(name =>
    [...name.children].map(line => line.textContent).join(' '));
  return { faults, names, dots: marks.filter(mark => mark.matches('.dot')).length };
}
"""

# The names that are seen and meet another, and those that are cut by an edge; measured until there
# are none and as many are seen as before, for as many frames as a window may take to come to rest.
CROWDED = """
async figure => {
  const boxes = name => [...name.children]
    .filter(line => line.textContent && line.getAttribute('display') !== 'none')
    .map(line => {
      const { left, right, top, bottom, height } = line.getBoundingClientRect();
      // A line's box has room above and below its letters.
      return { left, right, top: top + height * 0.2, bottom: bottom - height * 0.2 };
    });
  const meet = (one, other) => one.left < other.right && one.right > other.left &&
    one.top < other.bottom && one.bottom > other.top;
  const measure = () => {
    const names = [...figure.querySelectorAll('.map-sheet text')]
      .filter(name => name.checkVisibility() && name.getAttribute('display') !== 'none')
      .map(name => ({
        words: name.textContent,
        lines: boxes(name),
        frame: name.ownerSVGElement.getBoundingClientRect(),
      }))
      .filter(({ lines, frame }) => lines.some(line => meet(line, frame)));
    const over = names.flatMap((one, number) => names.slice(number + 1)
      .filter(other => one.frame.x === other.frame.x && one.frame.y === other.frame.y
        && one.lines.some(line => other.lines.some(another => meet(line, another))))
      .map(other => `${one.words} over ${other.words}`));
    const cut = names.filter(({ lines, frame }) => lines.some(line =>
      line.left < frame.left - 1 || line.right > frame.right + 1 ||
      line.top < frame.top - 1 || line.bottom > frame.bottom + 1)).map(({ words }) => words);
    return { over, cut, seen: names.length };
  };
  let found = measure();
  const crowded = () => found.over.length || found.cut.length;
  for (let frame = 0, still = 0; frame < 120 && (still < 3 || crowded()); frame++) {
    await new Promise(requestAnimationFrame);
    const { seen } = found;
    found = measure();
    still = found.seen === seen ? still + 1 : 0;
  }
  return found;
}
"""


def shown(indicator_id: str, year: int, structure: Structure = OLD) -> View:
    source = warehouse()
    days = {day.year: day for day in due_dates(source, indicator_id, "province")}
    return view(source, indicator_id, "province", days[year], structure)


def map_of(page: Page, name: str = "") -> Locator:
    """The map whose text alternative begins so; the only one of the page without a name."""
    return page.get_by_role("figure", name=re.compile(f"^{re.escape(name)}"))


def expected_fills(seen: View, by: str = "", palette: Palette = LIGHT) -> dict[str, str]:
    """CSS colour of each province, by the colouring that the page opens on if none is named."""
    colouring = by or first_colour(warehouse(), seen)
    colours = classify(seen, seen.rows, colouring, palette).colours
    css = [f"rgb({', '.join(str(int(c[i : i + 2], 16)) for i in (1, 3, 5))})" for c in colours]
    return dict(zip(seen.names, css, strict=True))


def expect_painted(figure: Locator, seen: View, by: str = "", palette: Palette = LIGHT) -> None:
    """Every province of the view has its class's colour, on the country and in each inset."""
    wanted = expected_fills(seen, by, palette)
    paths = figure.locator(PROVINCES)
    expect(paths).to_have_count(len(wanted))
    # One of each colour: until then the paint may be that of another view.
    for unit in {colour: unit for unit, colour in wanted.items()}.values():
        expect(figure.locator(f'{PROVINCES}[data-unit="{unit}"]')).to_have_css("fill", wanted[unit])
    found: list[list[str]] = figure.locator(".province").evaluate_all(
        "paths => paths.map(path => [path.dataset.unit, getComputedStyle(path).fill])"
    )
    assert {(unit, fill) for unit, fill in found} == set(wanted.items())


def spot_of(
    figure: Locator, unit_id: str, structure: Structure = OLD, group: str = ".provinces"
) -> tuple[float, float]:
    """Where on the screen a province has its name, which lies inside it; `.inset` for insets."""
    (place,) = ((item.x, item.y) for item in shapes(structure) if item.unit_id == unit_id)
    shape = figure.locator(f'{group} .province[data-unit="{unit_id}"]').first
    figure.scroll_into_view_if_needed()
    x, y = shape.evaluate(
        """(shape, [x, y]) => {
             const at = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM());
             return [at.x, at.y];
           }""",
        list(place),
    )
    return x, y


def middle(mark: Locator) -> tuple[float, float]:
    """The middle of a mark on the screen, scrolled to."""
    # In the middle of the window: at its edge it might lie under the page's own head.
    x, y = mark.evaluate(
        """mark => {
             mark.scrollIntoView({ block: 'center' });
             const { x, y, width, height } = mark.getBoundingClientRect();
             return [x + width / 2, y + height / 2];
           }"""
    )
    return x, y
