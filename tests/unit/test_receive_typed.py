"""Tables typed from prose, tables of a few units and long ones: what is inferred, what is asked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from etl.catalogue.load import Catalogue
from etl.extract.collect import HEADINGS
from etl.receive.extracted import ExtractedTable, extracted
from etl.receive.infer.inferred import DraftEntry
from etl.receive.model import Document, Line, Place, Table, TableRow

ROOT = Path(__file__).parents[2]
DOCUMENT = "bao-2026-01"
TITLE = "Số liệu của tháng"


def one(
    catalogue: Catalogue, rows: Sequence[Sequence[str]], title: str = TITLE, said: str = DOCUMENT
) -> ExtractedTable:
    table = Table(tuple(TableRow(tuple(row), Place("row", n)) for n, row in enumerate(rows, 1)))
    document = Document("CSV", (Line(title, Place("line", 1)), table))
    (found,) = extracted(catalogue, ROOT, document, said).tables
    return found


def entry_of(catalogue: Catalogue, rows: Sequence[Sequence[str]], title: str = TITLE) -> DraftEntry:
    entry = one(catalogue, rows, title).entry
    assert entry is not None
    return entry


def figures(*rows: Sequence[str]) -> list[Sequence[str]]:
    return [HEADINGS["figures"], *rows]


def test_figures_of_prose_are_an_entry_of_their_shape(catalogue: Catalogue) -> None:
    entry = entry_of(
        catalogue,
        figures(
            ("3", "dossier_full_online_rate", "cả nước", "Năm 2025", "52.5%", ""),
            ("7", "dossier_full_online_rate", "địa phương", "31/12/2025", "21.2%", ""),
        ),
    )
    said = (entry.table["table_id"], entry.table["shape"], entry.table["rows_expected"])
    assert said == (DOCUMENT, "figures", 2)
    assert entry.table["source_lines"] == [3, 7]
    assert entry.table["number_formats"] == {"dossier_full_online_rate": "decimal_point_percent"}
    assert [period["kind"] for period in entry.table["periods"].values()] == ["year", "as_of"]
    assert entry.content["document"]["data_as_of"] == date(2025, 12, 31)
    assert "topics" not in entry.content
    assert {key.partition(".")[0] for key in entry.undecided} == {"document"}


def test_a_month_that_may_be_three_things_is_asked_for(catalogue: Catalogue) -> None:
    row = ("1", "dossier_full_online_rate", "cả nước", "Tháng 6/2025", "52.5%", "")
    entry = entry_of(catalogue, figures(row))
    assert entry.table["periods"] == {"Tháng 6/2025": None}
    assert "kind: month" in entry.undecided["table.periods.Tháng 6/2025"]
    assert "document.data_as_of" in entry.undecided


def test_a_number_that_two_formats_read_is_asked_for(catalogue: Catalogue) -> None:
    rows = [
        ("1", "local_dossiers_online", "cả nước", "Năm 2025", "8.372", ""),
        ("2", "local_dossiers_online", "cả nước", "Năm 2024", "730", ""),
    ]
    entry = entry_of(catalogue, figures(*rows))
    assert (
        "thousands_point or decimal_point"
        in entry.undecided["table.number_formats.local_dossiers_online"]
    )


def test_an_indicator_that_is_new_is_drafted_with_what_is_to_be_filled_in(
    catalogue: Catalogue,
) -> None:
    rows = [
        ("1", "dossier_full_online_rate", "cả nước", "Năm 2025", "52.5%", ""),
        ("2", "ai_projects", "địa phương", "Năm 2025", "12", ""),
    ]
    entry = entry_of(catalogue, figures(*rows))
    (topic,) = entry.content["topics"]
    (spec,) = topic["indicators"]
    assert (spec["indicator_id"], spec["value_kind"], spec["levels"]) == (
        "ai_projects",
        "count",
        ["bloc"],
    )
    assert entry.problems == [
        "no indicator is 'ai_projects' (nearest: none): drafted under `topics`"
    ]
    asked = {key.rpartition(".")[2] for key in entry.undecided if key.startswith("topics.0.")}
    assert {"name_vi", "unit_vi", "better", "definition_vi", "measured_by"} <= asked


def test_a_name_is_no_id_and_the_id_is_told(catalogue: Catalogue) -> None:
    name = catalogue.indicators["dossier_full_online_rate"].name_vi
    entry = entry_of(catalogue, figures(("1", name, "cả nước", "Năm 2025", "52.5%", "")))
    (problem,) = entry.problems
    assert repr(name) in problem
    assert "dossier_full_online_rate" in problem


def test_words_of_targets_are_read_as_other_tables_read_them(catalogue: Catalogue) -> None:
    row = ("1", "egdi_rank", "cả nước", "", "2031", "nhóm", "40", "")
    entry = entry_of(catalogue, [HEADINGS["targets"], row])
    assert entry.table["scopes"] == {"cả nước": "country"}
    assert entry.table["comparators"] == {"nhóm": "<="}
    assert entry.table["due_dates"] == {"2031": date(2031, 12, 31)}
    assert entry.table["conditions"] == {}
    assert entry.table["appendix"] == "Mục tiêu trích"
    assert not [key for key in entry.undecided if key.startswith("table.")]


def test_words_that_no_table_has_are_open(catalogue: Catalogue) -> None:
    row = ("1", "egdi_rank", "toàn dân", "còn thiếu", "đến kỳ tới", "cỡ", "40", "")
    entry = entry_of(catalogue, [HEADINGS["targets"], row])
    asked = {key for key in entry.undecided if key.startswith("table.")}
    assert asked == {
        "table.scopes.toàn dân",
        "table.conditions.còn thiếu",
        "table.due_dates.đến kỳ tới",
        "table.comparators.cỡ",
    }
    entry = entry_of(catalogue, [HEADINGS["targets"], (*row[:2], "v.v.", *row[3:])])
    assert "table.scopes" in entry.undecided


def test_lists_of_units_are_bands_with_their_ends(catalogue: Catalogue) -> None:
    rows = [
        ("1", "[0;10)", "", "Bộ Y tế; Bộ Văn hóa, Thể thao và Du lịch; Bộ Lạ"),
        ("2", "ít", "", ""),
    ]
    entry = entry_of(catalogue, [HEADINGS["unit_bands"], *rows], "Tỷ lệ năm 2024")
    assert entry.table["bands"] == {"[0;10)": [0, 10], "ít": None}
    assert (entry.table["level"], entry.table["period"]["label"]) == ("ministry", "2024")
    asked = {key for key in entry.undecided if key.startswith("table.")}
    assert asked == {"table.bands.ít", "table.indicator", "table.single_units"}
    (problem,) = entry.problems
    assert "'Bộ Lạ'" in problem


def test_the_lines_of_a_table_of_the_project_are_that_table(catalogue: Catalogue) -> None:
    file = ROOT / "data" / "raw" / "qd-942" / "qd-942.tsv"
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
    found = one(catalogue, rows, said="qd-942")
    assert found.same_as == "data/raw/qd-942/qd-942.tsv"
    assert found.table_id == "qd-942"
    rows[1][-2] = "49"
    assert one(catalogue, rows, said="qd-942").same_as is None


@pytest.mark.parametrize("shape", ["figures", "targets", "unit_bands"])
def test_a_hostile_number_of_words_takes_no_time(catalogue: Catalogue, shape: str) -> None:
    width = len(HEADINGS[shape])
    rows = [[str(n), *(f"tu {n}, ten {n}" for _ in range(width - 1))] for n in range(5_000)]
    entry = entry_of(catalogue, [HEADINGS[shape], *rows])
    assert len(entry.undecided) < 50
    assert len(entry.problems) < 200


FEW = [["Tỉnh, thành phố", "DTI 2024"], ["An Giang", "0.7"], ["Huế", "0.6"]]


def test_a_few_units_are_no_later_print_and_the_analyst_says_whose_choice_they_are(
    catalogue: Catalogue,
) -> None:
    found = one(catalogue, FEW)
    assert found.match is None
    assert found.entry is not None
    assert "2 of 63 units" in found.entry.undecided["table.single_units"]
    assert found.entry.table["columns"][0]["indicator"] == "dti_province"
    assert "table.columns.0.indicator" in found.entry.undecided
    names = [unit.short_name_vi for unit in catalogue.units_of("province", date(2024, 12, 31))]
    whole = one(catalogue, [FEW[0], *([name, "0.5"] for name in names)])
    assert whole.match is not None
    assert whole.entry is not None
    assert "single_units" not in whole.entry.table


@pytest.mark.parametrize("heading", ["Chỉ tiêu", "Chỉ số", "Tiêu chí"])
def test_a_long_table_has_a_column_for_each_indicator_it_names(
    catalogue: Catalogue, heading: str
) -> None:
    rows = [
        ["Cơ quan", heading, "Kết quả"],
        ["Bộ Y tế", "Điểm", "0.6321"],
        ["Bộ Y tế", "Hạng của khối", "2"],
        ["Bộ Tài chính", "Hạng của khối", "1"],
    ]
    entry = entry_of(catalogue, rows, "DTI năm 2024")
    assert entry.table["indicator_column"] == heading
    score, rank = entry.table["columns"]
    assert (score["rows"], score["heading"]) == ("Điểm", "Kết quả")
    assert (rank["rows"], rank["number_format"]) == ("Hạng của khối", "integer")
    assert entry.table["number_format"] == "decimal_point"
    assert score["indicator"] != rank["indicator"]
    assert entry.problems == []


def test_short_headings_of_one_year_are_not_alike(catalogue: Catalogue) -> None:
    names = [unit.short_name_vi for unit in catalogue.units_of("province", date(2024, 12, 31))]
    rows = [["Tỉnh, thành phố", "PCI 2024"], *([name, "0.5"] for name in names)]
    assert one(catalogue, rows).match is None


def test_a_page_without_a_number_has_its_source_asked_for(catalogue: Catalogue) -> None:
    entry = entry_of(catalogue, FEW)
    assert "copy_checked" in entry.undecided["document.confirmation"]
    made = entry.made_up({"file": "a", "sha256": "b", "place": "c"})
    assert made["draft"]["inferred"]["document.confirmation"]["sure"] == "unsure"
