"""What came of the country's targets, and what is ahead: tables to read and to take away."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.country_targets import EARLY, TargetAhead, TargetAnswer
from dashboard.queries.country_targets import Aim, AimFigure
from dashboard.queries.indicators import Indicator
from dashboard.words.cells import Figure, Link, figures
from dashboard.words.country_targets import (
    ANSWER_MARKS,
    ANSWERS,
    aim_name,
    aim_of_base,
    aim_target,
    answer_figures,
    aside_words,
    dated_figure,
    figure_decimals,
    gap_words,
    pace_words,
    reason_words,
)
from dashboard.words.markdown import plain
from dashboard.words.periods import period_words
from dashboard.words.vocabulary import confirmation_words, marked
from etl.language.i18n import _
from etl.language.rounding import rounded


def board_table(answers: Sequence[TargetAnswer]) -> pd.DataFrame:
    """A row for each target with an answer: the verdict's mark, the figure, the target, the period.

    Cells are Markdown.
    """
    return pd.DataFrame(
        {
            _("Mục tiêu"): [
                f"**{ANSWER_MARKS[item.verdict]}** {plain(aim_name(item.indicator, item.aim))}"
                for item in answers
            ],
            _("Kết quả"): figures(_board_figure(item) for item in answers),
            _("Phải đạt"): figures(map(_target, answers)),
            _("Số liệu"): [_board_period(item) for item in answers],
        }
    )


def _board_figure(answer: TargetAnswer) -> Figure:
    return Figure(f"**{plain(answer_figures(answer))}**", answer.figures[0].value)


def _board_period(answer: TargetAnswer) -> str:
    """`2024 ◊`; of what was reached before the due date, `từ 7/2024`."""
    periods = dict.fromkeys(plain(period_words(item.period)) for item in answer.figures)
    told = ", ".join(periods)
    told = _("từ {period}").format(period=told) if answer.verdict == EARLY else told
    return marked(told, answer.confirmation)


def _target(item: TargetAnswer) -> Figure:
    return Figure(plain(aim_target(item.indicator, item.aim)), item.aim.value)


def answers_table(answers: Sequence[TargetAnswer], urls: Sequence[str | None]) -> pd.DataFrame:
    """A row for each target: what it asks, the answer, by which figure, why, how well confirmed.

    `urls` lead to the cells of the figures.
    """
    return pd.DataFrame(
        {
            _("Mục tiêu"): [aim_name(item.indicator, item.aim) for item in answers],
            _("Phải đạt"): [aim_of_base(item.indicator, item.aim) for item in answers],
            _("Kết quả"): [
                f"{ANSWER_MARKS[item.verdict]} {_(ANSWERS[item.verdict])}" for item in answers
            ],
            _("Theo số liệu"): [_linked(*pair) for pair in zip(answers, urls, strict=True)],
            _("Ghi chú"): ["; ".join(filter(None, _notes(item))) for item in answers],
            _("Nguồn"): [_cited(item.confirmation, _documents(item)) for item in answers],
        }
    )


def _notes(answer: TargetAnswer) -> list[str]:
    return [reason_words(answer), *aside_words(answer)]


def _linked(answer: TargetAnswer, url: str | None) -> str:
    words = " · ".join(dated_figure(answer.indicator, item) for item in answer.figures)
    return words if url is None else Link(words, url)


def _documents(answer: TargetAnswer) -> list[str]:
    """Those that the answer rests on: of the target first."""
    cited = [answer.aim.source, *(item.source for item in answer.figures)]
    return list(dict.fromkeys(item.document for item in cited))


def _cited(confirmation: str | None, titles: Sequence[str]) -> str:
    """`Báo chí ◊: QĐ 411/QĐ-TTg; Báo cáo Bộ TT&TT 7/2024`: how well confirmed, and by what."""
    return f"{marked(confirmation_words(confirmation), confirmation)}: {'; '.join(titles)}"


def ahead_table(items: Sequence[TargetAhead], urls: Sequence[str | None]) -> pd.DataFrame:
    """A row for each target: what it asks, where things stand, the gap, the pace it takes."""
    return pd.DataFrame(
        {
            _("Mục tiêu"): [aim_name(item.indicator, item.aim) for item in items],
            _("Phải đạt"): [aim_of_base(item.indicator, item.aim) for item in items],
            _("Hiện nay"): [_now(*pair) for pair in zip(items, urls, strict=True)],
            _("Còn thiếu"): figures(Figure(gap_words(item), item.gap) for item in items),
            _("Cần mỗi năm"): figures(_pace(item, item.per_year) for item in items),
            _("Gần đây mỗi năm"): figures(_pace(item, item.past_per_year) for item in items),
            _("Nguồn"): [_cited(item.confirmation, [item.aim.source.document]) for item in items],
        }
    )


def _now(item: TargetAhead, url: str | None) -> str:
    if item.now is None or url is None:
        return _("chưa có số liệu")
    return Link(dated_figure(item.indicator, item.now), url)


def _pace(item: TargetAhead, per_year: float | None) -> Figure:
    return Figure(pace_words(item, per_year), per_year)


def answers_export(answers: Sequence[TargetAnswer]) -> pd.DataFrame:
    """The answers as rows with numbers, a row for each figure that an answer rests on."""
    rows = [(answer, item) for answer in answers for item in (answer.figures or (None,))]
    return pd.DataFrame(
        {
            **_amounts([(answer.indicator, answer.aim, item) for answer, item in rows]),
            _("Kết quả"): [_(ANSWERS[answer.verdict]) for answer, _item in rows],
            **_origins([(answer.aim, item) for answer, item in rows]),
            _("Ghi chú"): ["; ".join(filter(None, _notes(answer))) for answer, _item in rows],
            **_confirmations([answer.confirmation for answer, _item in rows]),
            "indicator_id": [(item or answer.aim).indicator_id for answer, item in rows],
        }
    )


def ahead_export(items: Sequence[TargetAhead]) -> pd.DataFrame:
    """The targets ahead as rows with numbers."""
    return pd.DataFrame(
        {
            **_amounts([(item.indicator, item.aim, item.now) for item in items]),
            _("Còn thiếu"): [rounded(item.gap, item.decimals) for item in items],
            _("Cần mỗi năm"): [rounded(item.per_year, 2) for item in items],
            _("Gần đây mỗi năm"): [rounded(item.past_per_year, 2) for item in items],
            **_origins([(item.aim, item.now) for item in items]),
            **_confirmations([item.confirmation for item in items]),
            "indicator_id": [item.aim.indicator_id for item in items],
        }
    )


def _amounts(rows: Sequence[tuple[Indicator, Aim, AimFigure | None]]) -> dict[str, list[object]]:
    return {
        _("Chỉ số"): [
            indicator.name_vi
            if item is None or item.indicator_id == aim.indicator_id
            # Another measure of the same.
            else item.measure_vi
            for indicator, aim, item in rows
        ],
        _("Đơn vị"): [aim.unit_name_vi for _indicator, aim, _item in rows],
        _("Giá trị"): [
            None if item is None else rounded(item.value, figure_decimals(indicator, item))
            for indicator, _aim, item in rows
        ],
        _("Đơn vị tính"): [indicator.unit_vi for indicator, _aim, _item in rows],
        _("Mục tiêu"): [aim.value for _indicator, aim, _item in rows],
        _("Mẫu số khác"): [aim.base_vi for _indicator, aim, _item in rows],
    }


def _origins(rows: Sequence[tuple[Aim, AimFigure | None]]) -> dict[str, list[object]]:
    return {
        _("Kỳ"): [None if item is None else period_words(item.period) for _aim, item in rows],
        _("Hạn"): [aim.due_on for aim, _item in rows],
        _("Nguồn"): [None if item is None else item.source.document for _aim, item in rows],
        _("Văn bản đặt mục tiêu"): [aim.source.document for aim, _item in rows],
    }


def _confirmations(codes: Sequence[str | None]) -> dict[str, list[object]]:
    return {
        _("Mức xác nhận"): [confirmation_words(code) for code in codes],
        "confirmation": list(codes),
    }
