"""Words of the data and of addresses inside Markdown: shown letter by letter."""

import re

_NO_BREAK = "\u2060"
# What CommonMark, GFM, LaTeX, colours and directives of Streamlit begin or end with.
_MARKS = re.compile(r"[\\`*_\[\]<>$~|]|&(?=#?\w+;)")
# `:red[…]`, `:material/home:`, `:smile:`, `http://…`.
_COLON = re.compile(r":(?=[A-Za-z+/-])")
# What makes a line a heading, an item of a list, a rule.
_LINE_START = re.compile(r"^(\s*)([#+-](?=[#\s-]|$)|=|\d+(?=[.)](\s|$)))", re.MULTILINE)
# Arrows and dashes that Streamlit makes of signs; its look at them comes after all escapes.
_TYPOGRAPHY = re.compile(r"(-)(?=-|\\>)|(\\<)(?=-)|(\\[<>])(?==)")


def plain(text: str) -> str:
    """`text` so that Markdown shows it as it is: ASCII punctuation that could be markup escaped.

    Where an escape does not help (a colon before a word, an arrow of two signs), a word joiner,
    which nobody sees, keeps the signs apart.
    """
    escaped = _MARKS.sub(lambda mark: f"\\{mark.group()}", text)
    escaped = _COLON.sub(f"\\\\:{_NO_BREAK}", escaped)
    escaped = _LINE_START.sub(_kept_in_line, escaped)
    return _TYPOGRAPHY.sub(lambda sign: f"{sign.group()}{_NO_BREAK}", escaped)


def code(text: str) -> str:
    """`text` as a span of code, in which nothing is markup."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _kept_in_line(start: re.Match[str]) -> str:
    space, mark = start.group(1, 2)
    return f"{space}{mark}{_NO_BREAK}" if mark.isdecimal() else f"{space}\\{mark}"
