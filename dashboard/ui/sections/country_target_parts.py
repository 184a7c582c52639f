"""Targets of the country due in a year as a table with its files: what came of them, or is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Generic, TypeVar

import pandas as pd

from dashboard.analysis.country_targets import TargetAhead, TargetAnswer
from dashboard.queries.country_targets import AimFigure
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.country_targets import (
    ahead_export,
    ahead_table,
    answers_export,
    answers_table,
)
from dashboard.tables.html import Look, table_html
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.words.captions import documents_caption, file_stem
from dashboard.words.country_targets import ahead_words, answers_finding
from dashboard.words.vocabulary import sign_words
from etl.language.i18n import N_, _

COUNTRY_LEVEL = "country"

Item = TypeVar("Item", TargetAnswer, TargetAhead)


@dataclass(frozen=True)
class Kind(Generic[Item]):
    """What a part of the page shows of targets: those that were due, or those that are ahead."""

    title: str
    words: str
    title_of_files: str
    file: str
    figures: Callable[[Item], Sequence[AimFigure]]
    table: Callable[[Sequence[Item], Sequence[str | None]], pd.DataFrame]
    export: Callable[[Sequence[Item]], pd.DataFrame]
    alt: Callable[[Sequence[Item]], str]


RESULTS = Kind[TargetAnswer](
    N_("Kết quả của các mục tiêu đến hạn {year}"),
    N_(
        "Kết quả chỉ lấy từ số liệu của ngày đến hạn hoặc trước đó nhiều nhất 62 ngày; "
        "chỉ tiêu đo hai năm một lần thì lấy lần đo gần nhất. Số liệu cũ hơn cho biết đã đạt "
        "từ trước, không cho biết là chưa đạt. Nguồn này cho là đạt, nguồn kia cho là chưa thì "
        "không kết luận."
    ),
    N_("Mục tiêu của cả nước: kết quả đến hạn"),
    "results",
    lambda answer: answer.figures,
    answers_table,
    answers_export,
    lambda answers: answers_finding({answers[0].aim.due_on.year: answers}),
)
AHEAD = Kind[TargetAhead](
    N_("Đang thực hiện, đến hạn {year}"),
    N_(
        "Cần mỗi năm: đi đều từ ngày của số liệu hiện nay đến hạn. Gần đây mỗi năm: giữa hai số "
        "liệu cả năm gần nhất, cùng cách đo."
    ),
    N_("Mục tiêu của cả nước còn phía trước"),
    "ahead",
    lambda item: (item.now,) if item.now else (),
    ahead_table,
    ahead_export,
    ahead_words,
)


def of_year(source: Warehouse, kind: Kind[Any], items: Sequence[Any], year: str) -> str:
    """The table under its title, with how it is read and its files."""
    title, table = _(kind.title).format(year=year), _table(kind, tuple(items))
    return part(title, _(kind.words), table, legend(items), target_files(source, kind, items, year))


def target_files(source: Warehouse, kind: Kind[Any], items: Sequence[Any], year: str) -> str:
    """A row for each figure, and for each target without one."""
    figures = [figure for item in items for figure in kind.figures(item)]
    caption = documents_caption(
        source,
        _(kind.title_of_files),
        file_stem("country", "targets", kind.file, year),
        cited=[item.source.document for item in (*(item.aim for item in items), *figures)],
    )
    count = sum(max(len(kind.figures(item)), 1) for item in items)
    return files_menu(caption, count, lambda: kind.export(items))


@made_once(16)
def _table(kind: Kind[Any], items: Sequence[Any]) -> str:
    urls = [_figure_url(next(iter(kind.figures(item)), None)) for item in items]
    look = Look("country-targets", is_cards=True, leaves_out=True)
    return table_html(kind.table(items, urls), kind.alt(items), look)


def part(title: str, words: str, table: str, below: str, files: str) -> str:
    """A part of the page as HTML."""
    return (
        f'<section><h2 class="targets-head">{escape(title)}</h2>'
        f"{small(words)}{table}{small(below)}{files}</section>"
    )


def _figure_url(item: AimFigure | None) -> str | None:
    """The way to the cell of a figure, where there is one."""
    if item is None:
        return None
    return provenance_url(item.indicator_id, item.unit_id, COUNTRY_LEVEL, period=item.period)


def legend(answers: Sequence[TargetAnswer] | Sequence[TargetAhead]) -> str:
    """What the sign of a lesser source means, where it stands."""
    words = sign_words(item.confirmation for item in answers)
    return f"{words}." if words else ""


def small(words: str) -> str:
    """A paragraph of small print; nothing without words."""
    return f'<p class="small">{escape(words)}</p>' if words else ""
