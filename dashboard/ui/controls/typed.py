"""Tables as Streamlit takes them: numbers to sort by, in the words of the reader's language."""

from collections.abc import Callable
from itertools import cycle
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pandas as pd

from dashboard.words.cells import Figure, shown_text, sort_keys
from dashboard.words.markdown import plain

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler


def typed(reading: pd.DataFrame) -> "pd.DataFrame | Styler":
    """A table whose columns of figures hold numbers or days, and show the texts of the cells.

    Streamlit aligns and sorts by what a column holds, and shows what a style displays; its own
    number formats know neither Vietnamese nor a rank `3/63`.
    """
    keys = {
        name: found for name, cells in reading.items() if (found := sort_keys(cells)) is not None
    }
    if not keys:
        return reading
    words: dict[Any, str | Callable[[object], str] | None] = {
        name: _texts(reading[name]) if name in keys else shown_text for name in reading
    }
    frame = reading.assign(**{str(name): cells for name, cells in keys.items()})
    # What the cells are called: the same table is the same message, which is not sent twice.
    content = repr([(name, [str(cell) for cell in reading[name]]) for name in reading])
    return frame.style.set_uuid(f"{crc32(content.encode()):x}").format(words)


def in_markdown(reading: pd.DataFrame) -> pd.DataFrame:
    """A table of plain texts for where Streamlit reads cells and heads as Markdown."""
    escaped = pd.DataFrame(
        {
            name: pd.Series(map(_escaped, cells), index=cells.index, dtype=cells.dtype)
            for name, cells in reading.items()
        }
    )
    return with_plain_heads(escaped)


def with_plain_heads(reading: pd.DataFrame) -> pd.DataFrame:
    """A table whose cells are Markdown; its heads are names, and are not."""
    return reading.rename(columns=lambda name: plain(str(name)))


def _escaped(cell: object) -> object:
    if isinstance(cell, Figure):
        return Figure(plain(cell), cell.key)
    return plain(cell) if isinstance(cell, str) else cell


def _texts(cells: "pd.Series[Any]") -> Callable[[object], str]:
    """The texts of a column one after the other, whatever is asked.

    A style asks for the cells of a column from top to bottom, by their number alone; as often as
    it is drawn.
    """
    texts = cycle([shown_text(cell) for cell in cells])
    return lambda _key: next(texts)
