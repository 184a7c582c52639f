"""Every chart on every page: nothing dims, no toolbar, numbers in the reader's language."""

import json
import re

import pytest

from dashboard.store.paths import PAGES as SCRIPTS
from dashboard.store.paths import ROOT
from dashboard.ui.frame.pages import COMPARE, MAP, OVERVIEW, RANKING, TARGETS, Page
from dashboard.ui.frame.parameters import LANG
from etl.language.i18n import LANGUAGES, using
from tests.figure_rules import follows_the_rules
from tests.pages.conftest import Look
from tests.pages.test_alternatives import CASES

DRAWS_ALWAYS = (OVERVIEW, MAP, RANKING, TARGETS, COMPARE)
SOURCES = [*(ROOT / "dashboard").rglob("*.py"), *SCRIPTS.glob("*.py")]


@pytest.mark.parametrize(
    ("page", "params", "language"),
    [(page, params, language) for page, params in CASES for language in LANGUAGES],
    ids=[
        "-".join((page.id, *params.values(), code)) for page, params in CASES for code in LANGUAGES
    ],
)
def test_charts_of_pages(look: Look, page: Page, params: dict[str, str], language: str) -> None:
    app = look(page, params | {LANG.url: language}).app
    assert not app.exception
    charts = app.get("plotly_chart")
    by_server = [item for item in app.get("html") if 'class="figure"' in item.proto.body]
    assert charts or by_server or app.get("bidi_component") or page not in DRAWS_ALWAYS
    for chart in charts:
        with using(language):
            follows_the_rules(json.loads(chart.proto.spec))
        assert json.loads(chart.proto.config)["displayModeBar"] is False


@pytest.mark.parametrize(
    ("code", "place"),
    [
        (r"(= |return )(go\.Figure|_Plain)\(", "figures/spec.py"),
        (r"\.add_(trace|traces|scatter\w*|bar|shape)\(", None),
        (r"\.plotly_chart\(", "ui/controls/charts.py"),
    ],
    ids=["made", "added to", "shown"],
)
def test_all_charts_are_made_and_shown_in_one_place(code: str, place: str | None) -> None:
    """What holds for the figures met above holds for those that no test opens."""
    found = [path for path in SOURCES if re.search(code, path.read_text(encoding="utf-8"))]
    assert [path.relative_to(ROOT / "dashboard").as_posix() for path in found] == [place] * bool(
        place
    )
