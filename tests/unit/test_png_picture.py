"""A figure painted by the server: its size, its colours, its letters, and what is refused."""

import re
from io import BytesIO
from unicodedata import normalize

import pytest
from PIL import Image

from dashboard.figures.geometry import places, point_at, shapes
from dashboard.figures.map_figure import indicator_map
from dashboard.figures.map_sheet import REFERENCE
from dashboard.figures.png_picture import SCALE, PaintingError, png_picture
from dashboard.figures.stills import map_still, ranking_still
from dashboard.figures.worded_picture import worded_picture
from dashboard.queries.structures import STRUCTURES, Structure
from dashboard.queries.units import regions
from dashboard.store.codes import COUNTRY
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.assets import style_text
from dashboard.ui.frame.sheets import sheet_asset
from dashboard.ui.sections.ranking import view_ranking
from tests.unit.conftest import ViewOf

SVG = 'xmlns="http://www.w3.org/2000/svg"'
FACES = ["", 'font-weight="600"', 'font-weight="700"', 'font-style="italic"']
TONES = ["", *"\u0300\u0301\u0309\u0303\u0323"]
LOWER = [
    *"bcdđghklmnpqrstvx",
    *(normalize("NFC", f"{v}{t}") for v in "aăâeêioôơuưy" for t in TONES),
]
LETTERS = [*LOWER, *map(str.upper, LOWER)]


def painted(svg: str) -> Image.Image:
    return Image.open(BytesIO(png_picture(svg))).convert("RGB")


def lines(texts: list[str], face: str = "") -> str:
    """Each text on a line of 20 pixels."""
    height = 20 * len(texts)
    drawn = "".join(
        f'<text x="4" y="{20 * number + 15}" font-size="12" {face}>{text}</text>'
        for number, text in enumerate(texts)
    )
    return (
        f'<svg {SVG} width="400" height="{height}" font-family="\'Be Vietnam Pro\', Arial">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{drawn}</svg>'
    )


def rows_of(image: Image.Image) -> list[Image.Image]:
    step = 20 * SCALE
    return [image.crop((0, top, image.width, top + step)) for top in range(0, image.height, step)]


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
def test_every_province_of_a_map_has_the_colour_of_its_class(
    source: Warehouse, view_of: ViewOf, structure: Structure
) -> None:
    shown = view_of("is_plan_deployed_rate", year=2024, structure=structure)
    figure = indicator_map(shown, None, "value", "Tóm tắt")
    sheet = sheet_asset(source, structure, COUNTRY).content.decode()
    drawn = map_still(sheet, figure, None, style_text("map_sheet", "classes"))
    # Names stand where colours are asked for.
    image = painted(re.sub(r"<text.*?</text>", "", drawn))
    size = re.findall(r' (?:width|height)="(\d+)"', drawn.partition(">")[0])
    assert image.size == tuple(SCALE * int(side) for side in size)
    box = re.search(r'class="map-sheet" viewBox="(\S+) (\S+) (\S+) ', drawn)
    assert box
    west, north, width = map(int, box.groups())
    codes = dict(zip(figure.units, figure.codes, strict=True))
    assert len(set(codes.values())) > 2
    for item in shapes(structure):
        at = (
            (place - start) / width * REFERENCE * SCALE
            for place, start in ((item.x, west), (item.y, north))
        )
        pixel = image.getpixel(tuple(map(int, at)))
        assert isinstance(pixel, tuple)
        assert bytes(pixel).hex() == figure.classes[codes[item.unit_id]].light[1:], item.unit_id


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
def test_the_archipelagos_are_on_every_map(
    source: Warehouse, view_of: ViewOf, structure: Structure
) -> None:
    shown = view_of("is_plan_deployed_rate", year=2024, structure=structure)
    far = [place for place in places(structure) if place.archipelago and not place.label]
    assert len(far) > 20
    for region in (None, *regions(source, structure)):
        figure = indicator_map(shown, region, "value", "Tóm tắt")
        sheet = sheet_asset(source, structure, figure.window).content.decode()
        still = map_still(sheet, figure, None, style_text("map_sheet", "classes"))
        drawn = worded_picture(still, "Tên", "Điều thấy", "Kỳ", "Nguồn")
        image = painted(re.sub(r"<text.*?</text>", "", drawn)).convert("L")
        top = re.search(r'<svg x="(\d+)" y="(\d+)"', drawn)
        box = re.search(r'class="map-sheet" viewBox="(\S+) (\S+) (\S+) ', drawn)
        inset = re.search(r'class="archipelagos"><svg ([^>]*)>', drawn)
        assert top
        assert box
        west, north, width = map(int, box.groups())
        for place in far:
            spot: tuple[float, float] = point_at(place.lon, place.lat)
            if region is not None:
                assert inset
                spot = within(inset[1], *spot)
            x, y = (
                round((int(edge) + (at - start) / width * REFERENCE) * SCALE)
                for edge, at, start in zip(top.groups(), spot, (west, north), strict=True)
            )
            around = image.crop((x - 7, y - 7, x + 7, y + 7))
            assert min(around.tobytes()) < 200, (region, place.name)


def within(inset: str, x: float, y: float) -> tuple[float, float]:
    """Where a place of an inset stands on the sheet around it."""
    left, top, wide, high = (
        float(found[1])
        for name in ("x", "y", "width", "height")
        if (found := re.search(rf'\b{name}="(\S+)"', inset))
    )
    view = re.search(r'viewBox="([^"]*)"', inset)
    assert view
    west, north, width, height = map(float, view[1].split())
    scale = min(wide / width, high / height)
    return (
        left + wide / 2 + (x - west - width / 2) * scale,
        top + high / 2 + (y - north - height / 2) * scale,
    )


def test_bars_of_a_ranking_are_as_long_as_their_figures(source: Warehouse, view_of: ViewOf) -> None:
    figure = view_ranking(source, view_of("dvctt_full_rate", "province", 2024), None, "hang")
    drawn = ranking_still(figure, None, style_text("ranking", "classes"))
    image = painted(re.sub(r'<g class="marks">.*?</g></svg>', "</svg>", drawn))
    tops = [int(top) for top in re.findall(r'class="span bar"[^>]* y="(\d+)"', drawn)]
    names, values = (int(side) for side in re.findall(r"--(?:names|values):(\d+)px", drawn))
    hundred = (REFERENCE - names - values) / 1.02
    for bar, code, top in zip(figure.bars, figure.codes, tops, strict=True):
        colour = bytes.fromhex(figure.classes[code].light[1:])
        row = image.crop((0, (top + 2) * SCALE, image.width, (top + 2) * SCALE + 1)).tobytes()
        length = sum(row[at : at + 3] == colour for at in range(0, len(row), 3)) / SCALE
        assert length == pytest.approx(bar.end / figure.end * hundred, abs=1.5), bar.name


@pytest.mark.parametrize("face", FACES)
def test_every_vietnamese_letter_is_a_letter_of_its_own(face: str) -> None:
    """A font that lacked one would draw the box that it draws of all others, or nothing."""
    drawn = rows_of(painted(lines(LETTERS, face)))
    assert len({row.tobytes() for row in drawn}) == len(LETTERS) == len(drawn)
    assert all(min(row.convert("L").tobytes()) < 100 for row in drawn)


def test_faces_differ() -> None:
    assert len({painted(lines(["Việt Nam"], face)).tobytes() for face in FACES}) == len(FACES)


def test_a_sign_that_the_family_lacks_changes_no_other_letter() -> None:
    alone, followed = rows_of(painted(lines(["Tương quan (yếu)", "Tương quan (yếu) ρ ✓ ↑"])))
    end = max(at % alone.width for at, dark in enumerate(alone.convert("L").tobytes()) if dark < 99)
    whole = (0, 0, end + 1, alone.height)
    assert followed.crop(whole).tobytes() == alone.crop(whole).tobytes()
    rest = followed.crop((end + 2, 0, followed.width, followed.height))
    assert min(rest.convert("L").tobytes()) < 100


def test_a_letter_of_no_font_is_refused_by_name() -> None:
    with pytest.raises(PaintingError, match="漢"):
        png_picture(lines(["漢"]))


def test_what_the_painter_says_is_told() -> None:
    with pytest.raises(PaintingError, match="ValueError"):
        png_picture(f'<svg {SVG} width="0" height="0"/>')
