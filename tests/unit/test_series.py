"""Series of the country: what is drawn as a line, a gap and a break, and what is said of it."""

import re
from itertools import groupby, pairwise
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import SERIES_FILTER_CODES, Series, chosen, series_rows
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.series import series_panel
from dashboard.figures.series_sparkline import series_sparkline, time_span
from dashboard.queries.country_figures import TWINS
from dashboard.queries.indicators import indicators
from dashboard.queries.project06 import TOPIC, figure_rows
from dashboard.queries.series_themes import THEME_CODES, row_number
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.tables.series import export_rows, reading_rows
from dashboard.words.series import newest_words, note_words, place_words, series_name, summary
from dashboard.words.series_alternative import alternative
from dashboard.words.series_targets import target_lines, target_words, targets_finding
from dashboard.words.statements import write
from tests.days import JULY, TODAY

AIMED = (
    *("national_03_2", "national_24", "national_25", "national_26"),
    *("dti", "enterprise_per_1000_band", "national_platform_rate"),
)
ONLY_AIMED = ("is_budget_share", "eform_services", "eform_rate", "shared_catalogue_rate")
"""Indicators that the documents set a target for and give no figure of."""


@pytest.fixture(scope="module")
def of_id(july: Warehouse) -> dict[str, Series]:
    """As the report of July 2024 left them."""
    return {item.indicator.indicator_id: item for item in national_series(july, JULY)}


def lines(item: Series) -> list[list[float]]:
    """The unbroken pieces of the indicator's own line."""
    trace = series_panel(item, LIGHT).data[1 if item.predecessor else 0]
    pieces: list[list[float]] = [[]]
    for value in trace.y:
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(value)
    return pieces


def test_every_row_of_appendix_i_has_its_place(source: Warehouse) -> None:
    ids = [key for item in national_series(source, TODAY) for key in item.indicator_ids]
    assert len(ids) == len(set(ids))
    assert len([key for key in ids if row_number(key)]) == 27
    assert {"dti", "dti_government", "egdi_rank", "gci_rank", "asean_growth_rank"} <= set(ids)


@pytest.mark.parametrize(
    ("indicator_id", "number"),
    [("national_01_2", "1.2"), ("national_24", "24"), ("national_05", "5"), ("dti", "")],
)
def test_the_number_of_a_row(indicator_id: str, number: str) -> None:
    assert row_number(indicator_id) == number


def test_every_row_of_appendix_i_is_in_a_theme(source: Warehouse) -> None:
    for item in national_series(source, TODAY):
        if row_number(item.indicator.indicator_id):
            assert item.theme in THEME_CODES


def test_a_new_way_to_measure_breaks_the_line(of_id: dict[str, Series]) -> None:
    assert lines(of_id["national_03_1"]) == [[23.52, 30.14, 54.34], [40.07, 76.22]]
    assert "không so sánh trực tiếp được" in alternative(of_id["national_03_1"])
    assert len(series_panel(of_id["national_03_1"], LIGHT).layout.shapes) == 1


def test_a_period_without_a_value_is_a_gap_and_no_zero(of_id: dict[str, Series]) -> None:
    item = of_id["egdi_rank"]
    assert lines(item) == [[86.0], [86.0]]
    missing = series_panel(item, LIGHT).data[-1]
    assert list(missing.x) == [1, 3]
    assert "không có số liệu: 2021, 2023" in alternative(item)


def test_a_printed_zero_is_a_value(of_id: dict[str, Series]) -> None:
    assert lines(of_id["national_17"]) == [[0.0, 0.0, 43.2, 61.8, 65.1]]


def test_the_new_indicator_carries_the_one_it_replaced(of_id: dict[str, Series]) -> None:
    item = of_id["national_01_2"]
    assert "national_01_1" not in of_id
    assert item.predecessor is not None
    assert item.indicator_ids == ("national_01_1", "national_01_2")
    before, now, missing = series_panel(item, LIGHT).data
    assert (list(before.y), list(now.y)) == ([30.86, 50.13, 54.88], [48.5, 55.47])
    assert list(missing.x) == []


def test_ranks_are_drawn_with_the_better_end_up(of_id: dict[str, Series]) -> None:
    low, high = series_panel(of_id["ogdi_rank"], LIGHT).layout.yaxis.range
    assert low > 97 > 87 > high
    assert "tăng 10 bậc so với 2020" in newest_words(of_id["ogdi_rank"])


def test_targets_come_with_date_and_gap(of_id: dict[str, Series]) -> None:
    with_target = {key for key, item in of_id.items() if item.targets}
    assert with_target == {*AIMED, *ONLY_AIMED}
    assert target_words(of_id["national_24"]) == (
        "– Mục tiêu 20% đến 31/12/2025, chưa có số liệu đến hạn "
        "(số liệu 7/2024: còn thiếu 1,70 điểm %); "
        "– Mục tiêu 30% đến 31/12/2030, chưa có số liệu đến hạn "
        "(số liệu 7/2024: còn thiếu 11,70 điểm %)"
    )
    assert target_words(of_id["dti"]) == "✗ Mục tiêu 0,8, không nêu hạn, còn thiếu 0,09 điểm"
    assert target_words(of_id["national_05"]) == ""


def test_a_target_without_a_figure_is_told_and_not_drawn(of_id: dict[str, Series]) -> None:
    for indicator_id in ONLY_AIMED:
        item = of_id[indicator_id]
        assert item.points == ()
        assert not item.is_drawn
        assert newest_words(item) == "Không có số liệu"
        assert target_words(item).startswith("– Mục tiêu")
    assert target_words(of_id["eform_services"]) == "– Mục tiêu 53 đến 31/12/2024, chưa có số liệu"
    assert target_words(of_id["shared_catalogue_rate"]) == (
        "– Mục tiêu 100%, không nêu hạn, chưa có số liệu"
    )


def test_every_figure_and_target_of_the_country_is_here(source: Warehouse) -> None:
    """Unless it has a page of its own; a count stands in its rate, a twin in its row."""
    shown = {key for item in national_series(source, TODAY) for key in item.indicator_ids}
    known = indicators(source)
    for key in tuple(shown):
        shown |= {known[key].numerator_id, known[key].denominator_id}
    rows = source.query(
        """
        WITH figure AS (SELECT DISTINCT indicator_id FROM observation WHERE unit_id = 'vn')
        SELECT indicator_id FROM figure JOIN indicator USING (indicator_id)
        WHERE topic NOT IN ('de_an_06', 'information_security')
        UNION
        SELECT indicator_id FROM target
        WHERE scope = 'country' AND indicator_id NOT IN (FROM figure)
        """
    )
    assert len(rows) > 60
    # On the page of Đề án 06.
    assert set(rows["indicator_id"]) - shown == {"da06_procedures_cut_rate"}


def test_round_counts_read_as_the_text_says_them(of_id: dict[str, Series]) -> None:
    words = {
        "signatures": "**7,45 triệu chữ ký** (7/2024)",
        "data_exchange_total": "**2,3 tỷ giao dịch** (7/2024)",
        "enterprises_digital": "**50.350 doanh nghiệp** (7/2024)",
        "enterprises_abroad_revenue": "**7,5 tỷ USD** (2023)",
        "data_exchange": "**533 triệu giao dịch** (7/2024) · không so với 2020",
    }
    assert {key: newest_words(of_id[key]) for key in words} == words


def test_panels_hold_their_target(source: Warehouse) -> None:
    """Also where it lies beyond every figure; a label never lies across the line."""
    for item in national_series(source, TODAY):
        if item.goal is None or not item.valued:
            continue
        figure = series_panel(item, LIGHT)
        low, high = figure.layout.yaxis.range
        assert min(low, high) < item.goal.value < max(low, high)
        for trace in figure.data[:-1]:
            for value, side in zip(trace.y, trace.textposition, strict=True):
                above = value is not None and (item.goal.value - value) / (high - low)
                assert not (above and 0.02 < above < 0.12 and side == "top center")


def test_lines_beside_each_other_say_what_is_newest_alone(source: Warehouse) -> None:
    """Year, year to date and month: their other figures would lie over one another."""
    (item,) = [
        item
        for item in national_series(source, TODAY)
        if item.indicator.indicator_id == "national_03_2"
    ]
    told = [text for trace in series_panel(item, LIGHT).data[:-1] for text in trace.text if text]
    assert told == ["51,7% ◊"]


def test_what_the_text_says_otherwise_stands_beside_the_figure(of_id: dict[str, Series]) -> None:
    (note,) = of_id["national_26"].notes
    assert note.differs
    assert "13,5%" in note_words(note)
    assert "13,3%" in note_words(note)
    (open_question,) = [note for note in of_id["national_24"].notes if not note.differs]
    assert "16,5% GDP năm 2023" in note_words(open_question)
    (other,) = of_id["national_03_2"].notes
    assert other.differs
    # Where text and table agree, nothing needs to be said.
    assert of_id["national_25"].notes == ()


def test_every_figure_of_the_country_alone_has_its_page(source: Warehouse) -> None:
    """National page, Đề án 06 or security: each indicator on one, none forgotten."""
    rows = source.query(
        """
        SELECT DISTINCT indicator_id, topic FROM observation JOIN indicator USING (indicator_id)
        WHERE unit_id = 'vn' AND levels = ['country'] AND basis = 'published'
        """
    )
    elsewhere = rows["topic"].isin([TOPIC, "information_security"])
    national = {key for item in national_series(source, TODAY) for key in item.indicator_ids}
    counts = {
        key
        for spec in indicators(source).values()
        for key in (spec.numerator_id, spec.denominator_id)
    }
    # A count that a rate is made of stands in the rate.
    alone = set(rows.loc[~elsewhere, "indicator_id"]) - counts
    assert len(alone) > 50
    assert alone <= national
    assert not national & set(rows.loc[elsewhere, "indicator_id"])
    assert set(rows.loc[rows["topic"] == TOPIC, "indicator_id"]) <= {
        row.indicator_id for row in figure_rows(source)
    }


def test_a_series_cites_every_line_its_figures_stand_on(source: Warehouse, sentence) -> None:
    of_line: dict[str, set[tuple[str, int]]] = {}
    rows = source.query(
        """
        SELECT indicator_id, short_title_vi, document_line, note_code, note_parts, shape
        FROM observation JOIN document USING (document_id) JOIN source_table USING (table_id)
        WHERE unit_id = 'vn' AND basis = 'published'
        """
    )
    quotes: dict[str, set[str]] = {}
    for row in records(rows):
        key = row["indicator_id"]
        of_line.setdefault(key, set()).add((row["short_title_vi"], row["document_line"]))
        if row["shape"] == "figures" and row["note_code"] is not None:
            quotes.setdefault(key, set()).add(sentence(row["note_code"], row["note_parts"]))
    for item in national_series(source, TODAY):
        key = item.indicator.indicator_id
        if key not in of_line or key in TWINS:
            # A target without figures, a rate that is computed here, or a row with its twin.
            continue
        assert {(place.document, place.line) for place in item.places} == of_line[key]
        for place in item.places:
            is_official = place.confirmation == "official_document"
            assert (str(place.line) if is_official else place.document) in place_words(item)
        assert set(map(write, item.quotes)) == quotes.get(key, set())


def test_figures_of_the_text_join_the_rows_on_their_topic(
    source: Warehouse, of_id: dict[str, Series]
) -> None:
    assert of_id["digital_economy_gdp_share"].theme == of_id["national_24"].theme
    assert of_id["leaders_signature_rate"].theme == of_id["national_09"].theme
    assert of_id["services_top_level_share"].theme == of_id["national_01_2"].theme
    themes = [item.theme for item in national_series(source, TODAY)]
    runs = [name for name, _members in groupby(themes)]
    assert len(runs) == len(set(runs))


def test_years_of_the_text_and_appendix_i_stay_apart(of_id: dict[str, Series]) -> None:
    """Line 185 has estimates of whole years, row 24 a figure of 7/2024 and blanks for the years."""
    yearly, row = of_id["digital_economy_gdp_share"], of_id["national_24"]
    assert [(p.period_label, p.value) for p in yearly.points] == [
        ("2021", 11.91),
        ("2022", 14.26),
        ("2023", 16.5),
    ]
    assert [(p.period_label, p.value) for p in row.valued] == [("7/2024", 18.3)]
    assert yearly.targets == ()


def test_a_change_is_no_more_precise_than_its_figures(source: Warehouse) -> None:
    for item in national_series(source, TODAY):
        found = re.search(r"[+−]\d+(?:,(\d+))?", newest_words(item))
        if found:
            before, now = item.before, item.newest
            assert before is not None
            assert now is not None
            assert len(found.group(1) or "") == min(before.decimals, now.decimals)
    assert "+11 điểm %" in newest_words(
        next(s for s in national_series(source, TODAY) if s.indicator.decimals == 3)
    )


def test_an_amount_says_what_it_counts(of_id: dict[str, Series]) -> None:
    assert newest_words(of_id["ecommerce_platform_sales"]) == "**129 nghìn tỷ đồng** (1–6/2024)"
    assert newest_words(of_id["services_top_level"]) == "**4 dịch vụ** (2010)"
    assert newest_words(of_id["egdi_asean_rank"]) == "**6** (2022)"
    words = newest_words(of_id["digital_economy_growth_to_gdp"])
    assert words == "**3 lần** (7/2024) · chưa có kỳ trước cùng loại"


def drawn(item: Series, items: list[Series]) -> dict[str, list[dict[str, str]]]:
    """The marks of a small picture by their class, as attributes."""
    found: dict[str, list[dict[str, str]]] = {}
    for mark in ElementTree.fromstring(series_sparkline(item, time_span(items))):
        kind = mark.get("class", "")
        found.setdefault(f"{mark.tag.partition('}')[2]} {kind}".strip(), []).append(mark.attrib)
    return found


def middles(marks: list[dict[str, str]]) -> list[tuple[float, float]]:
    return [(float(mark["cx"]), float(mark["cy"])) for mark in marks]


def test_points_of_a_small_picture_lie_at_their_place_in_time(
    source: Warehouse, of_id: dict[str, Series]
) -> None:
    items = list(national_series(source, TODAY))
    marks = drawn(of_id["national_09"], items)
    across = [x for x, _y in middles(marks["circle now"])]
    years = [after - before for before, after in pairwise(across)]
    # Four ends of years, then the end of July.
    assert years[:3] == pytest.approx([years[0]] * 3, abs=0.3)
    assert years[3] == pytest.approx(years[0] * 7 / 12, abs=0.4)
    # Better is up, also where the lower rank is the better one.
    for key in ("national_09", "ogdi_rank"):
        heights = [y for _x, y in middles(drawn(of_id[key], items)["circle now"])]
        assert heights == sorted(heights, reverse=True)
        assert heights[0] > heights[-1]
    # A series that began earlier keeps its own time.
    assert middles(drawn(of_id["services_top_level_share"], items)["circle now"])[0][0] == 4


def test_a_small_picture_shows_breaks_gaps_and_the_target(
    source: Warehouse, of_id: dict[str, Series]
) -> None:
    items = list(national_series(source, TODAY))
    broken = drawn(of_id["national_03_1"], items)
    assert len(broken["circle now"]) == 5
    # Two lines before the break and one after it; none across.
    assert len(broken["path now"]) == 3
    assert len(broken["path break"]) == 1
    replaced = drawn(of_id["national_01_2"], items)
    assert (len(replaced["circle before"]), len(replaced["circle now"])) == (3, 2)
    assert "path none" not in replaced
    gaps = drawn(of_id["egdi_rank"], items)
    assert len(gaps["path none"]) == 2
    assert "path now" not in gaps
    aimed = drawn(of_id["national_03_2"], items)
    (target,) = aimed["path target"]
    height = float(re.match(r"M\S+ (\S+)H", target["d"])[1])
    # On the scale of the figures: 80 of 100 lies above 42.
    assert height < min(y for _x, y in middles(aimed["circle now"]))


def test_every_small_picture_stays_within_its_frame(source: Warehouse) -> None:
    items = list(national_series(source, TODAY))
    for item in items:
        if not item.is_drawn:
            continue
        for mark in ElementTree.fromstring(series_sparkline(item, time_span(items))):
            if "cx" in mark.attrib:
                assert 3 <= float(mark.attrib["cx"]) <= 90
                assert 3 <= float(mark.attrib["cy"]) <= 29
            elif "d" in mark.attrib:
                assert all(-1 <= float(n) <= 112 for n in re.findall(r"[\d.]+", mark.attrib["d"]))


def test_the_finding_counts_results_by_year(source: Warehouse, of_id: dict[str, Series]) -> None:
    words = targets_finding(national_series(source, TODAY))
    assert words == (
        "Mục tiêu của cả nước năm 2024: 0 đạt, 1 chưa đạt, 3 chưa rõ; năm 2025: 0 đạt, "
        "3 đạt từ trước hạn, 3 chưa đạt, 11 chưa rõ; 27 mục tiêu chưa có kết quả đến hạn; "
        "0/1 mục tiêu không nêu hạn đã đạt."
    )
    assert targets_finding([of_id["national_05"]]) == ""
    # In July 2024 nothing was due.
    assert targets_finding(list(of_id.values())).startswith("9 mục tiêu chưa có kết quả đến hạn")
    # Every target has its line, with the base that it does not share.
    for item in national_series(source, TODAY):
        assert len(target_lines(item)) == len(item.targets) + len(item.other_targets)


def test_filters(july: Warehouse) -> None:
    every = national_series(july, JULY)
    found = {key: chosen(every, key) for key in SERIES_FILTER_CODES}
    assert found["tat-ca"] == list(every)
    aimed = len(AIMED) + len(ONLY_AIMED)
    # And services, whose target is on another base.
    aimed += 1
    assert len(found["co-muc-tieu"]) == aimed
    assert all(item.periods > 1 for item in found["co-chuoi"])
    assert f"**{aimed} chỉ tiêu**" in summary(found["co-muc-tieu"])


@pytest.mark.parametrize("filter_id", SERIES_FILTER_CODES)
def test_the_tables_have_exactly_the_figures_shown(source: Warehouse, filter_id: str) -> None:
    items = chosen(national_series(source, TODAY), filter_id)
    rows = series_rows(source, items)
    # A target without any figure has a row of its own.
    periods = sum(
        max(len(part.points), 1)
        for item in items
        for part in (item, item.predecessor)
        if part is not None
    )
    assert len(rows) == len(reading_rows(rows, items)) == len(export_rows(rows, items)) == periods
    printed = export_rows(rows, items)
    assert (printed["status"] == "observed").equals(printed["Giá trị"].notna())
    assert printed["Dòng trong báo cáo"].notna().all()


def test_every_panel_is_valid(source: Warehouse) -> None:
    for item in national_series(source, TODAY):
        assert series_name(item)
        for palette in (LIGHT, DARK):
            figure = series_panel(item, palette)
            go.Figure(figure.to_dict())
            texts = [text for trace in figure.data for text in trace.text or ()]
            assert not any("nan" in text or "None" in text for text in texts)
