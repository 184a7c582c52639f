"""`--set`: for one draft of several, for what a draft has not, and what follows for its rest."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.catalogue.load import Catalogue
from etl.intake.decide import Decisions, decided
from etl.intake.draft import Draft, read_drafts
from etl.intake.settings import setting_of
from etl.problems import BuildError
from tests.drafts import make_draft

LIKELY = {"sure": "likely", "because": "the words"}


def drafts_of(folder: Path, *names: str, **given: Any) -> list[Draft]:
    for name in names:
        make_draft(folder / name, "a\n", name=name, own_document=None, **given)
    return read_drafts([folder / name for name in names])


def settled(drafts: Sequence[Draft], *settings: str, **more: Any) -> list[Draft]:
    known = more.pop("tables", {})
    said = tuple(map(setting_of, settings))
    return decided(drafts, Decisions(settings=said, **more), {}, lambda _name: None, known)


def refused(drafts: Sequence[Draft], *settings: str) -> list[tuple[str, str | None, str]]:
    with pytest.raises(BuildError) as error:
        settled(drafts, *settings)
    return [(problem.file, problem.cell, problem.expected) for problem in error.value.problems]


@pytest.mark.parametrize("name", ["a", "one/a", "one"])
def test_a_setting_is_for_the_draft_that_it_names(tmp_path: Path, name: str) -> None:
    no_key: dict[str, Any] = {"draft": {"undecided": []}, "own_document": None}
    make_draft(tmp_path / "one", "a\n", name="a", **no_key)
    make_draft(tmp_path / "two", "a\n", name="b", **no_key)
    drafts = read_drafts([tmp_path / "one", tmp_path / "two"])
    first, second = settled(drafts, f"{name}:table.note_vi='Kỳ: 12/2024'")
    assert first.table["note_vi"] == "Kỳ: 12/2024"
    assert "note_vi" not in second.table


def test_what_no_draft_says_anything_of_is_added_to_the_only_one(tmp_path: Path) -> None:
    (draft,) = drafts_of(tmp_path, "a", draft={"undecided": []})
    (found,) = settled([draft], "table.supersedes=[x, y]")
    assert found.table["supersedes"] == ["x", "y"]


def test_what_none_can_take_is_refused_and_never_left_out_in_silence(tmp_path: Path) -> None:
    drafts = drafts_of(tmp_path, "a", "b", draft={"undecided": []})
    assert refused(drafts, "table.note_vi=x") == [
        ("--set", "table.note_vi", "NAME:table.note_vi=…, the draft that it is for: a, b")
    ]
    assert refused(drafts, "document.url=x") == [
        ("--set", "document.url", "a draft with `document`; these are a, b")
    ]
    ((_file, cell, expected),) = refused(drafts, "c:table.note_vi=x")
    assert (cell, expected) == ("table.note_vi", "a draft with `table`; these are a, b")


def test_a_part_of_what_is_likely_gives_way_and_of_what_is_certain_not(tmp_path: Path) -> None:
    columns = [{"heading": "DTI 2023", "indicator": "dti_2023"}]
    said = {"inferred": {"table.columns": LIKELY}}
    (draft,) = drafts_of(tmp_path, "a", columns=columns, draft=said)
    (found,) = settled([draft], "table.columns.0.indicator=dti_province")
    assert found.table["columns"] == [{"heading": "DTI 2023", "indicator": "dti_province"}]
    certain = {"inferred": {"table.columns": LIKELY | {"sure": "certain"}}}
    (draft,) = drafts_of(tmp_path, "b", columns=columns, draft=certain)
    ((_file, cell, _expected),) = refused([draft], "table.columns.0.indicator=dti_province")
    assert cell == "table.columns.0.indicator"


def test_with_a_key_all_below_it_is_decided(tmp_path: Path) -> None:
    said = {"undecided": ["table.periods.Tháng 6/2025", "table.period"]}
    (draft,) = drafts_of(tmp_path, "a", draft=said)
    (found,) = settled([draft], "table.periods={Tháng 6/2025: x}", "table.period={label: x}")
    assert found.about.undecided == ()


def test_an_open_key_is_asked_for_with_its_reason(tmp_path: Path) -> None:
    why = {"table.scopes.cả nước": {"sure": "unsure", "because": "country or province"}}
    said = {"undecided": list(why), "inferred": why}
    (draft,) = drafts_of(tmp_path, "a", draft=said)
    ((_file, _cell, expected),) = refused([draft])
    assert expected.startswith(
        "a decision (country or province): --set 'table.scopes.cả nước=VALUE'"
    )


def test_a_structure_that_waits_for_the_period_goes_with_it(tmp_path: Path) -> None:
    said = {"undecided": ["table.period", "table.structure"]}
    (draft,) = drafts_of(tmp_path, "a", draft=said)
    assert len(refused([draft])) == 2
    (found,) = settled([draft], "table.period={start: 2024-01-01, end: 2024-12-31, label: x}")
    assert found.about.undecided == ()


def proposing(folder: Path, catalogue: Catalogue) -> Draft:
    """A draft of the DTI of a further year, as it is drafted of a new table."""
    before = catalogue.tables["dti-2022-copy"]
    indicators = [
        {"indicator_id": name, "name_vi": name, "better": None} for name in ("dti_2025", "other")
    ]
    table = {
        "continues": None,
        "shape": "unit_rows",
        "rows_expected": before.rows_expected,  # type: ignore[union-attr]
        "number_format": "decimal_point",
        "level": "province",
        "period": {"label": "2025"},
        "title_vi": "DTI 2025",
        "key_column": "Tỉnh, thành phố",
        "columns": [{"heading": "DTI 2025", "indicator": "dti_2025"}],
    }
    open_keys = [f"topics.0.indicators.{number}.better" for number in (0, 1)]
    said = {"inferred": {"topics": LIKELY, "table.columns": LIKELY}, "undecided": open_keys}
    make_draft(folder, "a\n", name="dti-2025", own_document=None, draft=said, **table)
    file = folder / "dti-2025.yml"
    entry = yaml.safe_load(file.read_text("utf-8")) | {
        "topics": [{"topic": "dti-2025", "indicators": indicators}]
    }
    file.write_text(yaml.safe_dump(entry, allow_unicode=True), "utf-8")
    (draft,) = read_drafts([folder])
    return draft


def test_an_indicator_of_the_catalogue_takes_the_place_of_a_proposed_one(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    draft = proposing(tmp_path / "a", catalogue)
    (found,) = settled([draft], "table.columns.0.indicator=dti_province")
    assert "topics" not in found.entry
    assert found.about.undecided == ()


def test_what_is_filled_in_stays_and_the_open_rest_goes(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    """An indicator may be of no column, as what a rate is computed from."""
    draft = proposing(tmp_path / "a", catalogue)
    told = ["topics.0.indicators.1.better=higher", "table.columns.0.indicator=dti_province"]
    (found,) = settled([draft], *told)
    (topic,) = found.entry["topics"]
    assert [spec["indicator_id"] for spec in topic["indicators"]] == ["other"]
    assert found.about.undecided == ()


def test_as_next_of_makes_a_whole_draft_the_short_entry(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    """Its columns are of the indicators of the table before, and what that says too is left out."""
    draft = proposing(tmp_path / "a", catalogue)
    (found,) = settled([draft], continues="dti-2022-copy", tables=catalogue.tables)
    assert "topics" not in found.entry
    assert found.table == {
        "table_id": "dti-2025",
        "document": "doc-thu",
        "appendix": "Phụ lục II-b",
        "source_lines": [1, 70],
        "period": {"label": "2025"},
        "title_vi": "DTI 2025",
        "columns": [{"heading": "DTI 2025", "indicator": "dti_province"}],
        "continues": "dti-2022-copy",
    }
