"""Words inside Markdown: read by a parser of CommonMark, they come out letter by letter."""

import re
import unicodedata
from html import escape
from string import ascii_letters, digits, punctuation

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dashboard.words.markdown import code, html_of, plain

JOINER = "\u2060"
READ = MarkdownIt("gfm-like", {"linkify": False})
LINES = st.text(punctuation + ascii_letters + digits + " àđế😀…", min_size=1).map(
    lambda text: re.sub(" +", " ", text).strip() or "x"
)


def paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>\n".replace('"', "&quot;")


@given(LINES)
@example("# tiêu đề")
@example("1. điều một")
@example("- mục")
@example("| a | b |")
@example("[x](y) ![z](u) <i> &lt; `k` ~~s~~ **đ** __t__")
@example("a\\*b")
def test_a_text_is_shown_letter_by_letter(text: str) -> None:
    assert READ.render(plain(text)).replace(JOINER, "") == paragraph(text)


@given(LINES)
def test_inside_a_sentence_too(text: str) -> None:
    shown = READ.render(f"Ghi chú: {plain(text)}, hết.").replace(JOINER, "")
    assert shown == paragraph(f"Ghi chú: {text}, hết.")


@pytest.mark.parametrize(
    "text",
    [
        "$x$",
        "a $1,5 và $2",
        ":red[w]",
        ":material/home:",
        ":smile:",
        "https://x.vn",
        "a -> b",
        "a <- b",
        "a -- b",
        "a >= b",
    ],
)
def test_what_streamlit_makes_of_signs_finds_none(text: str) -> None:
    """Formulas, colours, icons and arrows are Streamlit's own; none of its patterns matches."""
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text))
    for pattern in (r"(?<!\\)\$", r":[a-z]+\[", r":material", r":\w+:", r"->|<-|--|>=|<="):
        subject = plain(text) if "$" in pattern else shown
        assert not re.search(pattern, subject), subject


@pytest.mark.parametrize(
    "text", ["\U0001f600", "…", unicodedata.normalize("NFD", "Đồng bằng sông Cửu Long"), "x" * 9000]
)
def test_only_ascii_punctuation_is_escaped(text: str) -> None:
    assert plain(text) == text


@given(st.text(min_size=1))
def test_a_backslash_stands_before_ascii_punctuation_alone(text: str) -> None:
    assert all(sign in punctuation for sign in re.findall(r"\\(.)", plain(text), re.DOTALL))


@given(LINES)
def test_code_is_shown_letter_by_letter(text: str) -> None:
    assert READ.render(f"x {code(text)}") == paragraph(f"x {text}").replace(
        f"x {paragraph(text)[3:-5]}", f"x <code>{paragraph(text)[3:-5]}</code>"
    )


@given(LINES)
@example("<b> & &amp; [x](/y) **z** `c` :small[d] \\")
def test_a_text_is_shown_letter_by_letter_as_html(text: str) -> None:
    assert html_of(plain(text)) == escape(text, quote=False)


@given(LINES)
def test_code_is_shown_letter_by_letter_as_html(text: str) -> None:
    assert html_of(code(text)) == f"<code>{escape(text, quote=False)}</code>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**4**/63", "<strong>4</strong>/63"),
        (
            "**[5,3%](/chat-luong?muc=x&chi-so=y)** ★",
            '<strong><a href="/chat-luong?muc=x&amp;chi-so=y" target="_blank">5,3%</a></strong> ★',
        ),
        (
            "Tên  \n:small[:gray[Phụ lục \\[a\\] · `b`]]",
            'Tên<br><small><span class="gray">Phụ lục [a] · <code>b</code></span></small>',
        ),
        # Only pages of ours are led to.
        ("[x](https://example.org)", "[x](https://example.org)"),
        ("[x](//example.org)", "[x](//example.org)"),
        ("[x](javascript:y)", "[x](javascript:y)"),
    ],
)
def test_marks_of_a_sentence_become_elements(markdown: str, html: str) -> None:
    assert html_of(markdown) == html
