"""Tables of the 63 and of the 34: which units a name means, and what is shown where both speak."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, get_args

import duckdb
import pytest

from dashboard.queries.indicator_views import view
from dashboard.queries.provenance import trace
from dashboard.queries.structures import NEW, STRUCTURES
from dashboard.store.builds import warehouse as read_warehouse
from etl.build import build
from etl.catalogue.load import Catalogue, load_catalogue
from etl.catalogue.vocabulary import Period, Status, Structure
from etl.checked import Project, check
from etl.facts import Observation
from etl.language.structures import DAY_OF
from etl.load.records import catalogue_records
from etl.problems import BuildError
from tests.derivations import notice_issues
from tests.later_periods import Later, LaterOf

DVCTT = "Tỷ lệ DVCTT toàn trình (trên tổng DVC có phát sinh hồ sơ)"
DOSSIERS = "Tỷ lệ hồ sơ trực tuyến toàn trình (trên tổng hồ sơ DVC)"
RATES = ("STT", "Tỉnh, thành phố", DVCTT, DOSSIERS, "Ghi chú")
SYSTEMS = (
    *("STT", "Địa phương", "Tổng HTTT", "Tổng HTTT đã phê duyệt", "Tỷ lệ %"),
    *("Triển khai phương án bảo đảm ATTT", "Tỷ lệ triển khai đầy đủ PA"),
)
JULY = {"start": date(2024, 1, 1), "end": date(2024, 7, 31), "label": "Tháng 7/2024"}
JUNE = {"start": date(2024, 6, 1), "end": date(2024, 6, 30), "label": "6/2024", "kind": "as_of"}
LAST_YEAR = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "label": "2023"}
NEXT_YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31), "label": "2025"}
TABLE = "data/raw/doc-thu/{}.tsv"


def of_34(catalogue: Catalogue) -> list[str]:
    return [unit.short_name_vi for unit in catalogue.units_of("province", NEW.on)]


def write(project: Project, table_id: str, lines: Iterable[Sequence[str]]) -> None:
    """Put lines of one's own into a table that was printed again."""
    text = "".join("\t".join(line) + "\n" for line in lines)
    (project.root / TABLE.format(table_id)).write_text(text, encoding="utf-8")


def printed(project: Project, table_id: str, heads: Sequence[str], rows: list[list[str]]) -> None:
    """The same, with counted rows."""
    counted = ((str(number), *row) for number, row in enumerate(rows, start=1))
    write(project, table_id, [heads, *counted])


def rates_of(later: Later, names: list[str], **said: Any) -> Project:
    """A table `thu` of rates, 90% and 80% of every unit named."""
    project = later("ii-b", "thu", rows_expected=len(names), **{"period": JULY} | said)
    printed(project, "thu", RATES, [[name, "90.00%", "80.00%", ""] for name in names])
    return project


def problems(project: Project) -> list[str]:
    with pytest.raises(BuildError) as error:
        check(project)
    return [str(problem) for problem in error.value.problems]


def rows(project: Project, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_one_list_of_structures() -> None:
    assert tuple(DAY_OF) == get_args(Structure) == tuple(STRUCTURES)


def test_names_of_the_34_before_they_were_need_the_word_of_the_table(
    later: Later, catalogue: Catalogue
) -> None:
    (said,) = problems(rates_of(later, of_34(catalogue), period=LAST_YEAR))
    assert said.startswith(f"{TABLE.format('thu')}:2: [Tỉnh, thành phố] found 'Hà Nội', expected ")
    assert 'structure: "2025" in data/catalogue/tables/thu.yml' in said
    assert "34 names" in said
    assert "2025-07-01" in said
    assert "2023-12-31" in said


def test_more_than_half_of_the_34_and_none_that_ceased_are_doubted_too(
    later: Later, catalogue: Catalogue
) -> None:
    names = of_34(catalogue)
    (said,) = problems(rates_of(later, names[:18], period=LAST_YEAR))
    assert "18 names" in said
    # A choice of the 63, with one that is gone, or of few, is none of the 34.
    for choice in ([*names, "Hà Giang"], names[:17]):
        check(rates_of(later, choice, period=LAST_YEAR))


def test_a_table_may_say_that_it_means_the_63(later: Later, catalogue: Catalogue) -> None:
    names = [name for name in of_34(catalogue) if name != "Huế"]
    project = rates_of(later, names, structure="2024", period=LAST_YEAR)
    _catalogue, facts = check(project)
    found = {item.unit_id for item in facts.observations if item.table_id == "thu"}
    assert {unit_id[:3] for unit_id in found} == {"p63"}


RATE_ALONE = [
    {
        "heading": "Tỷ lệ triển khai đầy đủ PA",
        "indicator": "is_plan_deployed_rate",
        "number_format": "integer_percent",
    }
]


@pytest.fixture(scope="module")
def both(later_of: LaterOf, catalogue: Catalogue) -> Project:
    """Periods of which both the 63 and the 34 have printed figures, under labels of their own.

    Of rates; of counts whose rate is recomputed; of such a rate alone; and of ministries of today.
    To read only.
    """
    later = later_of("both")
    project = rates_of(later, of_34(catalogue), structure="2025")
    said = {"structure": "2025", "period": JUNE, "rows_expected": 1, "absent_vi": "Thử."}
    later("ix-tinh", "dem", **said)
    printed(project, "dem", SYSTEMS, [["TP. Hồ Chí Minh", "600", "300", "51%", "60", "9%"]])
    alone = said | {"columns": RATE_ALONE, "ordinal_column": None}
    later("ix-tinh", "ty-le", **alone)
    write(project, "ty-le", [("Địa phương", RATE_ALONE[0]["heading"]), ("Hải Phòng", "100%")])
    later("ix-bo", "bo", **alone, absent={}, key_column="Địa phương")
    write(project, "bo", [("Địa phương", RATE_ALONE[0]["heading"]), ("Bộ Nội vụ", "70%")])
    build(project)
    return project


def test_a_printed_figure_of_the_34_is_shown_and_the_merged_one_stands_beside_it(
    both: Project,
) -> None:
    kept = """
        SELECT basis, is_merged, status, value, value_low, table_id FROM observation
        WHERE indicator_id = 'dvctt_full_rate' AND unit_id = 'p34-79' ORDER BY is_merged
    """
    assert rows(both, kept) == [
        ("published", False, "observed", 90.0, 90.0, "thu"),
        ("derived", True, "interval", None, 24.2, "ii-b"),
    ]
    source = read_warehouse(both.warehouse / "warehouse.duckdb")
    shown = view(source, "dvctt_full_rate", "province", None, NEW)
    assert {(row.basis, row.value) for row in shown.rows} == {("published", 90.0)}
    for indicator_id, unit_id, figure in (
        ("dvctt_full_rate", "p34-79", ("published", 90.0, "thu")),
        ("is_systems", "p34-79", ("published", 600.0, "dem")),
        # What follows from printed counts takes the place of what follows from merged ones.
        ("is_level_approved_rate", "p34-79", ("derived", 50.0, "dem")),
        # Recomputed rates are shown, and yet a merged one is no rate of the unit.
        ("is_plan_deployed_rate", "p34-31", ("published", 100.0, "ty-le")),
        ("is_plan_deployed_rate", "bo-noi-vu-2025", ("published", 70.0, "bo")),
    ):
        found = trace(source, indicator_id, unit_id)
        assert found is not None
        assert (found.figure.basis, found.figure.value, found.figure.table_id) == figure
        level = "ministry" if unit_id.startswith("bo-") else "province"
        row = view(source, indicator_id, level, None, NEW).row_of(unit_id)
        assert (row.basis, row.value) == figure[:2]


def test_a_value_of_both_structures_is_no_repeat(catalogue: Catalogue) -> None:
    period = Period(**LAST_YEAR)
    items = [
        Observation(
            *("dvctt_full_rate", unit_id, period, "published", Status.OBSERVED, (62.5, 62.5)),
            *("doc-thu", "thu", 2, 1, "62.50%"),
        )
        for unit_id in ("p63-01", "p34-01", "p63-04", "p34-04", "p63-06")
    ]
    assert notice_issues(catalogue, items[:4]) == []
    repeated = {issue.unit_id for issue in notice_issues(catalogue, items)}
    assert repeated == {"p63-01", "p63-04", "p63-06"}


def test_verdicts_are_read_from_the_figure_shown(both: Project) -> None:
    results = """
        SELECT basis, verdict FROM target_result
        WHERE indicator_id = 'is_plan_deployed_rate' AND unit_id = '{}' AND is_nearest
    """
    assert rows(both, results.format("p34-31")) == [("published", "met")]
    assert rows(both, results.format("p34-79")) == [("derived", "not_met")]


def test_a_reorganised_body_that_a_document_gives_a_figure_has_no_other(both: Project) -> None:
    found = """
        SELECT status FROM observation
        WHERE indicator_id = 'is_plan_deployed_rate' AND unit_id = 'bo-{}-2025'
    """
    assert rows(both, found.format("noi-vu")) == [("observed",)]
    assert rows(both, found.format("tai-chinh")) == [("reorganised",)]


def test_regions_of_the_34_hold_what_the_34_print(both: Project) -> None:
    found = """
        SELECT DISTINCT value FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id = 'dvctt_full_rate' AND level = 'region' AND unit_id LIKE 'r34%'
    """
    assert rows(both, found) == [(90.0,)]


def test_the_63_keep_what_they_print(both: Project, built_project: Project) -> None:
    old = """
        FROM observation JOIN unit USING (unit_id)
        WHERE valid_to IS NOT NULL ORDER BY indicator_id, unit_id, period_end, basis
    """
    for asked in (old, "FROM claim_check ORDER BY ALL", "FROM stated_rank ORDER BY ALL"):
        assert rows(both, asked) == rows(built_project, asked)


def test_the_store_says_the_structure_of_every_table(both: Project) -> None:
    found = dict(rows(both, "SELECT table_id, structure FROM source_table"))
    assert [found[name] for name in ("thu", "bo", "ii-b", "v")] == ["2025", "2025", "2024", "2024"]
    # The country and blocs belong to neither; in 3/2025 ministries had changed, provinces had not.
    assert [found[name] for name in ("i", "iii", "text-targets", "da06-2025-03-tasks")] == [
        None
    ] * 4


def test_a_later_period_is_one_of_the_34_without_a_word(later: Later, catalogue: Catalogue) -> None:
    said, _facts = check(rates_of(later, of_34(catalogue), period=NEXT_YEAR))
    found = {row["table_id"]: row["structure"] for row in catalogue_records(said)["source_table"]}
    assert found["thu"] == "2025"


@pytest.mark.parametrize(
    ("said", "name", "words"),
    [
        ({"structure": "2025"}, "Hà Giang", 'structure: "2024"'),
        ({"period": NEXT_YEAR}, "Hà Giang", 'structure: "2024"'),
        ({"structure": "2025"}, "Hà Giangg", "unit_aliases.csv"),
    ],
    ids=["declared", "of the period", "unknown in both"],
)
def test_a_name_of_another_structure_is_refused(
    later: Later, said: dict[str, Any], name: str, words: str
) -> None:
    (problem,) = problems(rates_of(later, ["Hà Nội", name], **said))
    assert problem.startswith(f"{TABLE.format('thu')}:3: [Tỉnh, thành phố] found '{name}'")
    assert words in problem
    assert "nearest: " in problem


def test_a_ministry_that_came_later_is_refused_with_the_word_to_say(later: Later) -> None:
    project = later("ix-bo", "bo", rows_expected=1, columns=RATE_ALONE, ordinal_column=None)
    heads = ("Bộ, ngành", RATE_ALONE[0]["heading"])
    write(project, "bo", [heads, ("Bộ Dân tộc và Tôn giáo", "70%")])
    (problem,) = problems(project)
    assert "found 'Bộ Dân tộc và Tôn giáo'" in problem
    assert 'structure: "2025"' in problem


def test_a_structure_is_said_of_one_print_only(later: Later, catalogue: Catalogue) -> None:
    rates_of(later, of_34(catalogue), structure="2025")
    project = later("thu", "thu-sau", period=LAST_YEAR)
    (said,) = problems(project)
    assert said.startswith(TABLE.format("thu-sau"))


def test_a_structure_is_one_that_exists(later: Later) -> None:
    (problem,) = problems(later("ii-b", structure="2026"))
    assert "data/catalogue/tables/ii-b-sau.yml" in problem
    assert "structure" in problem
    assert "'2024' or '2025'" in problem


def test_a_spelling_is_one_of_all_units_of_its_name(later: Later) -> None:
    names = ["TP. Hà Nội", "TP HCM", "Hai Phong"]
    said, facts = check(rates_of(later, names, period=NEXT_YEAR, absent_vi="Thử."))
    found = {item.unit_id for item in facts.observations if item.table_id == "thu"}
    assert found == {"p34-01", "p34-79", "p34-31"}
    # The table of spellings holds each once, as listed.
    listed = catalogue_records(said)["unit_alias"]
    assert [row["unit_id"] for row in listed if row["alias"] == "TP. Hà Nội"] == ["p63-01"]


def test_no_spelling_is_lost_to_the_unit_of_the_same_name(catalogue: Catalogue) -> None:
    for alias in catalogue.aliases:
        unit = catalogue.units[alias.unit_id]
        for day in DAY_OF.values():
            for other in catalogue.units_of(unit.level, day):
                if other.short_name_vi == unit.short_name_vi:
                    found = catalogue.names.resolve(alias.alias, [unit.level], day)
                    assert found.unit == other


def test_a_shared_spelling_of_two_units_of_one_structure_is_refused(project: Project) -> None:
    path = project.catalogue / "unit_aliases.csv"
    text = path.read_text(encoding="utf-8")
    # Of the old Hải Phòng and of the new Cần Thơ: of today's, two would bear it.
    path.write_text(f"{text}Cảng,p63-31,variant\nCảng,p34-92,variant\n", encoding="utf-8")
    with pytest.raises(BuildError) as error:
        load_catalogue(project.catalogue)
    found = [str(problem) for problem in error.value.problems]
    assert len(found) == 2
    assert all("found 'Cảng'" in line and "of one unit of its level" in line for line in found)
    assert "p34-92 and p34-31" in found[0] + found[1] or "p34-31 and p34-92" in found[0] + found[1]
