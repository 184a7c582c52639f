"""Series of the country as tables: a row for each, and point by point."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.analysis.series import Series
from dashboard.queries.country_figures import CountryFigure
from dashboard.queries.precision import row_decimals
from dashboard.queries.series_themes import row_number, row_place
from dashboard.store.made_once import made_once
from dashboard.tables.confirmations import with_confirmations
from dashboard.tables.row_cells import value_cell
from dashboard.words.cells import Choice, Drawn, Figure, line
from dashboard.words.markdown import plain
from dashboard.words.other_prints import differing_words, newest_beside
from dashboard.words.series import (
    amount_parts,
    change_words,
    cited,
    place_words,
    series_name,
    theme_name,
    unlike_words,
)
from dashboard.words.series_alternative import alternative
from dashboard.words.series_targets import other_target_words, target_lines, target_words
from dashboard.words.statements import write_or_none
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, format_date
from etl.language.rounding import rounded


def series_lines(
    items: Sequence[Series],
    pictures: Mapping[str, str],
    chosen_at: Mapping[str, str],
    sources: Mapping[str, str],
) -> pd.DataFrame:
    """A row per series in Markdown: its newest figure, its change, its target, its picture.

    By indicator id: `pictures` as SVG, `chosen_at` the address of the page with that series chosen,
    `sources` that of its newest figure's cell.
    """
    rows = []
    for item in items:
        key = item.indicator.indicator_id
        change = [plain(change_words(item)) or _no_change(item), *map(_small, unlike_words(item))]
        rows.append(
            {
                _("Chỉ tiêu"): Choice(series_name(item), chosen_at[key]),
                _("Diễn biến"): Drawn(alternative(item), pictures[key]) if key in pictures else "",
                _("Mới nhất"): _newest(item),
                _("Kỳ"): _period(item),
                _("So với kỳ trước"): "  \n".join(change),
                _("Mục tiêu"): "  \n".join(target_lines(item)),
                _("Nguồn"): f"[{plain(place_words(item))}]({sources[key]})",
            }
        )
    return pd.DataFrame(rows, dtype=object)


def _newest(item: Series) -> Figure:
    """`**129** nghìn tỷ đồng`; where the text gives another number, that it does."""
    now = item.newest
    if now is None:
        return Figure(f":gray[{_('không có số liệu')}]", None)
    amount, unit = amount_parts(item, now)
    is_rank = item.indicator.value_kind == "rank"
    words = [f":small[{plain(unit)}]"] if unit else []
    words.insert(len(words) if is_rank else 0, f"**{plain(amount)}**")
    differs = any(note.differs and note.document == now.document for note in item.notes)
    doubts = [_("phần lời ghi số khác")] if differs else []
    doubts += newest_beside(item)
    told = "".join(f"  \n:gray[{plain(doubt)}]" for doubt in doubts)
    return Figure(" ".join(words) + told, now.value)


def _period(item: Series) -> Figure:
    if item.newest is None:
        return Figure("", None)
    return Figure(plain(item.newest.period_label), item.newest.period_end)


def _no_change(item: Series) -> str:
    return f":gray[{_('chỉ có một kỳ')}]" if item.valued else ""


def _small(words: str) -> str:
    return f":small[{plain(words)}]"


def _noted(item: Series, row: CountryFigure) -> str | None:
    """Its note, and what another document prints of the same period."""
    words = filter(None, [write_or_none(row.note), *differing_words(item, row.period)])
    return " ".join(words) or None


@made_once(32)
def reading_rows(rows: Sequence[CountryFigure], items: Sequence[Series]) -> pd.DataFrame:
    """The figures in words, a row per indicator and period."""
    of_id = {key: item for item in items for key in item.indicator_ids}
    found = []
    for row in rows:
        item = of_id[row.indicator_id]
        is_current = item.indicator.indicator_id == row.indicator_id
        found.append(
            {
                _("Nhóm"): theme_name(item),
                _("Dòng số"): Figure(row_number(row.indicator_id), row_place(row.indicator_id)),
                _("Chỉ tiêu"): row.name_vi,
                _("Kỳ"): Figure(row.period_label or "", row.period_end),
                _("Giá trị"): value_cell(item.indicator, row),
                _("Mục tiêu"): target_words(item) if is_current else "",
                _("Báo cáo in"): Figure(
                    row.printed_text or "", row.value if row.printed_text else None
                ),
                _("Nguồn"): cited(row.document, row.appendix, row.confirmation),
                _("Dòng"): line(row.document_line),
                _("Ghi chú"): " ".join(filter(None, (row.break_vi, _noted(item, row)))),
            }
        )
    return pd.DataFrame(found, dtype=object)


def export_rows(rows: Sequence[CountryFigure], items: Sequence[Series]) -> pd.DataFrame:
    """The same rows with numbers as numbers: as they are read first, ids last."""
    of_id = {key: item for item in items for key in item.indicator_ids}
    current = {item.indicator.indicator_id: item for item in items}
    targets = [
        current[row.indicator_id].goal if row.indicator_id in current else None for row in rows
    ]
    exported = pd.DataFrame(
        {
            _("Nhóm"): [theme_name(of_id[row.indicator_id]) for row in rows],
            _("Chỉ tiêu"): [row.name_vi for row in rows],
            _("Giá trị"): [
                rounded(row.value, row_decimals(of_id[row.indicator_id].indicator, row))
                if row.basis == "derived"
                else row.value
                for row in rows
            ],
            _("Đơn vị tính"): [row.unit_vi for row in rows],
            _("Mục tiêu"): [None if goal is None else goal.value for goal in targets],
            _("Hạn mục tiêu"): [
                None if goal is None or goal.due_on is None else format_date(goal.due_on)
                for goal in targets
            ],
            _("Mục tiêu khác mẫu số"): [
                "; ".join(other_target_words(current[row.indicator_id]))
                if row.indicator_id in current
                else ""
                for row in rows
            ],
            _("Kỳ"): [row.period_label for row in rows],
            _("Đứt chuỗi"): [row.break_vi for row in rows],
            _("Trạng thái"): [_(STATUSES[row.status]) for row in rows],
            _("Báo cáo in"): [row.printed_text for row in rows],
            _("Nguồn"): [row.document for row in rows],
            _("Phụ lục"): [row.appendix for row in rows],
            _("Dòng trong báo cáo"): [row.document_line for row in rows],
            _("Ghi chú"): [_noted(of_id[row.indicator_id], row) for row in rows],
            _("Nhóm"): [theme_name(of_id[row.indicator_id]) for row in rows],
            "indicator_id": [row.indicator_id for row in rows],
            "status": [row.status for row in rows],
            "basis": [row.basis for row in rows],
        }
    )
    return with_confirmations(
        exported,
        [row.confirmation for row in rows],
        target_confirmation=[None if goal is None else goal.confirmation for goal in targets],
    )
