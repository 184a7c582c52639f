"""The choices and the URL, without a browser; `tests/browser` shows Back and pasted links."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.frame.parameters import INDICATOR, LEVEL, REGION, SEARCH, UNIT


def _script() -> None:
    import streamlit as st

    from dashboard.ui.frame import url_state, widgets
    from dashboard.ui.frame.parameters import INDICATOR, LEVEL, REGION, UNIT

    url_state.begin(st.session_state.get("page", "ranking"))
    level = widgets.choose(LEVEL, ["province", "ministry"], default="province", widget="segmented")
    indicators = ["rate", "rank"] if level == "province" else ["rate", "systems"]
    indicator = widgets.choose(INDICATOR, indicators, default="rate", format_func=str.upper)
    unit = widgets.choose(UNIT, ["p63-01", "p63-48"], default=None)
    regions = widgets.choose_many(REGION, ["north", "south", "west"])
    st.button("click", on_click=lambda: url_state.set_choice(UNIT, "p63-48"))
    st.json({"level": level, "indicator": indicator, "unit": unit, "regions": regions})
    st.json(url_state.shared_params([INDICATOR, REGION]))
    st.json(url_state.rejected_values())
    url_state.commit()


class Page:
    """The script above, run with a URL."""

    def __init__(self, **params: str) -> None:
        self.test = AppTest.from_function(_script)
        self.test.query_params.update(params)
        self.run()

    def run(self) -> None:
        self.test.run()
        assert not self.test.exception

    def values(self, number: int = 0) -> Any:
        return json.loads(self.test.json[number].value)

    def url(self) -> dict[str, str]:
        return {name: "".join(value) for name, value in dict(self.test.query_params).items()}


def test_a_bare_url_gives_the_defaults_and_stays_bare() -> None:
    page = Page()
    assert page.values() == {"level": "province", "indicator": "rate", "unit": None, "regions": []}
    assert page.url() == {}


def test_the_url_gives_the_choices_and_stays_as_it_is() -> None:
    params = {"cap": "ministry", "chi-so": "systems", "don-vi": "p63-01", "vung": "south,north"}
    page = Page(**params)
    assert page.values() == {
        "level": "ministry",
        "indicator": "systems",
        "unit": "p63-01",
        "regions": ["south", "north"],
    }
    assert page.url() == params
    assert page.values(2) == []


def test_even_a_default_spelt_out_stays_in_the_url_that_was_opened() -> None:
    assert Page(cap="province").url() == {"cap": "province"}


def test_a_choice_goes_to_the_url_and_the_default_leaves_it() -> None:
    page = Page()
    page.test.selectbox(INDICATOR.key).select("rank")
    page.run()
    assert page.url() == {"chi-so": "rank"}
    assert page.values(1) == {"chi-so": "rank"}
    page.test.selectbox(INDICATOR.key).select("rate")
    page.run()
    assert page.url() == {}


def test_several_values_share_one_parameter() -> None:
    page = Page()
    page.test.multiselect(REGION.key).select("west").select("north")
    page.run()
    assert page.url() == {"vung": "west,north"}
    assert page.values(1) == {"vung": "west,north"}


def test_emptying_what_is_not_empty_by_default_stays_emptied() -> None:
    def script() -> None:
        import streamlit as st

        from dashboard.ui.frame import url_state, widgets
        from dashboard.ui.frame.parameters import UNIT

        url_state.begin("compare")
        st.json(widgets.choose_many(UNIT, ["a", "b", "c"], default=["a", "b"]))
        url_state.commit()

    test = AppTest.from_function(script).run()
    assert json.loads(test.json[0].value) == ["a", "b"]
    test.multiselect(UNIT.key).set_value([]).run()
    url = dict(test.query_params)
    reopened = AppTest.from_function(script)
    reopened.query_params.update(url)
    assert json.loads(reopened.run().json[0].value) == []


def test_another_url_replaces_the_choices() -> None:
    page = Page(**{"chi-so": "rank", "vung": "west"})
    page.test.query_params.clear()
    page.test.query_params["don-vi"] = "p63-01"
    page.run()
    assert page.values() == {
        "level": "province",
        "indicator": "rate",
        "unit": "p63-01",
        "regions": [],
    }


def test_a_choice_wins_over_a_url_that_is_behind() -> None:
    page = Page()
    page.test.selectbox(INDICATOR.key).select("rank")
    page.run()
    # The reader chose again before the browser heard of the first choice.
    page.test.query_params.clear()
    page.test.multiselect(REGION.key).select("west")
    page.run()
    assert page.values()["indicator"] == "rank"
    assert page.url() == {"chi-so": "rank", "vung": "west"}


def test_a_callback_can_choose() -> None:
    page = Page()
    page.test.button[0].click()
    page.run()
    assert page.values()["unit"] == "p63-48"
    assert page.url() == {"don-vi": "p63-48"}


@pytest.mark.parametrize(
    ("params", "label", "shown"),
    [
        ({"chi-so": "nonsense"}, "Chỉ số", "nonsense"),
        ({"cap": "PROVINCE"}, "Cấp", "PROVINCE"),
        ({"don-vi": "p34-01"}, "Đơn vị", "p34-01"),
        ({"vung": "north,nowhere"}, "Vùng", "nowhere"),
        ({"chi-so": "x" * 500}, "Chỉ số", "x" * 60 + "…"),
        ({"chi-so": "a\nb\x00c"}, "Chỉ số", "a b c"),
    ],
)
def test_an_unknown_value_falls_back_and_is_named(
    params: dict[str, str], label: str, shown: str
) -> None:
    page = Page(**params)
    assert page.values(2) == [[label, shown]]
    assert page.values()["indicator"] == "rate"
    assert page.values()["level"] == "province"
    assert page.url() == params
    # It is no part of what links carry on, and the next choice clears it away.
    page.test.button[0].click()
    page.run()
    assert page.values(2) == []
    assert shown not in "".join(page.url().values())


def test_an_unknown_parameter_is_ignored() -> None:
    page = Page(utm="x")
    assert page.values(2) == []
    assert page.url() == {"utm": "x"}


def test_a_choice_that_rules_another_out_drops_it_without_a_notice() -> None:
    page = Page(**{"chi-so": "rank"})
    page.test.segmented_control(LEVEL.key).set_value("ministry")
    page.run()
    assert page.values()["indicator"] == "rate"
    assert page.values(2) == []
    assert page.url() == {"cap": "ministry"}


def test_a_choice_that_rules_another_out_keeps_what_both_have() -> None:
    page = Page(**{"cap": "ministry", "chi-so": "systems"})
    page.test.selectbox(UNIT.key).select("p63-01")
    page.run()
    assert page.values()["indicator"] == "systems"


def test_another_page_takes_its_choices_from_its_url() -> None:
    page = Page(**{"chi-so": "rank", "don-vi": "p63-01"})
    page.test.session_state["page"] = "map"
    page.test.query_params.clear()
    page.run()
    assert page.values()["indicator"] == "rate"
    assert page.values()["unit"] is None


def _search_script() -> None:
    import streamlit as st

    from dashboard.ui.frame import url_state, widgets
    from dashboard.ui.frame.parameters import SEARCH

    url_state.begin("obstacles")
    st.json({"text": widgets.enter(SEARCH, longest=10)})
    url_state.commit()


def _search(**params: str) -> AppTest:
    app = AppTest.from_function(_search_script)
    app.query_params.update(params)
    app.run()
    assert not app.exception
    return app


def test_a_text_comes_from_the_url_and_goes_there() -> None:
    app = _search(tim="hộ tịch")
    assert json.loads(app.json[0].value) == {"text": "hộ tịch"}
    app.text_input(SEARCH.key).input("  API ").run()
    assert json.loads(app.json[0].value) == {"text": "API"}
    assert "".join(app.query_params["tim"]) == "API"
    app.text_input(SEARCH.key).input("   ").run()
    assert "tim" not in app.query_params


def test_a_text_of_a_link_is_cut_where_the_field_ends() -> None:
    assert json.loads(_search(tim="0123456789abc").json[0].value) == {"text": "0123456789"}
