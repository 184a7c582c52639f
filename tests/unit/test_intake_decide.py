"""What the command line decides of a draft, and what a draft decides itself."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.intake.aliases import alias_of, line_of
from etl.intake.decide import Decisions, decided, period_of
from etl.intake.draft import Draft, read_drafts
from etl.intake.hints import hints
from etl.intake.settings import Setting, setting_of
from etl.problems import BuildError, Problem
from tests.drafts import OWN_DOCUMENT, TABLE, YEAR, make_draft


def settled(folder: Path, **given: Any) -> Draft:
    (draft,) = decided(read_drafts([folder]), Decisions(**given), {}, lambda _name: None)
    return draft


def refused(folder: Path, **given: Any) -> list[tuple[str | None, str]]:
    with pytest.raises(BuildError) as error:
        settled(folder, **given)
    return [(problem.cell, problem.expected) for problem in error.value.problems]


def open_keys(*keys: str) -> dict[str, Any]:
    return {"undecided": list(keys)}


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("2024-01-01..2024-12-31", "year", "2024"),
        ("2024-10-01..2024-12-31:quarter", "quarter", "quý IV/2024"),
        ("2024-06-01..2024-06-30:as_of", "as_of", "6/2024"),
        ("2024-01-01..2024-07-31", "year_to_date", "7/2024"),
        ("2021-01-01..2025-12-31", "years", "2021–2025"),
        ("2024-12-31..2024-12-31", "as_of", "12/2024"),
        ("2024-01-01..2024-12-31:year:năm 2024: cả năm", "year", "năm 2024: cả năm"),
    ],
)
def test_a_period_is_labelled_as_reports_print_it(text: str, kind: str, label: str) -> None:
    period = period_of(text)
    assert (period.kind.value, period.label) == (kind, label)


def test_a_table_is_the_next_of_one_by_its_period(tmp_path: Path) -> None:
    folder = make_draft(
        tmp_path / "draft",
        "a\n",
        table_id=None,
        continues=None,
        draft=open_keys("table.continues", "table.period"),
    )
    draft = settled(folder, period=period_of(YEAR), continues="ii-b")
    assert (draft.table_id, draft.table["continues"]) == (TABLE, "ii-b")
    assert draft.table["period"]["kind"] == "year"


def test_a_guess_is_no_decision(tmp_path: Path) -> None:
    """A draft may show what it is not sure of: it stays open until somebody strikes it out."""
    said = open_keys("table.structure")
    folder = make_draft(tmp_path / "draft", "a\n", draft=said, structure="2025")
    ((cell, expected),) = refused(folder)
    assert cell == "table.structure"
    assert f"the key in {TABLE}.yml, struck from `undecided`" in expected
    make_draft(folder, "a\n", draft=open_keys(), structure="2025")
    assert settled(folder).table["structure"] == "2025"


def test_keys_inside_lists_are_open_too(tmp_path: Path) -> None:
    topic = {"topic": "x", "indicators": [{"indicator_id": "a"}, {"unit_vi": None}]}
    key = "topics.0.indicators.1.unit_vi"
    folder = make_draft(tmp_path / "draft", "a\n", draft=open_keys(key))
    path = folder / f"{TABLE}.yml"
    entry = yaml.safe_load(path.read_text(encoding="utf-8")) | {"topics": [topic]}
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    assert [cell for cell, _expected in refused(folder)] == [key]
    (found,) = settled(folder, settings=(Setting(key, "%"),)).entry["topics"]
    assert found == topic | {"indicators": [{"indicator_id": "a"}, {"unit_vi": "%"}]}


def test_what_is_only_likely_gives_way(tmp_path: Path) -> None:
    likely = {"sure": "likely", "because": "the folder's name"}
    folder = make_draft(tmp_path / "draft", "a\n", draft={"inferred": {"table.continues": likely}})
    assert settled(folder, continues="ii-a").table["continues"] == "ii-a"


@pytest.mark.parametrize(
    "given",
    [
        {"document": "bc-btttt-2024-07"},
        {"settings": (Setting("table.document", "bc-btttt-2024-07"),)},
    ],
)
def test_a_known_document_takes_the_place_of_the_drafts_own(
    tmp_path: Path, given: dict[str, Any]
) -> None:
    said = open_keys("table.document", "document.issued_on")
    folder = make_draft(
        tmp_path / "draft",
        "a\n",
        draft=said,
        document=None,
        own_document=OWN_DOCUMENT | {"issued_on": None},
    )
    assert [cell for cell, _expected in refused(folder)] == ["document.issued_on"]
    draft = settled(folder, **given)
    assert draft.document_id == "bc-btttt-2024-07"
    assert "document" not in draft.entry


@pytest.mark.parametrize("said", [{}, {"document": None}])
def test_a_draft_with_a_document_came_in_it(tmp_path: Path, said: dict[str, None]) -> None:
    folder = make_draft(tmp_path / "draft", "a\n", draft=open_keys())
    path = folder / f"{TABLE}.yml"
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    del entry["table"]["document"]
    entry["table"] |= said
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    assert settled(folder).document_id == "doc-thu"


def test_any_open_key_can_be_set(tmp_path: Path) -> None:
    folder = make_draft(tmp_path / "draft", "a\n", draft=open_keys("table.structure"))
    draft = settled(folder, settings=(setting_of('table.structure="2025"'),))
    assert draft.table["structure"] == "2025"
    ((cell, expected),) = refused(
        folder,
        settings=(Setting("table.structure", "2025"), Setting("table.appendix", "Phụ lục khác")),
    )
    assert (cell, "the draft is certain" in expected) == ("table.appendix", True)


@pytest.mark.parametrize(
    "text", ["structure=2025", "draft.x=1", "table.=1", "table.structure", "table.x=["]
)
def test_a_setting_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected KEY=VALUE"):
        setting_of(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Đà Nẵg=p63-48", "Đà Nẵg,p63-48,variant"),
        ("Đà Nẵg=p63-48:scan_error", "Đà Nẵg,p63-48,scan_error"),
        ("Bộ A=B=vn", "Bộ A=B,vn,variant"),
        ("A, B=vn", '"A, B",vn,variant'),
    ],
)
def test_a_spelling_is_a_line_of_the_file(text: str, line: str) -> None:
    assert line_of(alias_of(text)) == line


@pytest.mark.parametrize("text", ["Đà Nẵg", "=p63-48", "a\nb=vn", "a=vn:wrong", "a=Hà Nội"])
def test_a_spelling_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected NAME=UNIT_ID"):
        alias_of(text)


def _unknown(*names: str) -> list[str]:
    problems = [
        Problem("a.tsv", "a listed name", 2, "Tỉnh", name, ("Hà Nội",), ("p63-01",))
        for name in names
    ]
    return hints([*problems, Problem("a.tsv", "a number", 3, "Tỷ lệ", "UBND tỉnh")])


def test_what_many_unknown_names_share_is_hinted_at() -> None:
    names = ("UBND TỈNH AN GIANG (*)", "UBND TỈNH HÀ GIANG (*)", "UBND TỈNH HẬU GIANG (*)")
    said = "if that is so, declare it in the entry"
    assert _unknown(*names) == [
        f"a.tsv: 3 unknown names begin with “UBND TỈNH”: `name_prefixes: [UBND TỈNH]`; {said}",
        f'a.tsv: 3 unknown names end with “(*)”: `name_suffixes: ["(*)"]`; {said}',
        f"a.tsv: 3 unknown names are in capitals: `names_in_capitals: true`; {said}",
    ]
    assert _unknown("Cao Bằng*", "Lâm Đồng*", "Hải Phòng*") == [
        f'a.tsv: 3 unknown names end with “*”: `name_suffixes: ["*"]`; {said}'
    ]


@pytest.mark.parametrize(
    "names", [("An Giag", "Hà Gang", "Hậu Gang"), ("UBND A", "UBND B"), ("A*", "A*", "A*")]
)
def test_misspellings_and_few_names_are_no_hint(names: tuple[str, ...]) -> None:
    assert _unknown(*names) == []
