"""What the page says of a report that is to come in."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pytest

from dashboard.analysis import updates
from dashboard.analysis.updates import difference_of, found_tables, history_of
from dashboard.figures.update_map import update_map
from dashboard.queries.indicator_views import View
from dashboard.tables.updates import (
    claims_table,
    figure_changes,
    found_table,
    history_table,
    jumps_table,
    ranks_table,
    verdicts_table,
    without_table,
)
from dashboard.words.updates import STEPS, difference_words, place_words
from etl.intake import difference as pipeline
from etl.language.i18n import using

NAMES = ("FigureChange", "Jump", "VerdictChange", "RankMove", "ClaimChange", "Without")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_reads_what_the_command_says(name: str) -> None:
    asked = {field.name for field in fields(getattr(updates, name))}
    assert asked <= {field.name for field in fields(getattr(pipeline, name))}


HANOI = {
    "unit_id": "p63-01",
    "unit_vi": "Hà Nội",
    "level": "province",
    "indicator_id": "dvctt_full_rate",
    "indicator_vi": "DVCTT toàn trình",
}


def figure(**said: Any) -> dict[str, Any]:
    """A figure that is new, with all that the command says of it."""
    row = {
        **HANOI,
        "status": "added",
        "period_label": "2024",
        "period_kind": "year",
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31),
        "definition_id": 1,
        "basis": "published",
        "table_id": "ii-b-2024-12",
        "measure_vi": "%",
        "decimals": 2,
    }
    row |= dict.fromkeys(("old", "old_low", "old_high", "old_status", "old_printed"))
    row |= {"new": 34.84, "new_low": 34.84, "new_high": 34.84, "new_status": "observed"}
    return asdict(pipeline.FigureChange(**row | {"new_printed": "34.84%"} | said))


def said(**parts: Any) -> dict[str, Any]:
    empty = {key: [] for key in ("figures", "jumps", "verdicts", "ranks", "claims", "without")}
    return {**empty, "merged_figures": 0, **parts}


def test_figures_stand_as_they_are_and_as_they_will_be() -> None:
    band = {"new": None, "new_low": 10.0, "new_high": 20.0, "new_status": "interval"}
    gone = {"new": None, "new_low": None, "new_high": None, "new_status": "not_reported"}
    found = difference_of(
        said(
            figures=[
                figure(),
                figure(status="changed", old=29.84, old_low=29.84, old_high=29.84),
                figure(**band),
                figure(**gone),
                figure(status="vanished", old=7.0, measure_vi="hệ thống", decimals=0, **gone),
            ]
        )
    )
    rows = figure_changes(found.figures)
    assert rows["Đang công bố"].tolist() == ["", "29,84%", "", "", "7"]
    assert rows["Sẽ công bố"].tolist() == [
        "34,84%",
        "34,84%",
        "10,00–20,00%",
        "Chưa báo cáo",
        "Chưa báo cáo",
    ]
    assert rows["Thay đổi"].tolist() == ["mới", "đổi", "mới", "mới", "mất"]
    words = difference_words(found)
    assert words.startswith("Số liệu: 3 mới, 1 đổi, 1 mất; 0 kết quả so với mục tiêu đổi;")
    with using("en"):
        assert difference_words(found).startswith("Figures: 3 new, 1 changed, 1 lost;")


def test_the_rest_is_told_row_by_row() -> None:
    common = {key: HANOI[key] for key in HANOI}
    found = difference_of(
        said(
            jumps=[
                {
                    **common,
                    "period_label": "2024",
                    "earlier_label": "7/2024",
                    "old": 29.84,
                    "new": 98.5,
                }
            ],
            verdicts=[
                {
                    **common,
                    "due_on": "2024-12-31",
                    "is_merged": False,
                    "old": "not_met",
                    "new": "met",
                },
                {**common, "due_on": "2025-12-31", "is_merged": False, "old": None, "new": "met"},
            ],
            ranks=[
                {
                    **common,
                    "structure": "2024",
                    "old": 40,
                    "old_ranked": 63,
                    "new": 41,
                    "new_ranked": 63,
                    "moved": -1,
                },
                {
                    **common,
                    "unit_vi": "Huế",
                    "structure": "2024",
                    "old": 9,
                    "old_ranked": 48,
                    "new": 30,
                    "new_ranked": 50,
                    "moved": -21,
                },
            ],
            claims=[
                {
                    "statement_vi": "Một câu",
                    "status": "changed",
                    "old": "confirmed",
                    "new": "contradicted",
                }
            ],
            without=[
                {
                    "indicator_vi": "DVCTT",
                    "period_label": "2024",
                    "status": "to_reconcile",
                    "units_vi": ["Huế", "Cà Mau"],
                }
            ],
        )
    )
    assert jumps_table(found.jumps)["Số kỳ này"].tolist() == ["98,50"]
    verdicts = verdicts_table(found.verdicts)
    assert verdicts["Hạn"].tolist() == ["31/12/2024", "31/12/2025"]
    assert verdicts["Đang công bố"].tolist() == ["Chưa đạt", ""]
    assert verdicts["Sẽ công bố"].tolist() == ["Đạt", "Đạt"]
    ranks = ranks_table(found.ranks, 1)
    assert ranks["Đơn vị"].tolist() == ["Huế"]
    assert ranks["Hạng sẽ công bố"].tolist() == ["30/50"]
    assert claims_table(found)["Sẽ công bố"].tolist() == ["Bảng cho số khác"]
    assert without_table(found)["Đơn vị"].tolist() == ["Huế, Cà Mau"]


def test_the_map_compares_with_the_published_figure(view_of: Any) -> None:
    shown: View = view_of("dvctt_full_rate")
    hue = {"unit_id": "p63-46", "unit_vi": "Thừa Thiên Huế"}
    gone = {"new": None, "new_low": None, "new_high": None}
    found = difference_of(
        said(figures=[figure(), figure(**hue, **gone, new_status="not_reported")])
    )
    drawn = update_map(shown, found.figures, "Thay đổi")
    labels = {
        unit_id: drawn.classes[code].label
        for unit_id, code in zip(drawn.units, drawn.codes, strict=True)
    }
    assert labels["p63-01"] == "Cao hơn số đang công bố"
    assert labels["p63-46"] == "Không có số"
    assert labels["p63-89"] == "Không thay đổi"
    assert sum(entry.count for entry in drawn.classes) == len(drawn.units) == 63
    card = drawn.cards[drawn.units.index("p63-01")]
    assert card == ("Hà Nội", "34,84% (2024)", "Đang công bố: 29,84% (7/2024)")


TABLE = {
    "file": "ii-b-2024-12.tsv",
    "place": "sheet II-b, rows 4–70",
    "rows": 63,
    "title": "Hiện trạng",
    "recognised_as": "ii-b",
    "undecided": {},
    "problems": [],
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Sẵn sàng để so sánh"),
        ({"undecided": {"table.period": "no words"}}, "Còn phải cho biết 1 điều"),
        ({"raw_file": "a.tsv", "differs_from_raw_file": []}, "Đã có, giống từng ô"),
        ({"raw_file": "a.tsv", "differs_from_raw_file": [3]}, "Sẵn sàng để so sánh"),
        ({"file": "unrecognised/1.tsv", "recognised_as": None}, "Chưa nhận ra"),
    ],
)
def test_of_each_table_stands_what_is_to_be_done(changed: dict[str, Any], expected: str) -> None:
    (found,) = found_tables({"tables": [TABLE | changed]})
    row = found_table([found]).iloc[0]
    assert row["Nhận ra"].startswith(expected)
    assert row["Chỗ trong tệp"] == "trang tính II-b, dòng 4–70"
    assert (found.entry is None) == (expected == "Chưa nhận ra")


def test_places_of_every_form_are_said_in_both_languages() -> None:
    assert place_words("table 2, rows 1–64") == "bảng 2, dòng 1–64"
    assert place_words("pages 12–14") == "trang 12–14"
    with using("en"):
        assert place_words("pages 12–14") == "page 12–14"


def test_the_history_is_told_newest_first() -> None:
    event = {"build": 1, "before": None, "by": {"who": "An", "why": ""}}
    history = history_of(
        {
            "published": 2,
            "builds": [1, 2],
            "events": [
                {**event, "action": "build", "at": "2026-11-29T08:53:22+00:00"},
                {
                    "action": "rollback",
                    "build": 1,
                    "before": 2,
                    "by": {"who": "Chi", "why": "sai kỳ"},
                    "at": "2026-11-29T18:00:00+00:00",
                },
            ],
        }
    )
    rows = history_table(history.events)
    assert rows["Lúc"].tolist() == ["01:00, 30/11/2026", "15:53, 29/11/2026"]
    assert rows["Việc"].tolist() == ["Quay lại", "Lập bản số liệu"]
    assert rows["Vì sao"].tolist() == ["sai kỳ", ""]
    assert set(STEPS) == {"added", "changed", "vanished"}
