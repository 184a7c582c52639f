"""Entries that no build survives, or that mean nothing, are refused by file and key."""

import pytest

from etl.checked import Project
from tests.hostile import Hostile, holds, refused, swapped, told

TABLES = "data/catalogue/tables"
INDICATORS = "data/catalogue/indicators"
DOCUMENTS = "data/catalogue/documents.yml"
UNITS = "data/catalogue/units.csv"
LINEAGE = "data/catalogue/unit_lineage.csv"
CLAIMS = "data/catalogue/claims.yml"
SERVICES = f"{INDICATORS}/public_services.yml"
SECURITY = f"{INDICATORS}/information_security.yml"
VII = f"{TABLES}/vii.yml"
DTI = f"{TABLES}/dti.yml"
GOOGOL = str(10**100)

LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)
CHAIN = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 30))

YAML = {
    "aliases of aliases": Hostile(VII, holds(LAUGHS), (":6:", "at most 200000 keys and values")),
    "a chain of aliases": Hostile(VII, holds(CHAIN), ("at most 20 lists and keys",)),
    "a list in itself": Hostile(VII, holds("a: &a [*a]\n"), (":1:", "`*a`", "holds itself")),
    "a list in itself by a name met before": Hostile(
        VII, holds("a: &a [1]\nb: &a [*a]\n"), (":2:", "`*a`", "holds itself")
    ),
    "keys in themselves": Hostile(VII, holds("a: &a\n  <<: *a\n"), (":2:", "holds itself")),
    "an alias of nothing": Hostile(VII, holds("a: *a\n"), (":1:", "undefined alias")),
    "lists in lists": Hostile(VII, holds("[" * 100_000), (":1:", "at most 20 lists and keys")),
    "keys in keys": Hostile(VII, holds("{a: " * 20_000), (":1:", "at most 20 lists and keys")),
    "indented lists": Hostile(VII, holds("- " * 40_000), (":1:", "at most 20 lists and keys")),
    "very many values": Hostile(CLAIMS, holds("- 1\n" * 19_000), (f"{CLAIMS}:", "[0]")),
    "more values than any entry": Hostile(
        CLAIMS, holds(("- [" + "1," * 40_000 + "]\n") * 6), (":5:", "at most 200000 keys")
    ),
    "a number of many digits": Hostile(VII, holds(f"table: {'9' * 5_000}\n"), (":1:", "digits")),
    "a number of many hexadecimal digits": Hostile(
        VII, holds(f"table: 0x{'f' * 90_000}\n"), (":1:", "a number of at most 40 digits")
    ),
    "an object of Python": Hostile(
        VII, holds("table: !!python/object/apply:os.system [ls]\n"), (":1:", "valid YAML")
    ),
    "a key that is a list": Hostile(VII, holds("? [a]\n: 1\n"), (":1:", "valid YAML")),
    "two documents": Hostile(VII, holds("a: 1\n---\nb: 2\n"), ("valid YAML",)),
    "a word": Hostile(VII, holds("table\n"), ("valid dictionary",)),
    "a list": Hostile(VII, holds("[1, 2]\n"), ("valid dictionary",)),
    "a key of no text": Hostile(VII, holds("1: 2\n"), ("table",)),
    "bytes": Hostile(VII, holds("table: !!binary aGE=\n"), ("table",)),
}

RANGE = "  valid_range: [0, 100]"
NUMBERS = {
    "a sort order of 10^30": Hostile(
        SERVICES, swapped("sort_order: 1", f"sort_order: {10**30}"), ("[sort_order]", "1000000")
    ),
    "a sort order below zero": Hostile(
        SERVICES, swapped("sort_order: 1", "sort_order: -1"), ("[sort_order]", "or equal to 0")
    ),
    "a sort order that is no number": Hostile(
        SERVICES, swapped("sort_order: 1", "sort_order: .nan"), ("[sort_order]", "finite number")
    ),
    "a sort order of a unit": Hostile(
        UNITS, swapped(",1\n", f",{10**30}\n"), (f"{UNITS}:3:", "[sort_order]", "1000000")
    ),
    "classes that are no numbers": Hostile(
        SERVICES, swapped("[30, 45,", "[.nan, 45,"), ("class_breaks.0", "a finite number")
    ),
    "classes without end": Hostile(
        SERVICES, swapped("75, 90]", "75, .inf]"), ("class_breaks.4", "a finite number")
    ),
    "classes of a googol's googol": Hostile(
        SERVICES, swapped("75, 90]", f"75, {'9' * 400}]"), ("a number of at most 40 digits",)
    ),
    "classes that fall": Hostile(
        SERVICES, swapped("[30, 45,", "[45, 30,"), ("class_breaks", "must rise")
    ),
    "more classes than colours": Hostile(
        SERVICES, swapped("[30, 45,", "[30, 35, 45,"), ("class_breaks", "at most 5 items")
    ),
    "more classes of the distance than colours": Hostile(
        SERVICES,
        swapped("[-10, 0, 15, 30, 45]", "[-20, -10, 0, 15, 30, 45]"),
        ("[dvctt_full_rate.gap_breaks]", "found '[-20.0, -10.0]'", "at most 1 of the breaks below"),
        INDICATORS,
    ),
    "more classes of the rest than colours": Hostile(
        SERVICES,
        swapped("[-10, 0, 15, 30, 45]", "[0, 15, 30, 45, 60, 75]"),
        ("[dvctt_full_rate.gap_breaks]", "at most 4 of the breaks above"),
        INDICATORS,
    ),
    "a range from no number": Hostile(
        SERVICES, swapped(RANGE, "  valid_range: [.nan, 100]"), ("valid_range.0", "finite")
    ),
    "a range without end": Hostile(
        SERVICES, swapped(RANGE, "  valid_range: [0, -.inf]"), ("valid_range.1", "finite")
    ),
    "a range that falls": Hostile(
        SERVICES, swapped(RANGE, "  valid_range: [100, 0]"), ("valid_range", "the lower end, then")
    ),
    "rows beyond every table": Hostile(
        VII, swapped("rows_expected: 63", f"rows_expected: {10**30}"), ("rows_expected", "200000")
    ),
    "fewer rows than none": Hostile(
        VII, swapped("rows_expected: 63", "rows_expected: -1"), ("rows_expected", "equal to 0")
    ),
    "rows without end": Hostile(
        VII, swapped("rows_expected: 63", "rows_expected: .inf"), ("rows_expected", "finite")
    ),
    "lines of no document": Hostile(
        VII, swapped("source_lines: [", f"source_lines: [{10**30}, "), ("source_lines",)
    ),
    "a line of no document": Hostile(
        CLAIMS, swapped("  line: ", "  line: 99999999"), (".line]", "1000000")
    ),
    "lines that fall": Hostile(
        f"{TABLES}/iii.yml",
        swapped("source_lines: [", "source_lines: [900000, 1] #"),
        ("the first line and the last",),
    ),
    "a definition beyond every list": Hostile(
        DTI,
        swapped("period: {", f"period: {{definition_id: {10**30}, "),
        ("definition_id", "less than or equal to 100"),
    ),
    "a sum rounded to nothing": Hostile(
        CLAIMS, swapped("nearest: 1000", "nearest: 0"), ("nearest", "greater than 0")
    ),
    "a count above no number": Hostile(
        CLAIMS, swapped("than: 50", "than: .nan"), ("than", "a finite number")
    ),
    "decimals beyond every print": Hostile(
        SERVICES, swapped("decimals: 2", "decimals: 400"), ("decimals", "less than or equal to 4")
    ),
}

ISSUED = "issued_on: 2024-07-31"
DAYS = {
    "the year 9999": Hostile(
        DOCUMENTS,
        swapped("data_as_of: 2024-07-31", "data_as_of: 9999-12-31"),
        ("[0.data_as_of]", "found '9999-12-31'", "a day from 1900-01-01 to 2100"),
    ),
    "the year 1": Hostile(
        DOCUMENTS,
        swapped("data_as_of: 2024-07-31", "data_as_of: 0001-01-01"),
        ("[0.data_as_of]", "a day from 1900-01-01 to 2100-12-31"),
    ),
    "a day that does not exist": Hostile(
        DOCUMENTS,
        swapped("data_as_of: 2024-07-31", "data_as_of: 2023-02-29"),
        ("valid YAML", "day"),
    ),
    "a day in words": Hostile(
        DOCUMENTS,
        swapped("data_as_of: 2024-07-31", 'data_as_of: "2023-02-29"'),
        ("[0.data_as_of]", "day value is outside"),
    ),
    "a day with a time": Hostile(
        DOCUMENTS,
        swapped("data_as_of: 2024-07-31", "data_as_of: 2024-07-31 10:00:00"),
        ("[0.data_as_of]", "a day such as 2024-07-31"),
    ),
    "a day as a number": Hostile(
        DOCUMENTS,
        swapped("data_as_of: 2024-07-31", "data_as_of: 0"),
        ("[0.data_as_of]", "a day such as 2024-07-31"),
    ),
    "a period to the last day there is": Hostile(
        DTI,
        swapped("end: 2020-12-31", "end: 9999-12-31"),
        ("period.end", "a day from 1900-01-01"),
    ),
    "a period from the first day there is": Hostile(
        DTI,
        swapped("start: 2020-01-01", "start: 0001-01-01"),
        ("period.start", "a day from 1900-01-01 to 2100-12-31"),
    ),
    "a period from a time of day": Hostile(
        DTI,
        swapped("start: 2020-01-01", "start: 2020-01-01T07:00:00Z"),
        ("period.start", "a day such as"),
    ),
    "a unit to the last day there is": Hostile(
        UNITS, swapped("2025-06-30", "9999-12-31"), ("[valid_to]", "a day from 1900-01-01")
    ),
    "a unit until the fifth second of 1970": Hostile(
        UNITS, swapped("2025-06-30", "0"), ("[valid_to]", "a day such as")
    ),
    "a lineage of the year 1": Hostile(
        LINEAGE,
        swapped("2025-03-01", "0001-01-01"),
        ("[effective_on]", "a day from 1900-01-01 to 2100-12-31"),
    ),
    "a deadline of the year 9999": Hostile(
        f"{TABLES}/text-targets.yml",
        swapped("2025-12-31", "9999-12-31"),
        ("due_dates", "a day from 1900-01-01"),
    ),
}

NAMESAKES = (
    "unit_id,level,name_vi,short_name_vi,name_en,kind_vi,region_id,gso_code,iso_code,"
    "valid_from,valid_to,sort_order\n"
) + "".join(f"u{number},province,H,H,H,k,,,,,,1\n" for number in range(4_900))

CSV = {
    "no heading": Hostile(UNITS, holds(""), (":1:", "a heading with every column once")),
    "a column twice": Hostile(
        UNITS, swapped("unit_id,level", "unit_id,unit_id"), (":1:", "every column once")
    ),
    "an open quote": Hostile(UNITS, swapped("\nvn,", '\n"vn,'), ("CSV (",)),
    "very many rows": Hostile(UNITS, holds("unit_id\n" * 5_001), ("at most 5000 lines",)),
    "very many units of a name": Hostile(
        UNITS, holds(NAMESAKES), ("found 'H, of 4900'", "at most 20 units of the level province")
    ),
    "very many bad rows": Hostile(
        "data/catalogue/unit_aliases.csv",
        holds("alias,unit_id,kind\n" + "a,b,c\n" * 4_900),
        (":2:", "[kind]", "'variant' or 'scan_error'"),
    ),
}

CASES = YAML | NUMBERS | DAYS | CSV


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_entries_that_no_build_survives_are_named(case: Hostile, project: Project) -> None:
    refused(project, case)


def _row(project: Project, file: str, start: str) -> str:
    rows = (project.root / file).read_text("utf-8").split("\n")
    return next(row for row in rows if row.startswith(start))


def test_a_region_is_no_part_of_itself(project: Project) -> None:
    row = _row(project, UNITS, "r63-dong-bang-song-hong,")
    cells = row.split(",")
    assert cells[6] == ""
    cells[6] = cells[0]
    case = Hostile(
        UNITS, swapped(row, ",".join(cells)), ("[region_id]", f"{cells[0]} → {cells[0]}")
    )
    refused(project, case)


def test_a_province_is_in_a_region(project: Project) -> None:
    swap = swapped("r63-dong-bang-song-hong,01", "p63-02,01")
    refused(project, Hostile(UNITS, swap, ("[region_id]", "'p63-02'", "a known region")))


@pytest.mark.parametrize("links", [["a,a"], ["a,b", "b,a"], ["a,b", "b,c", "c,a"]])
def test_what_became_what_does_not_come_back(links: list[str], project: Project) -> None:
    ids = {"a": "bo-cong-an", "b": "bo-tai-chinh-2025", "c": "bo-quoc-phong-2025"}
    rows = "".join(f"{ids[link[0]]},{ids[link[2]]},2025-03-01,NĐ,part,,one,x\n" for link in links)
    path = project.root / LINEAGE
    path.write_text(path.read_text("utf-8") + rows, "utf-8")
    lines = told(project)
    assert len(lines) == 1
    assert lines[0].startswith(f"{LINEAGE}: [successor_id] found '")
    assert lines[0].count(" → ") == len(links)
    assert lines[0].endswith("expected ids that lead away from themselves")


@pytest.mark.parametrize(
    ("of", "named"),
    [("national_01_2", "national_01_2 → national_01_2"), ("national_01_1", "national_01_1 → ")],
)
def test_an_indicator_takes_no_place_of_its_own(of: str, named: str, project: Project) -> None:
    """Itself, and one that took its place."""
    file = f"{INDICATORS}/national.yml"
    text = (project.root / file).read_text("utf-8")
    assert text.count("replaces: national_01_1") == 1
    before = f"indicator_id: {of}\n"
    text = text.replace("  replaces: national_01_1\n", "") if of == "national_01_2" else text
    text = text.replace(before, f"{before}  replaces: national_01_2\n")
    (project.root / file).write_text(text, "utf-8")
    (line,) = told(project)
    assert "[replaces]" in line
    assert named in line


@pytest.mark.parametrize("chain", [["vii"], ["vii", "vi"], ["vii", "vi", "viii"]])
def test_a_table_does_not_continue_itself(chain: list[str], project: Project) -> None:
    for table, other in zip(chain, [*chain[1:], chain[0]], strict=True):
        path = project.root / TABLES / f"{table}.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("table:\n", f"table:\n  continues: {other}\n"), "utf-8")
    lines = [line for line in told(project) if "[table.continues]" in line]
    assert len(lines) == len(chain)
    assert all("continue one another in one direction" in line for line in lines)


@pytest.mark.parametrize("named", ["[a]", "{a: b}", "1", "null"])
def test_a_table_continues_one_by_its_id(named: str, project: Project) -> None:
    swap = swapped("table:\n", f"table:\n  continues: {named}\n")
    refused(project, Hostile(VII, swap, ("[table.continues]", "the id of a table")))


def test_a_chain_of_tables_has_an_end(project: Project) -> None:
    for number in range(300):
        entry = f"table: {{table_id: x-{number}, continues: x-{number - 1}}}\n"
        (project.root / TABLES / f"x-{number}.yml").write_text(entry, "utf-8")
    assert any("a chain of at most 200 tables" in line for line in told(project))


@pytest.mark.parametrize("circle", [["text-targets"], ["text-targets", "da06-2023-12-targets"]])
def test_a_table_does_not_set_its_own_targets_anew(circle: list[str], project: Project) -> None:
    for table, other in zip(circle, [*circle[1:], circle[0]], strict=True):
        path = project.root / TABLES / f"{table}.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("table:\n", f"table:\n  supersedes: [{other}]\n"), "utf-8")
    lines = [line for line in told(project) if "[table.supersedes]" in line]
    assert any("a document whose figures are of an earlier day" in line for line in lines)


@pytest.mark.parametrize("kinds", ["[year]", "[year, year]", "[year, year, month]"])
def test_kinds_that_compare_are_two(kinds: str, project: Project) -> None:
    swap = swapped(RANGE, f"{RANGE}\n  compared_kinds: {kinds}")
    refused(project, Hostile(SERVICES, swap, ("two kinds or more, each once",)))


def test_kinds_that_compare_are_kinds(project: Project) -> None:
    swap = swapped(RANGE, f"{RANGE}\n  compared_kinds: [year, decade]")
    refused(project, Hostile(SERVICES, swap, ("compared_kinds.1", "'decade'", "'as_of', 'month'")))


@pytest.mark.parametrize("years", ["1", "0", "11", "two"])
def test_a_survey_appears_every_few_years(years: str, project: Project) -> None:
    swap = swapped(RANGE, f"{RANGE}\n  published_every: {years}")
    refused(project, Hostile(SERVICES, swap, ("published_every",)))


def test_a_count_of_a_rate_is_no_quotient_itself(project: Project) -> None:
    """Else a count could be its own numerator."""
    text = (project.root / SECURITY).read_text("utf-8")
    assert "indicator_id: is_level_approved\n" in text
    head, entry = text.split("- indicator_id: is_level_approved\n")
    entry = entry.replace(
        "aggregation: sum",
        "aggregation: ratio_of_sums\n"
        "  numerator_id: is_level_approved\n  denominator_id: is_systems",
        1,
    )
    (project.root / SECURITY).write_text(f"{head}- indicator_id: is_level_approved\n{entry}")
    lines = told(project)
    assert any(
        "[is_level_approved.numerator_id]" in line and "no quotient" in line for line in lines
    )


def test_a_part_is_never_more_than_the_whole(project: Project) -> None:
    swap = swapped(RANGE, "  valid_range: [0, 1000]")
    refused(
        project, Hostile(SECURITY, swap, (".valid_range]", "a part is never more than"), INDICATORS)
    )
