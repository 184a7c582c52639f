"""Markdown of the pages' sentences: the data's words in it are shown letter by letter."""

import re
from html import escape

from dashboard.words.vocabulary import LESSER_SIGN
from etl.language.i18n import _

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


# What sentences in the cells of tables are marked up with, and no more of Markdown than that.
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<strong>\*\*)
    |(?P<fence>`+)(?P<code>.+?)(?<!`)(?P=fence)(?!`)
    |:(?P<style>small|gray)\[
    |\[(?P<text>(?:\\.|[^\]\\])*)\]\((?P<address>/(?!/)[^()\s]*)\)
    |(?P<end>\])
    |(?P<line>[ ]{2}\n)""",
    re.VERBOSE,
)
_STYLES = {"small": ("<small>", "</small>"), "gray": ('<span class="gray">', "</span>")}


def html_of(markdown: str) -> str:
    """The same sentence as HTML: strong, `code`, small, gray, new lines, links to our own pages."""
    made: list[str] = []
    open_styles: list[str] = []
    is_strong, read = False, 0
    for mark in _INLINE.finditer(markdown):
        made.append(explained(escape(markdown[read : mark.start()], quote=False)))
        read = mark.end()
        if mark["escaped"]:
            made.append(escape(mark["escaped"], quote=False))
        elif mark["strong"]:
            made.append("</strong>" if is_strong else "<strong>")
            is_strong = not is_strong
        elif mark["code"]:
            made.append(f"<code>{escape(_without_pads(mark['code']), quote=False)}</code>")
        elif mark["style"]:
            start, end = _STYLES[mark["style"]]
            made.append(start)
            open_styles.append(end)
        elif mark["address"]:
            made.append(link_html(html_of(mark["text"]), mark["address"]))
        elif mark["end"]:
            made.append(open_styles.pop() if open_styles else "]")
        else:
            made.append("<br>")
    made.append(explained(escape(markdown[read:], quote=False)))
    return "".join(made).replace(_NO_BREAK, "")


def explained(html: str) -> str:
    """Text as HTML in which the sign of what has no official document says what it is."""
    label = escape(_("số chưa có văn bản chính thức"))
    named = f'<span class="lesser" role="img" aria-label="{label}" title="{label}">'
    return html.replace(LESSER_SIGN, f"{named}{LESSER_SIGN}</span>")


def link_html(html: str, address: str) -> str:
    """Words that are HTML already, as a link to another page of ours, in a tab of its own."""
    return f'<a href="{escape(address)}" target="_blank">{html}</a>'


def _without_pads(text: str) -> str:
    return text[1:-1] if text.startswith(" ") and text.endswith(" ") and text.strip() else text


def _kept_in_line(start: re.Match[str]) -> str:
    space, mark = start.group(1, 2)
    return f"{space}{mark}{_NO_BREAK}" if mark.isdecimal() else f"{space}\\{mark}"
