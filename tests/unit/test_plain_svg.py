"""A drawing's styles as plain values: what wins, what is worked out, what is refused."""

import re

import pytest

from dashboard.figures.css_values import UnknownStyleError
from dashboard.figures.plain_svg import plain_svg

SVG = 'xmlns="http://www.w3.org/2000/svg"'


def sheet(inside: str, style: str) -> str:
    return (
        f'<svg {SVG} class="figure" width="200" height="100"><style>{style}</style>'
        '<svg viewBox="0 0 50 20" style="--n:4;--far:calc(100% - var(--n) * 1px)">'
        f"{inside}</svg></svg>"
    )


def plain(style: str, inside: str = '<rect class="a b" fill="#111111"/>') -> dict[str, str]:
    (tag,) = re.findall(r"<rect([^>]*)/>", plain_svg(sheet(inside, style)))
    return dict(re.findall(r'([\w-]+)="([^"]*)"', tag))


WINS = [
    ("", "#111111"),
    ("rect{fill:#222222}", "#222222"),
    (".a{fill:#333333}rect{fill:#222222}", "#333333"),
    (".a{fill:#333333}.b{fill:#444444}", "#444444"),
    (".a.b{fill:#555555}.b{fill:#444444}", "#555555"),
    ("svg :is(.b,.z){fill:#666666}.b{fill:#444444}", "#666666"),
    (".figure > .a{fill:#777777}", "#111111"),
    (".a:hover, .a:not(.b){fill:#777777}", "#111111"),
    ("/* .a{fill:#777777} */.z, .a{fill:#888888}", "#888888"),
    (".a{fill:light-dark(#999999,#000000)}", "#999999"),
    (".figure{--c:light-dark(#aaaaaa,#000000)}.a{fill:var(--c)}", "#aaaaaa"),
    (".a{fill:transparent}", "none"),
]


@pytest.mark.parametrize(("style", "expected"), WINS)
def test_the_more_exact_and_the_later_rule_wins(style: str, expected: str) -> None:
    assert plain(style)["fill"] == expected


def test_a_style_of_its_own_wins_over_every_rule() -> None:
    own = '<rect class="a b" style="fill:#123456"/>'
    found = plain(".a.b{fill:#555555}", own)
    assert found["fill"] == "#123456"
    assert "style" not in found


LENGTHS = [
    ("width:calc(2px * var(--n))", "width", "8"),
    ("x:var(--far)", "x", "46"),
    ("width:100%", "width", "50"),
    ("height:50%", "height", "10"),
    ("x:calc(10px - 2px - 3px)", "x", "5"),
    ("x:calc(20px / 2 / 5)", "x", "2"),
    ("x:calc(1px + 2 * (3px - -1px))", "x", "9"),
    ("x:max(1px, min(100%, 7px))", "x", "7"),
    ("x:clamp(0px, -5px, 11px)", "x", "0"),
    ("width:10cqi", "width", "20"),
    ("transform:translateX(calc(50% + 1px))", "transform", "translate(26 0)"),
    ('font:12px "Be Vietnam Pro", Arial', "font-size", "12"),
    ("display:none", "display", "none"),
]


@pytest.mark.parametrize(("style", "name", "expected"), LENGTHS)
def test_lengths_are_worked_out(style: str, name: str, expected: str) -> None:
    assert plain(f".a{{{style}}}")[name] == expected


REFUSED = [
    "@media print{.a{fill:none}}",
    ".a{.b{fill:none}}",
    ".a::before{fill:none}",
    ".a{filter:blur(1px)}",
    ".a{fill:color-mix(in srgb, #ffffff, #000000)}",
    ".a{fill:var(--nowhere)}",
    ".a{--n:var(--m);--m:var(--n);width:var(--n)}",
    ".a{width:2em}",
    ".a{width:calc(2px *)}",
    ".a{width:calc(2px}",
    ".a{stroke-width:10%}",
    ".a{transform:rotate(3deg)}",
    ".a{display:grid}",
]


@pytest.mark.parametrize("style", REFUSED)
def test_what_is_not_known_is_refused(style: str) -> None:
    with pytest.raises(UnknownStyleError):
        plain(style)


def test_an_element_that_is_not_known_is_refused() -> None:
    with pytest.raises(UnknownStyleError, match="image"):
        plain_svg(sheet('<image href="a.png"/>', ""))


def test_what_changes_no_picture_is_left_out() -> None:
    found = plain(".a{cursor:pointer;pointer-events:none}")
    assert found.keys() == {"class", "fill"}


def test_no_group_is_left_that_holds_nothing() -> None:
    """The painter takes seconds over each."""
    drawn = plain_svg(sheet('<g><g class="names"/></g><g class="bars"><rect/></g>', ""))
    assert re.findall("<g[^>]*>", drawn) == ['<g class="bars">']
