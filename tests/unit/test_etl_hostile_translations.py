"""A translation catalogue that is broken is refused by name: no edition is Vietnamese unnoticed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl import messages
from etl.checked import Project
from etl.language import i18n
from etl.language.po_files import read_catalogue, read_translations
from etl.regular_files import UnreadableError
from tests.hostile import Hostile, holds, refused, replaced, told

PO = "data/catalogue/en.po"
ROOT = Path(__file__).parents[2]

HEAD = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
GOOD = f"""{HEAD}#: indicator.name_vi
msgid "Tỷ lệ {{part}}"
msgstr "Share {{part}}"

msgid "một"
msgid_plural "{{count}} tỉnh"
msgstr[0] "{{count}} province"
msgstr[1] "{{count}} "
"provinces"

#~ msgid "cũ"
#~ msgstr "old"
"""


def good_but(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


BROKEN = {
    "empty": ("", "`python -m etl.messages` lists", None),
    "head only": (HEAD, "`python -m etl.messages` lists", None),
    "nothing translated": (f'{HEAD}msgid "một"\nmsgstr ""\n', "`python -m etl.messages`", None),
    "UTF-16": (GOOD.encode("utf-16"), "not in UTF-16", 1),
    "another encoding": (
        good_but("Share", "Ở đâu").encode("cp1258", "replace"),
        "save it as UTF-8",
        9,
    ),
    "NUL": (good_but("Share", "Sh\x00are"), "no control character", 9),
    "a message twice": (
        GOOD + 'msgid "Tỷ lệ {part}"\nmsgstr "Rate {part}"\n',
        "the message 'Tỷ lệ {part}' once",
        19,
    ),
    "a plural twice": (
        GOOD + 'msgid "một"\nmsgid_plural "{count} xã"\nmsgstr[0] "a"\nmsgstr[1] "b"\n',
        "the message 'một' once",
        None,
    ),
    "an open quote": (good_but('Share {part}"', "Share {part}"), "in whole quotes", 9),
    "a quote inside": (good_but("Share", 'Sh"are'), "in whole quotes", 9),
    "no quotes": (good_but('"Share {part}"', "Share"), "in whole quotes", 9),
    "a misspelt keyword": (good_but('msgstr "Share', 'msgtr "Share'), "in whole quotes", 9),
    "marks of a merge": (f"<<<<<<< HEAD\n{GOOD}", "in whole quotes", 1),
    "a translation of nothing": (good_but('msgid "Tỷ lệ {part}"\n', ""), "in whole quotes", 8),
    "a message without a translation": (
        good_but('msgstr "Share {part}"\n', ""),
        "in whole quotes",
        10,
    ),
    "an end in a message": (f'{GOOD}msgid "hai"\n', "after the last message", 20),
    "a form of no plural": (
        good_but("msgstr[1]", "msgstr[7]"),
        "translations than num_plurals",
        11,
    ),
    "a plural of very many forms": (
        good_but("nplurals=2", "nplurals=99999999999"),
        "at most 6 forms",
        None,
    ),
    "a placeholder of another name": (
        good_but("Share {part}", "Share {share}"),
        "the placeholders {part} in the translation of 'Tỷ lệ {part}', not {share}",
        8,
    ),
    "a placeholder too few": (good_but("Share {part}", "Share"), "not none", 8),
    "a placeholder in one form only": (good_but("{count} province", "A province"), "{count}", 11),
    "very many lines": ("\n" * 200_001, "at most 200000 lines", None),
    "a very long line": (good_but("Share", "a" * 100_000), "at most 100000 characters", 9),
}


@pytest.mark.parametrize(("content", "words", "line"), BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_is_told_with_its_line(
    content: str | bytes, words: str, line: int | None, tmp_path: Path
) -> None:
    holds(content)(tmp_path / "en.po")
    with pytest.raises(UnreadableError, match=re.escape(words)) as caught:
        read_translations(tmp_path / "en.po")
    if line is not None:
        assert caught.value.line == line


def test_a_whole_catalogue_is_read(tmp_path: Path) -> None:
    holds(GOOD)(tmp_path / "en.po")
    found = {message.id: message.string for message in read_translations(tmp_path / "en.po")}
    del found[""]
    assert found == {
        "Tỷ lệ {part}": "Share {part}",
        ("một", "{count} tỉnh"): ("{count} province", "{count} provinces"),
    }


def test_a_text_may_still_wait_for_its_translation(tmp_path: Path) -> None:
    """As after `make messages`, which adds the texts of a new table."""
    holds(f'{GOOD}msgid "hai"\nmsgstr ""\n')(tmp_path / "en.po")
    assert read_translations(tmp_path / "en.po").get("hai").string == ""
    holds(HEAD)(tmp_path / "en.po")
    assert len(read_catalogue(tmp_path / "en.po")) == 0


COMMANDS = {
    "missing": Hostile(PO, Path.unlink, ("a readable UTF-8 file (No such file",)),
    "empty": Hostile(PO, holds(""), ("`python -m etl.messages` lists",)),
    "another encoding": Hostile(PO, holds(b'msgid "\xff"'), (":1:", "save it as UTF-8")),
    "a folder": Hostile(PO, replaced(Path.mkdir), ("a regular file, not a folder",)),
    "a message twice": Hostile(
        PO, holds(f"{GOOD}{GOOD[len(HEAD) :]}"), ("the message 'Tỷ lệ {part}' once",)
    ),
    "broken": Hostile(PO, holds(f"{GOOD}msgid\n"), (":19:", "in whole quotes")),
    "a placeholder": Hostile(
        PO, holds(good_but("Share {part}", "Share")), (":8:", "the placeholders {part}")
    ),
}


@pytest.mark.parametrize("case", COMMANDS.values(), ids=COMMANDS)
def test_the_check_names_it(case: Hostile, project: Project) -> None:
    refused(project, case)


def test_the_build_names_it_and_builds_nothing(project: Project) -> None:
    (project.root / PO).unlink()
    (line,) = told(project, "build")
    assert line.startswith(f"{PO}: expected ")
    assert not project.warehouse.exists()


def test_the_words_of_the_program_are_whole() -> None:
    assert i18n.broken_translations() is None


def test_a_server_does_not_start_half(tmp_path: Path) -> None:
    """Any server that loads the application: it ends, and says which line of which file."""
    holds(f"{GOOD}msgid\n")(tmp_path / "en.po")
    program = (
        "from pathlib import Path\n"
        "from etl.language import i18n\n"
        f"i18n.LOCALE_DIR = Path({str(tmp_path)!r})\n"
        "import app\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "The server does not start: etl/language/locale/en.po:19: "
        'expected msgid "…", then msgstr "…", in whole quotes'
    )
    assert "Traceback" not in ended.stderr


def test_a_broken_catalogue_is_not_written_anew(tmp_path: Path) -> None:
    """What could not be read of it would be lost."""
    path = tmp_path / "en.po"
    content = good_but('Share {part}"', "Share {part}")
    holds(content)(path)
    with pytest.raises(UnreadableError):
        messages.update(path, "en", {"Tỷ lệ {part}": ["x"]})
    assert path.read_text("utf-8") == content
