"""Raw tables of absurd size, letters or numbers end in words, whichever cell or line it is."""

import pytest

from etl.checked import Project
from etl.extract.parse import clean_text
from etl.problems import MOST_TOLD
from tests.hostile import Hostile, holds, refused, swapped, told

RAW = "data/raw/bc-btttt-2024-07"
VII = f"{RAW}/vii.tsv"
FIGURES = f"{RAW}/text-national-figures.tsv"
HANOI = "Hà Nội\t40%"
TAB = "\t"


SIZES = {
    "a million rows": Hostile(VII, holds("a\n" * 1_000_000), ("at most 200000 lines",)),
    "very many rows": Hostile(
        VII, holds("Tỉnh/TP\tMục tiêu\n" * 100_000), ("found '100001 lines'", "63 rows")
    ),
    "a line of ten million letters": Hostile(
        VII, holds(f"Tỉnh/TP\n{'a' * 10_000_000}\n"), (":2:", "lines of at most 100000")
    ),
    "a file of one line": Hostile(VII, holds("\t" * 17_000_000), ("at most 16 MB",)),
    "ten thousand columns": Hostile(VII, holds("a\t" * 10_000), (":1:", "no column 'a'")),
    "ten thousand empty columns": Hostile(
        VII, holds("\t" * 10_000 + "a"), (":1:", "a heading over")
    ),
    "marks of footnotes in marks": Hostile(
        VII, holds(f"{'<sup>' * 19_000}\n"), (":1:", "a column 'Tỉnh/TP'")
    ),
    "half tags": Hostile(VII, holds(f"{'<a' * 49_000}\n"), (":1:", "no column '<a")),
    "spaces": Hostile(VII, holds(f"{' ' * 90_000}x\n"), (":1:", "no column 'x'")),
    "letters of many marks": Hostile(VII, holds(f"a{chr(0x301) * 90_000}\n"), (":1:", "no column")),
}

CELLS = {
    "digits of another script": "४०%",
    "digits of full width": "４０%",
    "Arabic digits": "٤٠%",
    "a small digit": "4²%",
    "four hundred digits": f"{'9' * 400}%",
    "too large an exponent": "1e999",
    "an exponent": "4e1%",
    "no number": "NaN",
    "no end": "inf%",
    "hexadecimal": "0x28%",
    "a formula": "=40%",
    "a sign of another kind": "+40%",
    "an underscore": "4_0%",
    "letters from the right": "\u202e%04",
    "a letter without width": "4\u200b0%",
}


@pytest.mark.parametrize("case", SIZES.values(), ids=SIZES)
def test_a_table_of_absurd_size_is_named(case: Hostile, project: Project) -> None:
    refused(project, case)


def test_cells_that_are_no_numbers_are_named(project: Project) -> None:
    """Each in a row of its own."""
    path = project.root / VII
    lines = path.read_text("utf-8").split("\n")
    numbered = [place for place, line in enumerate(lines) if line.endswith("%")]
    cells = dict(zip(numbered, CELLS.items(), strict=False))
    assert len(cells) == len(CELLS)
    for place, (_name, text) in cells.items():
        lines[place] = f"{lines[place].partition(TAB)[0]}{TAB}{text}"
    path.write_text("\n".join(lines), "utf-8")
    found = told(project)
    for place, (name, _text) in cells.items():
        words = f"{VII}:{place + 1}:", "a whole percentage"
        assert any(all(word in line for word in words) for line in found), name
    assert len(found) == len(CELLS)


def test_a_cell_with_a_control_character_is_named(project: Project) -> None:
    words = f"{VII}:2:", "no control character such as U+0000"
    refused(project, Hostile(VII, swapped(HANOI, "Hà Nội\t4\x000%"), words))


def test_a_number_of_a_row_far_from_its_place_is_named(project: Project) -> None:
    """The numbers in between would all be listed as skipped."""
    swap = swapped("\n2\t", "\n900000000000000\t")
    refused(project, Hostile(f"{RAW}/ii-b.tsv", swap, (":3:", "[STT]", "a number near 2")))


@pytest.mark.parametrize("file", [FIGURES, f"{RAW}/text-grdp-bands.tsv"])
def test_a_line_of_no_document_is_named(file: str, project: Project) -> None:
    path = project.root / file
    head, first, *rest = path.read_text("utf-8").split("\n")
    cells = first.split("\t")
    cells[0] = "999999999999999"
    path.write_text("\n".join([head, "\t".join(cells), *rest]), "utf-8")
    assert any(f"{file}:2: [Dòng]" in line and "up to 1000000" in line for line in told(project))


def test_of_very_many_unknown_names_the_first_are_told(project: Project) -> None:
    """Nearest names are looked for in each; a table of them would take minutes."""
    rows = "".join(f"Hà Nộ{number}\t40%\n" for number in range(20_000))
    path = project.root / VII
    head = path.read_text("utf-8").split("\n", 1)[0]
    path.write_text(f"{head}\n{rows}", "utf-8")
    entry = project.root / "data" / "catalogue" / "tables" / "vii.yml"
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("rows_expected: 63", "rows_expected: 20000"), "utf-8")
    lines = told(project)
    assert lines[-1] == "… and 1 more problems"
    assert len(lines) == MOST_TOLD + 1
    assert "Hà Nộ0" in lines[0]
    assert "nearest: Hà Nội" in lines[0]


def test_a_footnote_mark_in_bold_is_no_digit_of_the_number() -> None:
    assert clean_text("40<sup><b>19</b></sup>%<sup>2</sup>") == "40%"
