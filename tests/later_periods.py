"""Later periods, invented: the rows of a real table, printed again in a document of no one."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import yaml

from etl.build import build
from etl.catalogue.load import load_catalogue
from etl.checked import Project

LATER = "Báo cáo thử, bịa cho phép thử"
DOCUMENT = {
    "document_id": "doc-thu",
    "number": "01/BC-THU",
    "title_vi": LATER,
    "short_title_vi": LATER,
    "issuer_vi": "Cơ quan thử",
    "issued_on": None,
    "issued_label_vi": "tháng 7/2025",
    "data_as_of": date(2025, 6, 30),
    "confirmation": "official_document",
}
YEAR = {"start": date(2024, 1, 1), "end": date(2024, 12, 31), "label": "2024"}
NEXT_JUNE = {
    "start": date(2025, 1, 1),
    "end": date(2025, 6, 30),
    "label": "6/2025",
    "kind": "year_to_date",
}
ENTRY = {"document": "doc-thu", "appendix": "Bảng thử", "source_lines": [1, 70], "period": YEAR}

# Tables of figures by unit, of every kind: rates, grades with ranks, counts with printed rates.
CONTINUED = ("ii-a", "ii-b", "iv-tinh", "ix-bo", "ix-tinh")

Later = Callable[..., Project]
LaterOf = Callable[[str], Later]
_RATE = re.compile(r"(\d+\.\d\d)%")


def print_again(
    project: Project,
    table_id: str,
    name: str = "",
    *,
    rows: int | None = None,
    turned: bool = False,
    rise: float = 0.0,
    **said: Any,
) -> Project:
    """Add a table that continues `table_id`, not built yet.

    `rows`: only the first of them are printed. `turned`: the first unit has the figures of the last
    one, and so on. `rise`: by how much every rate with two decimals is higher than before, up to
    100. `said` are keys of its entry.
    """
    own = name or f"{table_id}-sau"
    documents = project.catalogue / "documents.yml"
    if LATER not in (text := documents.read_text(encoding="utf-8")):
        documents.write_text(f"{text}\n{_yaml([DOCUMENT])}", encoding="utf-8")
    (source,) = (project.root / "data" / "raw").rglob(f"{table_id}.tsv")
    raw = project.root / "data" / "raw" / "doc-thu" / f"{own}.tsv"
    raw.parent.mkdir(exist_ok=True)
    head, *lines = source.read_text(encoding="utf-8").splitlines()
    if rows is not None:
        # Pages repeat the head of the table.
        lines = [line for line in lines if line and _plain(line) != _plain(head)][:rows]
        said["rows_expected"] = rows
    if turned:
        lines = _turned(lines)
    lines = [_RATE.sub(lambda found: f"{min(float(found[1]) + rise, 100):.2f}%", x) for x in lines]
    raw.write_text("\n".join((head, *lines, "")), encoding="utf-8")
    entry = {"table": {"table_id": own, "continues": table_id, **ENTRY, **said}}
    path = project.catalogue / "tables" / f"{own}.yml"
    path.write_text(_yaml(entry), encoding="utf-8")
    return project


NEW_TOPIC = {
    "topic": "thu",
    "topic_vi": "Thử",
    "sort_order": 90,
    "indicators": [
        {
            "indicator_id": "thu_chi_34",
            "name_vi": "Chỉ số thử, chỉ của 34 tỉnh",
            "short_name_vi": "Chỉ số thử",
            "unit_vi": "%",
            "value_kind": "rate",
            "better": "higher",
            "decimals": 1,
            "aggregation": "bounds",
            "levels": ["province"],
            "valid_range": [0, 100],
            "class_breaks": [40, 60, 80],
            "definition_vi": "Bịa cho phép thử.",
            "measured_by": "Không ai",
        }
    ],
}
YEAR_OF_34 = {"start": date(2025, 1, 1), "end": date(2025, 12, 31), "label": "2025"}


def print_for_34(project: Project, **said: Any) -> Project:
    """Add a table of the 34 provinces: one rate of the 63, too, and one that only the 34 have.

    `said` are keys of its entry.
    """
    print_again(project, "ii-b", "ii-b-34", rows=1)
    rates = ["Tỷ lệ DVCTT toàn trình (trên tổng DVC có phát sinh hồ sơ)", "Chỉ số thử"]
    names = [
        unit.short_name_vi
        for unit in load_catalogue(project.catalogue).units.values()
        if unit.level == "province" and unit.valid_from is not None
    ]
    lines = [f"{name}\t{60 + row / 2}%\t{40 + row / 2}%" for row, name in enumerate(names)]
    raw = project.root / "data" / "raw" / "doc-thu" / "ii-b-34.tsv"
    raw.write_text("\n".join(("\t".join(("Tỉnh", *rates)), *lines, "")), encoding="utf-8")
    table = {
        "table_id": "ii-b-34",
        **ENTRY,
        "period": YEAR_OF_34,
        "title_vi": "Bảng thử của 34 tỉnh",
        "shape": "unit_rows",
        "rows_expected": len(names),
        "number_format": "decimal_point_percent",
        "missing": {"-": "not_available"},
        "level": "province",
        "key_column": "Tỉnh",
        "columns": [
            {"heading": heading, "indicator": indicator_id}
            for heading, indicator_id in zip(rates, ("dvctt_full_rate", "thu_chi_34"), strict=True)
        ],
        **said,
    }
    path = project.catalogue / "tables" / "ii-b-34.yml"
    path.write_text(_yaml({"table": table, "topics": [NEW_TOPIC]}), encoding="utf-8")
    return project


MEASURED_ANEW = "Từ năm 2025 chỉ chia cho số thủ tục đủ điều kiện."
OCTOBER = {"start": date(2024, 1, 1), "end": date(2024, 10, 31), "label": "10/2024"}
NEXT_MARCH = {
    "start": date(2025, 1, 1),
    "end": date(2025, 3, 31),
    "label": "3/2025",
    "kind": "year_to_date",
    "definition_id": 2,
}
NEXT_MAY = NEXT_MARCH | {"end": date(2025, 5, 31), "label": "5/2025"}
GOING_ON = NEXT_JUNE | {"definition_id": 2, "is_provisional": True}


def print_a_series(project: Project) -> Project:
    """Add five tables of the rates of the provinces, not built yet.

    The year so far in 10/2024, in 3/2025 and 5/2025 by another definition, in 6/2025 for 20 of the
    units and going on; and the year 2024, which is another kind.
    """
    path = project.catalogue / "indicators" / "public_services.yml"
    topic = yaml.safe_load(path.read_text(encoding="utf-8"))
    for spec in topic["indicators"]:
        if spec["indicator_id"] in ("dvctt_full_rate", "dossier_full_online_rate"):
            spec["definitions"] = [
                {
                    "definition_vi": "Chia cho số thủ tục đủ điều kiện.",
                    "measured_by": "Không ai",
                    "reason_vi": MEASURED_ANEW,
                }
            ]
    path.write_text(_yaml(topic), encoding="utf-8")
    print_again(project, "ii-b", "ii-b-10", rise=3.5, period=OCTOBER)
    print_again(project, "ii-b", "ii-b-nam", rise=5, period=YEAR)
    print_again(project, "ii-b", "ii-b-3", rise=12, period=NEXT_MARCH)
    print_again(project, "ii-b", "ii-b-5", rise=20, period=NEXT_MAY)
    return print_again(project, "ii-b", "ii-b-6", rise=22, rows=20, period=GOING_ON)


_FURTHER = """\
  definitions:
  - definition_vi: Chia cho số dịch vụ đủ điều kiện.
    measured_by: Cơ quan thử
    reason_vi: Mẫu số khác.
"""


def with_further_definitions(project: Project) -> Project:
    """Both rates of the table have a second definition."""
    path = project.catalogue / "indicators" / "public_services.yml"
    text = path.read_text(encoding="utf-8")
    for following in ("- indicator_id: dossier", "- indicator_id: services_top_level\n"):
        text = text.replace(following, _FURTHER + following, 1)
    path.write_text(text, encoding="utf-8")
    return project


def built_again(project: Project, table_ids: Iterable[str], **said: Any) -> Project:
    """The project, built with these tables printed again."""
    for table_id in table_ids:
        print_again(project, table_id, **said)
    build(project)
    return project


def _turned(lines: list[str]) -> list[str]:
    """The rows with their number and name, and the other cells of the row as far from the end."""
    cells = [line.split("\t") for line in lines]
    return [
        "\t".join([*own[:2], *other[2:]]) for own, other in zip(cells, reversed(cells), strict=True)
    ]


def _plain(line: str) -> str:
    return line.replace("<b>", "").replace("</b>", "")


def _yaml(said: Any) -> str:
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


NEXT_JULY = {
    "start": date(2025, 1, 1),
    "end": date(2025, 7, 31),
    "label": "7/2025",
    "kind": "year_to_date",
}
_PERCENT = re.compile(r"(?<=\t)(\d+(?:\.\d+)?)%")


def print_changed(project: Project) -> Project:
    """Add tables of the same kind and units a year later, in which rates and ranks have changed.

    Every ninth unit keeps its rate; the others go up or down by no more than 30 points.
    """
    print_again(project, "ii-b", "ii-b-doi", period=NEXT_JULY, structure="2024")
    print_again(project, "ix-tinh", "ix-tinh-doi", period=NEXT_JUNE | {"kind": "as_of"}, rows=40)
    print_again(project, "iv-tinh", "iv-tinh-doi", period=NEXT_JULY, structure="2024")
    raw = project.root / "data" / "raw" / "doc-thu" / "ii-b-doi.tsv"
    head, *lines = raw.read_text(encoding="utf-8").splitlines()
    changed = [_changed(line, number) for number, line in enumerate(lines)]
    raw.write_text("\n".join((head, *changed, "")), encoding="utf-8")
    return project


def _changed(line: str, number: int) -> str:
    step = 0 if number % 9 == 0 else (number * 7) % 46 - 15

    def moved(found: re.Match[str]) -> str:
        return f"{min(100.0, max(0.0, float(found[1]) + step)):.2f}%"

    return _PERCENT.sub(moved, line)
