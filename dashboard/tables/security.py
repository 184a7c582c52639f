"""Levels, deviations and totals of information security."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.security import SecurityRow, Total
from dashboard.queries.printed_rates import PrintedRate
from dashboard.queries.security import RATE_DECIMALS, RATES, SystemLevel
from dashboard.queries.structures import Structure
from dashboard.store.made_once import made_once
from dashboard.tables.indicator_views import amounts, counts
from dashboard.words.cells import Drawn, Figure, count, drawings, figures, line
from dashboard.words.security import (
    _count,
    _share_value,
    percent,
    share_words,
    total_name,
    verdict_words,
)
from dashboard.words.statements import write, write_or_none
from dashboard.words.values import format_place
from dashboard.words.vocabulary import STAGES, STATUSES, structure_name
from etl.language.i18n import _, format_number
from etl.language.rounding import rounded


def levels_table(levels: Sequence[SystemLevel]) -> pd.DataFrame:
    """A row per level with its number and share in percent."""
    return pd.DataFrame(
        {
            _("Cấp độ"): [level.name_vi for level in levels],
            _("Hệ thống"): [level.systems for level in levels],
            _("Tỷ trọng (%)"): [_share_value(level.share) for level in levels],
        }
    )


@made_once(32)
def reading_levels(levels: Sequence[SystemLevel], bars: Sequence[Drawn]) -> pd.DataFrame:
    """The same in words, with a picture of each share."""
    return pd.DataFrame(
        {
            _("Cấp độ"): [level.name_vi for level in levels],
            _("0–100%"): drawings(bars),
            _("Hệ thống"): figures(count(level.systems) for level in levels),
            _("Tỷ trọng"): figures(
                Figure(share_words(level.share), level.share.value) for level in levels
            ),
        }
    )


@made_once(32)
def deviations_table(rates: Sequence[PrintedRate]) -> pd.DataFrame:
    """Printed against recomputed, with the division that gives each."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [rate.unit_vi for rate in rates],
            _("Tỷ lệ"): [_(STAGES[rate.stage]) for rate in rates],
            _("Báo cáo in"): figures(Figure(rate.printed_text, rate.printed) for rate in rates),
            _("Tính lại: chia cho mọi hệ thống"): figures(
                _division(rate.numerator, rate.systems, rate.among_systems) for rate in rates
            ),
            _("Chia cho hệ thống đã phê duyệt"): figures(
                Figure("", None)
                if rate.among_approved is None
                else _division(rate.numerator, rate.approved, rate.among_approved)
                for rate in rates
            ),
            _("Nhận xét"): [_remark(rate) for rate in rates],
        }
    )


def _remark(rate: PrintedRate) -> str:
    return f"{write(rate.reason)}."


def export_deviations(rates: Sequence[PrintedRate]) -> pd.DataFrame:
    """The same with numbers as numbers."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [rate.unit_vi for rate in rates],
            _("Tỷ lệ"): [_(STAGES[rate.stage]) for rate in rates],
            _("Báo cáo in"): [rate.printed_text for rate in rates],
            _("Số hệ thống đạt"): [rate.numerator for rate in rates],
            _("Mọi hệ thống"): [rate.systems for rate in rates],
            _("Hệ thống đã phê duyệt"): [rate.approved for rate in rates],
            _("Chia cho mọi hệ thống (%)"): [
                rounded(rate.among_systems, RATE_DECIMALS) for rate in rates
            ],
            _("Chia cho hệ thống đã phê duyệt (%)"): [
                rounded(rate.among_approved, RATE_DECIMALS) for rate in rates
            ],
            _("Nhận xét"): [_remark(rate) for rate in rates],
        }
    )


def _division(part: int, whole: int, rate: float) -> Figure:
    return Figure(
        f"{format_number(part)} ÷ {format_number(whole)} = {percent(rate)}",
        rounded(rate, RATE_DECIMALS),
    )


@made_once(32)
def totals_table(totals: Sequence[Total], bars: Sequence[Sequence[Drawn | None]]) -> pd.DataFrame:
    """Counts, rates and what is missing, a row per total; `bars` as of `reading_rows`."""
    approved, deployed = bars
    return pd.DataFrame(
        {
            _("Nhóm"): [total_name(total) for total in totals],
            _("Hệ thống"): figures(count(total.systems) for total in totals),
            _("Đã phê duyệt"): figures(_with_rate(total, "approved") for total in totals),
            _("Phê duyệt, 0–100%"): drawings(approved),
            _("Chưa phê duyệt"): figures(count(total.missing("approved")) for total in totals),
            _("Đủ phương án"): figures(_with_rate(total, "deployed") for total in totals),
            _("Triển khai, 0–100%"): drawings(deployed),
            _("Chưa đủ phương án"): figures(count(total.missing("deployed")) for total in totals),
        }
    )


def export_totals(totals: Sequence[Total]) -> pd.DataFrame:
    """The same with numbers as numbers, and the units that are missing in each sum."""
    return pd.DataFrame(
        {
            _("Nhóm"): [total.group_vi for total in totals],
            **{_(words): [getattr(t, stage) for t in totals] for stage, words in STAGES.items()},
            _("Chưa phê duyệt"): [total.missing("approved") for total in totals],
            _("Tỷ lệ phê duyệt (%)"): [_share_value(total.share("approved")) for total in totals],
            _("Chưa đủ phương án"): [total.missing("deployed") for total in totals],
            _("Tỷ lệ triển khai (%)"): [_share_value(total.share("deployed")) for total in totals],
            _("Nguồn"): [_("Phần lời") if t.is_printed else _("Cộng Phụ lục IX") for t in totals],
            _("Đơn vị thiếu số liệu"): [", ".join(total.absent) for total in totals],
        }
    )


def _with_rate(total: Total, stage: str) -> Figure:
    done = getattr(total, stage)
    return Figure(f"{format_number(done)} ({share_words(total.share(stage))})", done)


@made_once(32)
def reading_rows(
    rows: Sequence[SecurityRow],
    level: str,
    structure: Structure,
    bars: Sequence[Sequence[Drawn | None]],
) -> pd.DataFrame:
    """The units in words, in the order given; `bars` has a picture of each rate by stage."""
    approved, deployed = bars
    columns = {
        _("Đơn vị"): [row.view.short_name_vi for row in rows],
        _("Hạng triển khai"): figures(_place(row, "deployed") for row in rows),
        _("Tỷ lệ phê duyệt"): figures(_rate(row, "approved") for row in rows),
        _("Phê duyệt, 0–100%"): drawings(approved),
        _("Tỷ lệ triển khai"): figures(_rate(row, "deployed") for row in rows),
        _("Triển khai, 0–100%"): drawings(deployed),
        _("Kết luận"): [verdict_words(row) for row in rows],
        _("Hệ thống"): figures(_count(row, "systems") for row in rows),
        _("Đã phê duyệt"): figures(_count(row, "approved") for row in rows),
        _("Chưa phê duyệt"): figures(count(row.rates["approved"].missing) for row in rows),
        _("Đủ phương án"): figures(_count(row, "deployed") for row in rows),
        _("Chưa đủ phương án"): figures(count(row.rates["deployed"].missing) for row in rows),
        _("Hạng phê duyệt"): figures(_place(row, "approved") for row in rows),
        _("Vùng"): [row.view.region_vi for row in rows],
        _("Gồm"): [row.view.members_vi or "" for row in rows],
        **{
            _("{stage}: báo cáo in").format(stage=_(STAGES[stage])): figures(
                Figure(row.rates[stage].of.printed_text or "", row.rates[stage].of.printed_value)
                for row in rows
            )
            for stage in RATES
        },
        _("Dòng"): figures(line(row.view.document_line) for row in rows),
        _("Ghi chú"): [write_or_none(row.view.note) or "" for row in rows],
    }
    hidden = {_("Gồm")} if structure.is_published else set()
    if level != "province":
        hidden.add(_("Vùng"))
    return pd.DataFrame({name: cells for name, cells in columns.items() if name not in hidden})


def _place(row: SecurityRow, stage: str) -> Figure:
    """`26/60` among the rates of a stage."""
    of = row.rates[stage].of
    return Figure(format_place(of), of.rank_best)


def _rate(row: SecurityRow, stage: str) -> Figure:
    rate = row.rates[stage].value
    return Figure("" if rate is None else percent(rate), rounded(rate, RATE_DECIMALS))


def export_rows(rows: Sequence[SecurityRow], level: str, structure: Structure) -> pd.DataFrame:
    """The same rows with numbers as numbers: as they are read first, ids last."""
    of_view = [row.view for row in rows]
    columns: dict[str, object] = {_("Đơn vị"): [row.name_vi for row in of_view]}
    for stage, words in STAGES.items():
        columns[_(words)] = amounts(row.counts[stage].count for row in rows)
    for stage in RATES:
        words, rates = _(STAGES[stage]), [row.rates[stage] for row in rows]
        columns[_("{stage}: tỷ lệ %").format(stage=words)] = amounts(
            rounded(rate.value, RATE_DECIMALS) for rate in rates
        )
        columns[_("{stage}: còn thiếu").format(stage=words)] = amounts(
            rate.missing for rate in rates
        )
        columns[_("{stage}: báo cáo in").format(stage=words)] = [
            rate.of.printed_text for rate in rates
        ]
    columns |= {
        _("Kỳ"): [row.period_label for row in of_view],
        _("Trạng thái"): [_(STATUSES[row.status]) for row in of_view],
        _("Nguồn"): [row.document for row in of_view],
        _("Phụ lục"): [row.appendix for row in of_view],
        _("Dòng trong báo cáo"): counts(row.document_line for row in of_view),
        _("Ghi chú"): [write_or_none(row.note) for row in of_view],
        _("Cơ cấu"): structure_name(structure, level),
        _("Vùng"): [row.region_vi for row in of_view],
        _("Thành viên"): [row.members_vi for row in of_view],
    }
    for stage, words in STAGES.items():
        columns[_("{stage}: đã báo cáo").format(stage=_(words))] = amounts(
            row.counts[stage].reported for row in rows
        )
    ids = {"unit_id": [row.unit_id for row in of_view], "status": [row.status for row in of_view]}
    return pd.DataFrame(columns | ids)
