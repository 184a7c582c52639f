"""What is said of a figure of Project 06."""

from collections.abc import Sequence

from dashboard.queries.indicators import Indicator
from dashboard.queries.project06 import DatedFigure, Progress
from dashboard.queries.project06_goals import Goal
from dashboard.words.markdown import plain
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_rounded
from dashboard.words.vocabulary import marked
from etl.language.i18n import _, format_number


def format_figure(indicator: Indicator, point: DatedFigure) -> str:
    """`49/76`, `58,2%`, `84,7 triệu`, `2.027.696`."""
    words = format_rounded(indicator, point.value, point.decimals)
    if point.whole is not None:
        words = f"{format_number(point.value)}/{format_number(point.whole)}"
    return marked(words, point.confirmation)


def describe_place(item: DatedFigure | Goal) -> str:
    """`Thông báo 530 11/2024, Phần kết quả, dòng 9`."""
    return f"{item.document_vi}, {item.appendix}, {_('dòng')} {item.document_line}"


def describe(item: Progress) -> str:
    """The figures of an indicator in one sentence: the text alternative of its panel."""
    figures = "; ".join(
        f"{point.period_label}: {format_figure(item.indicator, point)}" for point in item.points
    )
    return f"{item.indicator.name_vi} ({item.indicator.unit_vi}): {figures}"


def explain(indicator: Indicator, points: Sequence[DatedFigure]) -> str:
    """What a figure is, and the words and the place of the documents that give it. Markdown."""
    quotes = [f"{describe_place(point)}. {write_or_none(point.note) or ''}" for point in points]
    explained = (indicator.name_vi, indicator.definition_vi, indicator.caveat_vi, *quotes)
    return "  \n".join(plain(text) for text in explained if text)
