"""Everything the pages can be asked for: each indicator at each level, target and colouring.

No Streamlit here: views, figures and tables are built as the pages build them. A new entry of the
catalogue is covered without a change to this file.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import orjson
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.analysis.ordering import SORT_CODES, ordered, split_by_value
from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goal_years, goals, shortfalls, tally
from dashboard.figures.change_classes import map_colour_modes
from dashboard.figures.classification import classify, colour_modes
from dashboard.figures.geometry import shapes
from dashboard.figures.map_figure import indicator_map
from dashboard.figures.matrix import matrix_picture
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ranking_data
from dashboard.figures.share_bars import share_bars_html, share_bars_picture
from dashboard.figures.tallies import tallies
from dashboard.files.csv import to_csv
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators, indicators_at
from dashboard.queries.structures import NEW, OLD, STRUCTURES
from dashboard.queries.units import regions
from dashboard.queries.view_rows import ViewRow
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table, reading_table
from dashboard.tables.matrix_html import matrix_table
from dashboard.tables.target_matrix import matrix_rows
from dashboard.ui.controls.selectors import LEVELS
from dashboard.ui.frame.pages import PAGES
from dashboard.ui.frame.parameters import PARAMS
from dashboard.ui.sections.ranking import view_ranking
from dashboard.words.captions import view_caption
from dashboard.words.summaries import finding
from dashboard.words.values import format_gap, format_place, format_standing, format_value
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import STATUSES, VERDICT_MARKS, VERDICTS
from etl.catalogue.load import load_catalogue
from etl.checked import Project
from tests.figure_rules import follows_the_rules
from tests.ranking_sheets import Sheet

CATALOGUE = load_catalogue(Project(Path(__file__).parents[2]).catalogue)
INDICATORS = CATALOGUE.indicators
CASES = [
    (level, indicator_id)
    for level, (indicator_id, spec) in product(UNIT_LEVELS, INDICATORS.items())
    # What is counted from dossiers has figures where there are dossiers.
    if level in spec.levels and indicator_id not in CATALOGUE.dossiers.indicators
]
each_case = pytest.mark.parametrize(
    ("level", "indicator_id"), CASES, ids=[f"{level}-{name}" for level, name in CASES]
)
each_level = pytest.mark.parametrize("level", UNIT_LEVELS)

# What a missing value looks like when nobody has thought of it, and ids where words belong.
NOT_FOR_READERS = re.compile(
    r"\b(nan|NaN|None|NaT|NA|null|inf|undefined|True|False)\b|<NA>|\{[a-z_]*\}|%\{\}"
)
IDS = {*STATUSES, *VERDICTS, "published", "derived", *UNIT_LEVELS, *INDICATORS} - {"partial"}
ID = re.compile(r"\b(" + "|".join(sorted(IDS, key=len, reverse=True)) + r")\b")


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


def views_of(source: Warehouse, level: str, indicator_id: str) -> list[View]:
    """The views a page can show: in each structure one per target, or one without.

    Of what only the 34 have, a page shows the 63 nothing but the way there.
    """
    days: tuple[date | None, ...] = due_dates(source, indicator_id, level) or (None,)
    found = [
        view(source, indicator_id, level, day, structure)
        for structure, day in product(STRUCTURES.values(), days)
    ]
    return [shown for shown in found if {row.status for row in shown.rows} != {"not_applicable"}]


def parts_of(source: Warehouse, shown: View) -> Iterator[Any]:
    """The rows a page can show of a view: all of them, and each region's."""
    yield shown.rows
    if shown.level == "province":
        yield from (shown.within(region_id) for region_id in regions(source, shown.structure))


def texts(value: Any) -> Iterator[str]:
    """Every text in a figure, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def words_of(figure: go.Figure) -> Iterator[str]:
    """The texts a reader of the figure meets: not its colours, addresses and unit ids."""
    plain = json.loads(figure.to_json())
    for trace in plain["data"]:
        for key in ("name", "text", "hovertemplate", "x", "y"):
            yield from texts(trace.get(key))
        # The first item is the unit's id, for the server.
        for details in rows_of_details(trace.get("customdata")):
            yield from texts(details[1:])
    for axis in ("xaxis", "yaxis", "yaxis2"):
        yield from texts(plain["layout"].get(axis, {}).get("ticktext"))


def rows_of_details(customdata: Any) -> Iterator[list[Any]]:
    for item in customdata or []:
        if item and isinstance(item[0], list):
            yield from item
        else:
            yield item


def fit_for_readers(words: Iterator[str] | list[str]) -> None:
    for text in words:
        assert not NOT_FOR_READERS.search(re.sub(r"%\{[^}]+\}", "", text)), text
        assert not ID.search(re.sub(r"%\{[^}]+\}", "", text)), text


def is_valid(figure: go.Figure) -> None:
    """Pages build figures without plotly's checks; here they are made, and those of our own."""
    go.Figure(figure.to_dict())
    follows_the_rules(figure)


def test_the_catalogue_says_which_levels_have_figures(source: Warehouse) -> None:
    for level in UNIT_LEVELS:
        expected = {name for case_level, name in CASES if case_level == level}
        assert set(indicators_at(source, level)) == expected


def test_the_pages_offer_every_level() -> None:
    assert tuple(LEVELS) == UNIT_LEVELS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_offers_choices_that_the_address_knows(page) -> None:
    assert set(page.params) <= set(PARAMS)
    urls = [param.url for param in PARAMS]
    assert len(set(urls)) == len(urls)


@each_case
def test_a_view_is_whole(source: Warehouse, level: str, indicator_id: str) -> None:
    for shown in views_of(source, level, indicator_id):
        rows = shown.rows
        with_value = [row for row in rows if row.value_low is not None]
        valued = with_value if shown.has_ranks else []
        # Ranks belong to the units that were ranked: merged ones have none.
        # Nor have they figures where each joins units of which some have none.
        without = {"not_applicable", "partial", "not_available"}
        assert with_value or (shown.structure is NEW and {row.status for row in rows} <= without)
        for row in rows:
            assert row.ranked == len(valued)
            has_rank = row.value_low is not None and shown.has_ranks
            assert (row.rank_best is not None) == has_rank
            assert (row.value_low is None) == (row.value_high is None)
            assert row.status in STATUSES
            if row.value_low is None:
                # Nothing stands in for a value: not a zero, not a gap, not an average.
                assert row.note
                figures = ("value", "value_estimate", "gap_low", "gap_high")
                assert [getattr(row, name) for name in figures] == [None] * len(figures)
                assert row.verdict in (None, "no_data")
            elif shown.has_ranks:
                assert 1 <= row.rank_best <= row.rank_worst <= len(valued)
        assert not valued or min(row.rank_best for row in valued) == 1
        # Every unit has some place, and no place is beyond all that can be had.
        for row in valued:
            surely_better = sum(other.rank_worst < row.rank_best for other in valued)
            assert surely_better < row.rank_best
        assert describe_source(shown)


@each_case
def test_every_row_has_one_class_in_every_colouring(
    source: Warehouse, level: str, indicator_id: str
) -> None:
    for shown in views_of(source, level, indicator_id):
        for by, palette in product(colour_modes(shown), (LIGHT, DARK)):
            whole = classify(shown, shown.rows, by, palette)
            of_unit = dict(zip(shown.names, whole.codes, strict=True))
            fit_for_readers([entry.label for entry in whole.classes])
            assert len({entry.label for entry in whole.classes}) == len(whole.classes)
            for rows in parts_of(source, shown):
                found = classify(shown, rows, by, palette)
                assert len(found.codes) == len(rows)
                assert sum(entry.count for entry in found.classes) == len(rows)
                for row, code in zip(rows, found.codes, strict=True):
                    entry = found.classes[code]
                    # A filter moves no unit to another class or colour.
                    before = whole.classes[of_unit[row.unit_id]]
                    assert (entry.label, entry.colour) == (before.label, before.colour)
                    if row.value_low is None:
                        assert entry.colour in (
                            palette.no_data,
                            palette.verdicts["no_data"],
                            palette.few_met["no_data"],
                            palette.few_missed["no_data"],
                            palette.not_applicable,
                        )


@pytest.mark.parametrize("indicator_id", [name for level, name in CASES if level == "province"])
def test_maps(source: Warehouse, indicator_id: str) -> None:
    for shown in views_of(source, "province", indicator_id):
        windows = [(None, False), (None, True)]
        windows += [(region_id, False) for region_id in regions(source, shown.structure)]
        for by, (region_id, small) in product(map_colour_modes(shown), windows):
            figure = indicator_map(shown, region_id, by, "Tóm tắt", is_small=small)
            data = figure.data()
            words = [*texts([entry["label"] for entry in data["classes"]]), data["foot"]]
            fit_for_readers([*words, *(line for card in data["cards"] for line in card)])
            assert len(orjson.dumps(data)) < 15_000
            assert data["units"] == tuple(row.unit_id for row in shown.within(region_id))
            assert set(data["units"]) <= {item.unit_id for item in shapes(shown.structure)}
            # The style sheet has a rule for each.
            assert len(data["classes"]) <= 12
            assert set(data["codes"]) <= set(range(len(data["classes"])))


@each_case
def test_rankings(source: Warehouse, level: str, indicator_id: str) -> None:
    for shown, sort in product(views_of(source, level, indicator_id), SORT_CODES):
        valued, without = split_by_value(ordered(shown.rows, sort))
        assert len(valued) + len(without) == len(shown.rows)
        if not valued:
            continue
        figure = view_ranking(source, shown, None, sort)
        fit_for_readers(words_of_ranking(figure))
        assert [bar.unit_id for bar in figure.bars] == [row.unit_id for row in valued]
        # The style sheet has a rule for each.
        assert len(figure.classes) <= 12
        assert set(figure.codes) <= set(range(len(figure.classes)))
        assert len(orjson.dumps(ranking_data(figure))) < 60_000
        holds_all_figures(figure, shown, valued)


def words_of_ranking(figure: Ranking) -> Iterator[str]:
    yield from Sheet(figure).tree.itertext()
    yield from (line for card in figure.cards for line in card)
    yield from (entry.label for entry in figure.classes)
    yield figure.alt


def holds_all_figures(figure: Ranking, shown: View, valued: Sequence[ViewRow]) -> None:
    """Every bar ends within the axis, where the unit's figure does; every target is drawn."""
    sheet = Sheet(figure)
    near = 0.0001 * figure.end
    bars = sheet.bars()
    arrows, ticks = sheet.marks_of("arrow"), sheet.marks_of("own-target")
    lines = [line.value for line in figure.lines]
    assert all(0 <= line <= figure.end for line in lines)
    assert 0 <= figure.axis[0][0] < figure.axis[-1][0] <= figure.end
    for row in valued:
        bar = bars[row.unit_id]
        start, end = bar.start, bar.end
        if row.value is None:
            assert start == pytest.approx(row.value_low, abs=near)
        own = [mark.start for mark in ticks.get(row.unit_id, ())]
        own += [mark.end for mark in ticks.get(row.unit_id, ())]
        if end != pytest.approx(row.value_high, abs=near):
            # A band without an end goes beyond everything that is one, with an arrow.
            assert row.value_high == shown.indicator.range_high
            assert shown.indicator.value_kind == "interval"
            assert [arrow.start for arrow in arrows[row.unit_id]] == pytest.approx([end])
            assert end > max([start, *lines, *own])
        else:
            assert row.unit_id not in arrows
        for target in () if row.target_low is None else (row.target_low, row.target_high):
            drawn = [end] if shown.is_allocation else [*own, *lines]
            assert min(abs(place - target) for place in drawn) <= near
    if shown.indicator.value_kind == "grade":
        assert figure.axis == tuple(zip(range(1, 6), "EDCBA", strict=True))
    if shown.indicator.value_kind == "rate" and shown.indicator.range_high == 100:
        assert figure.end == 100


@each_case
def test_tables_and_sentences(source: Warehouse, level: str, indicator_id: str) -> None:
    for shown in views_of(source, level, indicator_id):
        for rows in parts_of(source, shown):
            table = reading_table(shown, rows)
            assert len(table) == len(rows)
            fit_for_readers([str(name) for name in table.columns])
            for column in table:
                # Reasons are the source's words; anything else is the product's.
                fit_for_readers(table[column].tolist())
            fit_for_readers([finding(shown, rows)])
            for row in rows:
                cells = [format_value(shown.indicator, row), format_place(row)]
                cells += [format_gap(shown.indicator, row), format_standing(shown.indicator, row)]
                fit_for_readers(cells)
                assert cells[0]


@each_case
def test_downloads(source: Warehouse, level: str, indicator_id: str) -> None:
    for shown in views_of(source, level, indicator_id):
        for rows in parts_of(source, shown):
            exported = export_table(shown, rows)
            assert exported["unit_id"].tolist() == [row.unit_id for row in rows]
            content = to_csv(exported).decode("utf-8-sig")
            for line in content.splitlines():
                assert not NOT_FOR_READERS.search(line), line
        name = view_caption(source, shown).file_name(date(2026, 1, 9), "csv")
        assert re.fullmatch(r"[a-z0-9_.-]+\.csv", name)


@each_level
def test_goals(source: Warehouse, level: str) -> None:
    for year, structure in product(goal_years(source, level, OLD), STRUCTURES.values()):
        year_goals = goals(source, level, year, structure)
        assert year_goals
        views = [
            view(source, goal.indicator.indicator_id, level, goal.due_on, structure)
            for goal in year_goals
        ]
        counted = []
        for goal, shown in zip(year_goals, views, strict=True):
            # A goal is one that units can be judged by.
            assert set(colour_modes(shown)) == {"value", "gap", "verdict"}
            counted.append(tally(goal, shown.rows))
            applies = [row for row in shown.rows if row.status != "not_applicable"]
            assert counted[-1].judged == len(applies)
            found = shortfalls(source, shown, goal, shown.rows)
            assert bool(found) == any(
                row.verdict == "not_met" and row.value is not None for row in shown.rows
            )
            for item in found:
                assert item.gap > 0
                assert item.per_month > 0
                assert item.items is None or item.items > 0
        region_ids = [None, *(regions(source, structure) if level == "province" else ())]
        for region_id in region_ids:
            units = matrix_units(views, region_id, "dat")
            assert len(matrix_rows(views, units)) == len(units) * len(views)
            picture = matrix_picture(year_goals, views, units, DARK, units[0])
            fit_for_readers([*ElementTree.fromstring(picture).itertext()])
            links = dict.fromkeys(units, "/muc-tieu")
            within = [
                tally(goal, shown.within(region_id))
                for goal, shown in zip(year_goals, views, strict=True)
            ]
            table = ElementTree.fromstring(
                matrix_table(year_goals, views, within, links, "Bảng", units[0])
            )
            assert len(table.findall(".//tbody/tr")) == len(units) + 1
            fit_for_readers([*table.itertext()])
            fit_for_readers([cell.get("title", "") for cell in table.iter("td")])
        drawn = tallies(counted)
        for made in (share_bars_html(drawn), share_bars_picture(drawn, is_dark=True)):
            fit_for_readers([*ElementTree.fromstring(made).itertext()])


def test_every_status_and_verdict_has_words(source: Warehouse) -> None:
    found = source.query("SELECT DISTINCT status FROM observation")["status"]
    assert set(found) <= set(STATUSES)
    found = source.query("SELECT DISTINCT verdict FROM attainment")["verdict"]
    assert set(found) <= set(VERDICTS) == set(VERDICT_MARKS)


def test_every_indicator_says_what_it_is(source: Warehouse) -> None:
    for spec in indicators(source).values():
        words = [spec.name_vi, spec.short_name_vi, spec.unit_vi, spec.topic_vi]
        words += [spec.definition_vi, spec.measured_by]
        assert all(words), spec.indicator_id
        fit_for_readers(words)


@each_case
def test_no_page_or_file_mixes_the_units_of_two_structures(
    source: Warehouse, level: str, indicator_id: str
) -> None:
    units = source.query("SELECT unit_id, valid_from, valid_to FROM unit").set_index("unit_id")
    for shown in views_of(source, level, indicator_id):
        day = pd.Timestamp(shown.structure.on)
        for rows in parts_of(source, shown):
            exported = export_table(shown, rows)
            assert exported["unit_id"].tolist() == [row.unit_id for row in rows]
            own = units.loc[exported["unit_id"]]
            assert (own["valid_from"].isna() | (own["valid_from"] <= day)).all()
            assert (own["valid_to"].isna() | (own["valid_to"] >= day)).all()
