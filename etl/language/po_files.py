"""Translation catalogues (`.po`), read so that a broken one is told and never half read.

A reader of such files is meant to be lenient: what it does not understand it leaves out, and the
text is shown in Vietnamese without a word. Here it is a mistake of somebody, on a line.
"""

import re
from io import StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from etl.regular_files import Most, UnreadableError, read_text

_MOST = Most(megabytes=8, lines=200_000)
_MOST_PLURALS = 6
_PLACEHOLDER = re.compile(r"\{\w*\}")
_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?"(?:[^"\\]|\\.)*"')
# What may follow a keyword; before the first one, and at the end, a message is complete.
_NEXT = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[",),
    "msgstr": ("msgctxt", "msgid"),
    "msgstr[": ("msgstr[", "msgctxt", "msgid"),
}


def read_catalogue(path: Path) -> Catalog:
    """The messages of a `.po` file with their translations, which may be empty.

    Raises UnreadableError, where it can with the line, for what is no such file, a message that
    stands twice, or a translation that has not the placeholders of its message.
    """
    return parse_catalogue(read_text(path, _MOST))


def parse_catalogue(text: str) -> Catalog:
    """The messages of a `.po` file's text; raises UnreadableError as `read_catalogue` does."""
    _check_lines(text)
    for count in re.findall(r"nplurals\s*=\s*(\d+)", text):
        if len(count) > 1 or int(count) > _MOST_PLURALS:
            raise UnreadableError(f"at most {_MOST_PLURALS} forms of a plural")
    catalogue = _EachOnce()
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(StringIO(text))
    except PoFileError as error:
        # It counts lines from 0 and ends its words with one.
        reason = str(error).removesuffix(f" on {error.lineno}")
        raise UnreadableError(f"a catalogue of messages ({reason})", error.lineno + 1) from error
    except ValueError as error:
        raise UnreadableError(f"a catalogue of messages ({error})") from error
    for message in catalogue:
        _check_placeholders(message)
    return catalogue


def read_translations(path: Path) -> Catalog:
    """The messages of a `.po` file, of which at least one is translated.

    Raises UnreadableError as `read_catalogue` does, and for a file without a translation: all that
    it should translate would be shown in Vietnamese.
    """
    catalogue = read_catalogue(path)
    if not any(form for message in catalogue if message.id for form in _forms(message.string)):
        raise UnreadableError("translations; `python -m etl.messages` lists what to translate")
    return catalogue


class _EachOnce(Catalog):
    """Refuses a message that stands twice, of which one would be left out."""

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:
        if id and self.get(id, message.context) is not None:
            raise UnreadableError(f"the message {_forms(id)[0]!r} once", message.lineno)
        super().__setitem__(id, message)


def _check_lines(text: str) -> None:
    """Keywords stand in their order, and what they hold in whole quotes."""
    state = ""
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        found = _LINE.fullmatch(stripped)
        keyword = None if found is None else re.sub(r"\[\d\]", "[", found[1] or "")
        if keyword is None or (keyword == "" == state) or (keyword and keyword not in _NEXT[state]):
            raise UnreadableError('msgid "…", then msgstr "…", in whole quotes', number)
        state = keyword or state
    if state not in ("", "msgstr", "msgstr["):
        raise UnreadableError('msgstr "…" after the last message', number)


def _check_placeholders(message: Message) -> None:
    wanted = set(_PLACEHOLDER.findall(_forms(message.id)[-1]))
    for form in _forms(message.string):
        if message.id and form and (found := set(_PLACEHOLDER.findall(form))) != wanted:
            expected = f"the placeholders {_listed(wanted)} in the translation of {message.id!r}"
            raise UnreadableError(f"{expected}, not {_listed(found)}", message.lineno)


def _listed(placeholders: set[str]) -> str:
    return ", ".join(sorted(placeholders)) or "none"


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A text, or every form of it."""
    return (text,) if isinstance(text, str) else tuple(text or ())
