"""Every code has words, in the order of the codes."""

from collections.abc import Iterable
from typing import get_args

import pytest

from dashboard.analysis.comparison import SPLIT_CODES
from dashboard.analysis.ordering import SORT_CODES
from dashboard.analysis.series import SERIES_FILTER_CODES
from dashboard.analysis.target_matrix import MATRIX_SORT_CODES
from dashboard.queries.claims import CLAIM_VERDICT_CODES
from dashboard.queries.coverage import SLOT_CODES
from dashboard.queries.documents import CONFIRMATION_CODES, OFFICIAL_CODES
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.quality_issues import ISSUE_KIND_CODES, SEVERITY_CODES
from dashboard.queries.security import STAGE_CODES
from dashboard.queries.series_themes import THEME_CODES
from dashboard.queries.structures import STRUCTURES
from dashboard.queries.tasks import OWNER_GROUP_CODES
from dashboard.store.codes import ROLE_CODES, VERDICT_CODES
from dashboard.words import changes, periods, series, task_status, tasks, vocabulary
from etl.catalogue.vocabulary import Confirmation, PeriodKind
from etl.derive.changes import ChangeStatus, Direction


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (CLAIM_VERDICT_CODES, vocabulary.CLAIM_VERDICTS),
        (CLAIM_VERDICT_CODES, vocabulary.CLAIM_MARKS),
        (CONFIRMATION_CODES, vocabulary.CONFIRMATIONS),
        (ISSUE_KIND_CODES, vocabulary.ISSUE_KINDS),
        (OWNER_GROUP_CODES, tasks.OWNER_GROUPS),
        (ROLE_CODES, task_status.ROLES),
        (SERIES_FILTER_CODES, series.SERIES_FILTERS),
        (THEME_CODES, series.THEMES),
        (SEVERITY_CODES, vocabulary.SEVERITIES),
        (SEVERITY_CODES, vocabulary.SEVERITY_MARKS),
        (SLOT_CODES, vocabulary.SLOT_STATUSES),
        (STAGE_CODES, vocabulary.STAGES),
        (SORT_CODES, vocabulary.SORTS),
        (MATRIX_SORT_CODES, vocabulary.MATRIX_SORTS),
        (SPLIT_CODES, vocabulary.SPLITS),
        (VERDICT_CODES, vocabulary.VERDICTS),
        (VERDICT_CODES, vocabulary.VERDICT_MARKS),
    ],
)
def test_every_code_has_words(codes: tuple[str, ...], words: dict[str, str]) -> None:
    assert codes == tuple(words)
    assert all(words.values())


def test_every_structure_has_a_name_for_each_level() -> None:
    names = [
        vocabulary.structure_name(structure, level)
        for structure in STRUCTURES.values()
        for level in (*UNIT_LEVELS, "region")
    ]
    assert len(set(names)) == len(names) == 6


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (PeriodKind, periods.PERIOD_KINDS),
        (get_args(ChangeStatus), changes.CHANGE_STATUSES),
        (get_args(Direction), changes.CHANGE_DIRECTIONS),
    ],
)
def test_every_code_of_the_build_has_words(codes: Iterable[str], words: dict[str, str]) -> None:
    assert set(codes) == set(words)


def test_only_what_is_less_than_an_official_page_has_the_sign() -> None:
    figures = {code: vocabulary.marked("42%", code) for code in (None, *CONFIRMATION_CODES)}
    lesser = {code for code, words in figures.items() if words != "42%"}
    assert lesser == set(CONFIRMATION_CODES) - set(OFFICIAL_CODES)
    assert {figures[code] for code in lesser} == {"42%\N{NO-BREAK SPACE}◊"}
    marks = [vocabulary.sign_in_brief(code) for code in CONFIRMATION_CODES]
    assert [mark for mark in marks if mark] == list(dict.fromkeys(marks))[1:]
    assert all(mark.startswith("◊ ") and len(mark) < 30 for mark in marks if mark)
    assert get_args(Confirmation) == CONFIRMATION_CODES


def test_the_sign_is_explained_once_for_all_that_it_stands_for() -> None:
    assert vocabulary.sign_words(["official_page", None, "official_document"]) == ""
    assert vocabulary.sign_words(["press", None, "two_copies", "official_page", "press"]) == (
        "◊ số chưa có văn bản chính thức: theo hai bản chép, theo báo chí"
    )
