"""A difference of percentages is told in points: a percentage of what would it be?"""

import re

import duckdb
import pytest

from dashboard.analysis.national_series import national_series
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.national import headlines
from dashboard.queries.structures import STRUCTURES
from dashboard.store.warehouse import Warehouse
from dashboard.words.overview import headline_change, headline_gap
from dashboard.words.series import newest_words
from dashboard.words.values import format_gap, format_standing
from etl.language.i18n import LANGUAGES, OTHERS, using
from tests.days import TODAY

POINTS = {"vi": "điểm %", "en": "points"}
# A number of percent, not of points: `7,82%`.
SHARE = re.compile(r"\d%")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_distance_from_a_target_of_a_percentage_is_in_points(
    source: Warehouse, language: str
) -> None:
    told = 0
    edition = source.in_language(language)
    with using(language):
        for structure in STRUCTURES.values():
            for level in UNIT_LEVELS:
                for key, spec in indicators_at(edition, level).items():
                    for day in due_dates(edition, key, level) if spec.is_percent else ():
                        for row in view(edition, key, level, day, structure).rows:
                            words = (format_gap(spec, row), format_standing(spec, row))
                            assert not any(map(SHARE.search, words)), words
                            if row.gap_low:
                                assert POINTS[language] in words[0]
                                told += 1
    assert told > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_of_a_percentage_of_the_country_is_in_points(
    source: Warehouse, language: str
) -> None:
    edition = source.in_language(language)
    with using(language):
        for item in headlines(edition):
            if item.indicator.is_percent and item.change is not None:
                assert POINTS[language] in headline_change(item)
            if item.indicator.is_percent and item.gap:
                assert POINTS[language] in headline_gap(item)
                assert not SHARE.search(headline_gap(item))
        changes = [
            newest_words(item).split(" · ")[1]
            for item in national_series(edition, TODAY)
            if item.indicator.is_percent and len(item.valued) > 1
        ]
    moved = [words for words in changes if re.search(r"[+−]\d", words)]
    assert moved
    assert all(POINTS[language] in words and not SHARE.search(words) for words in moved)


@pytest.mark.parametrize("language", OTHERS)
def test_statements_of_differences_are_translated_in_points(
    warehouse: duckdb.DuckDBPyConnection, language: str
) -> None:
    """What the text prints as `7,82%` is 50% less 42,18%."""
    statements = warehouse.execute(
        f"""
        SELECT statement_vi FROM {language}.claim JOIN indicator USING (indicator_id)
        WHERE test_kind = 'difference' AND unit_vi = '%'
        """
    ).fetchall()
    assert len(statements) >= 3
    for (text,) in statements:
        assert POINTS[language] in text, text
