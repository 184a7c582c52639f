"""How sure a source is: what a document's entry says of it, and what readers are told."""

from typing import Any

import duckdb
import pytest
import yaml

from dashboard.store.builds import warehouse as read_warehouse
from dashboard.tables.catalogue import export_documents, reading_documents
from etl.build import build
from etl.catalogue.load import load_catalogue
from etl.checked import Project, check
from etl.load.records import catalogue_records
from etl.problems import BuildError
from tests.later_periods import DOCUMENT, print_again

PAGE = "https://mst.gov.vn/bai-viet/123.htm"


def with_entry(project: Project, **said: Any) -> Project:
    """The project, with these keys in the entry of one document."""
    path = project.catalogue / "documents.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    (entry,) = [entry for entry in entries if entry["document_id"] == "tb-530-vpcp-2024-11"]
    entry |= said
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return project


def test_the_official_documents_are_those_at_hand(warehouse: duckdb.DuckDBPyConnection) -> None:
    """What was gathered from pages says where, and is never called the document itself."""
    found = warehouse.execute("""
        SELECT confirmation = 'official_document', url IS NULL, count(*) FROM document
        GROUP BY ALL ORDER BY ALL
    """)
    assert found.fetchall() == [(False, False, 97), (True, True, 5)]


def test_readers_are_told_where_figures_are_taken_from(project: Project) -> None:
    said = {"confirmation": "official_page", "url": PAGE, "published_on": "2024-11-23"}
    build(with_entry(project, **said))
    source = read_warehouse(project.warehouse / "warehouse.duckdb")
    cells = list(reading_documents(source)["Lấy từ"])
    assert cells.count("Văn bản chính thức") == 4
    (page,) = [cell for cell in cells if "mst.gov.vn/bai-viet/123" in cell]
    assert page.startswith("Trang của cơ quan ban hành")
    # As text: an address of elsewhere is no link of ours.
    assert "https\\:\u2060//mst.gov.vn/bai-viet/123.htm" in page
    rows = export_documents(source).query("confirmation == 'official_page'").to_dict("records")
    (row,) = [row for row in rows if row["Địa chỉ"] == PAGE]
    assert str(row["Công khai ngày"]) == "2024-11-23"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"confirmation": "chắc chắn"}, "'official_document', 'official_page'"),
        ({"confirmation": "official_page"}, "an official_page has a url"),
        ({"url": "mst.gov.vn"}, "a web address of the source itself"),
        ({"url": "https://cdn.jsdelivr.net/gh/x/y"}, "of no registry or CDN"),
        ({"url": "https://files.pythonhosted.org/x"}, "of no registry or CDN"),
        ({"published_on": "2024-11-21"}, "must not come before issued_on"),
        ({"taken_in_on": "2024-11-21"}, "must not come before data_as_of"),
    ],
)
def test_an_entry_that_cannot_be_is_named(
    project: Project, said: dict[str, str], words: str
) -> None:
    with pytest.raises(BuildError) as error:
        load_catalogue(with_entry(project, **said).catalogue)
    (problem,) = map(str, error.value.problems)
    assert problem.startswith("data/catalogue/documents.yml: [3")
    assert words in problem


def test_an_entry_that_says_nothing_else_is_of_the_document_itself(project: Project) -> None:
    path = project.catalogue / "documents.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  confirmation: official_document\n", "", 1), encoding="utf-8")
    (first, *_others) = load_catalogue(project.catalogue).documents.values()
    assert first.confirmation == "official_document"


def with_own_document(project: Project, **said: Any) -> Project:
    """The project, and a table printed again whose file brings the document it came in."""
    known = (project.catalogue / "documents.yml").read_text(encoding="utf-8")
    print_again(project, "ii-b")
    (project.catalogue / "documents.yml").write_text(known, encoding="utf-8")
    path = project.catalogue / "tables" / "ii-b-sau.yml"
    own = yaml.safe_dump({"document": DOCUMENT | said}, allow_unicode=True)
    path.write_text(f"{path.read_text(encoding='utf-8')}{own}", encoding="utf-8")
    return project


def test_a_table_and_its_document_are_one_file(project: Project) -> None:
    catalogue, _facts = check(with_own_document(project))
    stored = catalogue_records(catalogue)["document"]
    found = [row["title_vi"] for row in stored if row["document_id"] == "doc-thu"]
    assert found == [DOCUMENT["title_vi"]]


def test_a_document_is_given_once(project: Project) -> None:
    with_own_document(project)
    path = project.catalogue / "documents.yml"
    own = yaml.safe_dump([DOCUMENT], allow_unicode=True)
    path.write_text(f"{path.read_text(encoding='utf-8')}{own}", encoding="utf-8")
    with pytest.raises(BuildError) as error:
        load_catalogue(project.catalogue)
    assert str(error.value) == (
        "data/catalogue/tables/ii-b-sau.yml: [document.document_id] found 'doc-thu', expected each "
        "document once, in documents.yml or with one of its tables"
    )


def test_a_document_beside_a_table_is_the_tables_own(project: Project) -> None:
    with pytest.raises(BuildError) as error:
        load_catalogue(with_own_document(project, document_id="doc-khac").catalogue)
    assert "`document` of the table's own, doc-thu" in str(error.value)
