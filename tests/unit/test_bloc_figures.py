"""Figures of the two blocs: all of them, each with its kind of period and its source."""

from dashboard.queries.bloc_figures import bloc_figures
from dashboard.queries.indicators import indicators
from dashboard.store.warehouse import Warehouse
from dashboard.tables.bloc_figures import export_blocs, reading_blocs


def test_dossiers_of_both_blocs_go_on_to_november_2025(source: Warehouse) -> None:
    rows = [row for row in bloc_figures(source) if row.indicator_id == "dossier_full_online_rate"]
    assert [(row.unit_id, row.period.label, row.period.kind, row.value) for row in rows] == [
        ("bloc-ministries", "7/2024", "year_to_date", 50),
        ("bloc-ministries", "2024", "year", 63.47),
        ("bloc-ministries", "6/2025", "month", 51.19),
        ("bloc-ministries", "10/2025", "month", 54.46),
        ("bloc-ministries", "11/2025", "month", 73.35),
        ("bloc-provinces", "7/2024", "year_to_date", 17),
        ("bloc-provinces", "2024", "year", 18.54),
        ("bloc-provinces", "6/2025", "month", 15.21),
        ("bloc-provinces", "10/2025", "month", 16.94),
        ("bloc-provinces", "11/2025", "month", 21.17),
    ]


def test_every_figure_of_a_bloc_has_its_page(source: Warehouse) -> None:
    """Here, on that of Đề án 06 or of security; a count that a rate is made of in the rate."""
    known = indicators(source)
    counts = {key for spec in known.values() for key in (spec.numerator_id, spec.denominator_id)}
    stored = source.query(
        """
        SELECT DISTINCT indicator_id, unit_id FROM observation
        JOIN indicator USING (indicator_id) JOIN unit USING (unit_id)
        WHERE level = 'bloc' AND value IS NOT NULL
          AND topic NOT IN ('de_an_06', 'information_security')
        """
    )
    expected = {
        (row.indicator_id, row.unit_id)
        for row in stored.itertuples()
        if row.indicator_id not in counts
    }
    assert {(row.indicator_id, row.unit_id) for row in bloc_figures(source)} == expected


def test_a_figure_of_a_bloc_says_its_source(source: Warehouse) -> None:
    rows, known = bloc_figures(source), indicators(source)
    reading, exported = reading_blocs(rows, known), export_blocs(rows, known)
    assert len(reading) == len(exported) == len(rows)
    (place,) = [
        number
        for number, row in enumerate(rows)
        if (row.indicator_id, row.unit_id) == ("dvctt_full_eligible_rate", "bloc-provinces")
    ]
    line = reading.iloc[place]
    assert (line["Giá trị"], line["Kỳ"], line["Loại kỳ"]) == (
        "80,27% ◊",
        "11/2025",
        "tại thời điểm",
    )
    assert line["Nguồn"] == "Bản chép Cổng DVC quốc gia 11/2025 ◊ theo bản chép đã kiểm"
    # What the report of July 2024 prints is cited by its section.
    assert reading["Nguồn"][0] == "Phần II, mục 4.1.1"
