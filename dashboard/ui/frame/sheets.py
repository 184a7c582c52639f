"""The sheets that maps are painted on, as the browser fetches them: once for a build and a word."""

from urllib.parse import urlencode

from dashboard.figures.geometry import windows
from dashboard.figures.map_sheet import borders, sheet
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.queries.units import units_at
from dashboard.store.codes import COUNTRY
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.assets import Asset, text_asset
from dashboard.ui.frame.parameters import LANG
from etl.language.i18n import language

PATH = "/maps/"
BORDERS = "borders"


def sheet_url(source: Warehouse, structure: Structure, window: str) -> str:
    """The address of a window's sheet in the session's language: `/maps/2024/vn.svg?…`."""
    query = urlencode({LANG.url: language(), "v": sheet_asset(source, structure, window).version})
    return f"{PATH}{structure.id}/{window}.svg?{query}"


def borders_url() -> str:
    """The address of the borders of the structure before, which hold no words."""
    return f"{PATH}{OLD.id}/{BORDERS}.svg?v={_borders().version}"


def asked_sheet(source: Warehouse, structure_id: str, window: str) -> Asset:
    """The sheet of an address. Raises FileNotFoundError where there is none."""
    structure = STRUCTURES.get(structure_id)
    if structure == OLD and window == BORDERS:
        return _borders()
    is_window = window == COUNTRY or window in _regions(source, structure)
    if structure is None or not is_window:
        raise FileNotFoundError(window)
    return sheet_asset(source, structure, window)


def _regions(source: Warehouse, structure: Structure | None) -> set[str]:
    if structure is None:
        return set()
    return set(units_at(source, "region", structure)) & set(windows())


@kept(64)
def sheet_asset(source: Warehouse, structure: Structure, window: str) -> Asset:
    """The sheet of a window with the provinces that lie in it."""
    inside = tuple(
        (unit.unit_id, unit.short_name_vi)
        for unit in units_at(source, "province", structure).values()
        if window in (COUNTRY, unit.region_id)
    )
    return text_asset(sheet(structure, window, inside), ".svg")


@kept(1)
def _borders() -> Asset:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{borders()}"/></svg>'
    return text_asset(drawn, ".svg")
