"""Levels, deviations and totals of information security."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.security import Total
from dashboard.queries.printed_rates import PrintedRate
from dashboard.queries.security import RATE_DECIMALS, RATES, STAGES, SystemLevel
from dashboard.queries.structures import Structure
from dashboard.store.records import Row, records
from dashboard.words.cells import Figure, count, figures, line
from dashboard.words.security import _count, _share_value, percent, share_words, total_name
from dashboard.words.statements import write, write_or_none
from dashboard.words.vocabulary import STATUSES
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


def reading_levels(levels: Sequence[SystemLevel]) -> pd.DataFrame:
    """The same in words."""
    return pd.DataFrame(
        {
            _("Cấp độ"): [level.name_vi for level in levels],
            _("Hệ thống"): figures(count(level.systems) for level in levels),
            _("Tỷ trọng"): figures(
                Figure(share_words(level.share), level.share.value) for level in levels
            ),
        }
    )


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


def totals_table(totals: Sequence[Total]) -> pd.DataFrame:
    """Counts, rates and what is missing, a row per total."""
    return pd.DataFrame(
        {
            _("Nhóm"): [total_name(total) for total in totals],
            _("Hệ thống"): figures(count(total.systems) for total in totals),
            _("Đã phê duyệt"): figures(_with_rate(total, "approved") for total in totals),
            _("Chưa phê duyệt"): figures(count(total.missing("approved")) for total in totals),
            _("Đủ phương án"): figures(_with_rate(total, "deployed") for total in totals),
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


def reading_rows(rows: pd.DataFrame, level: str, structure: Structure) -> pd.DataFrame:
    """The units in words, in the order given."""
    items = records(rows)
    columns = {
        _("Đơn vị"): [row["short_name_vi"] for row in items],
        _("Gồm"): [row["members_vi"] or "" for row in items],
        _("Vùng"): [row["region_vi"] for row in items],
        _("Hệ thống"): figures(_count(row, "systems") for row in items),
        _("Đã phê duyệt"): figures(_count(row, "approved") for row in items),
        _("Tỷ lệ phê duyệt"): figures(_rate(row, "approved") for row in items),
        _("Chưa phê duyệt"): figures(count(row["approved_missing"]) for row in items),
        _("Đủ phương án"): figures(_count(row, "deployed") for row in items),
        _("Tỷ lệ triển khai"): figures(_rate(row, "deployed") for row in items),
        _("Chưa đủ phương án"): figures(count(row["deployed_missing"]) for row in items),
        **{
            _("{stage}: báo cáo in").format(stage=_(STAGES[stage])): figures(
                Figure(row[f"{stage}_printed"] or "", row[f"{stage}_printed_value"])
                for row in items
            )
            for stage in RATES
        },
        _("Dòng"): figures(line(row["document_line"]) for row in items),
        _("Ghi chú"): [write_or_none(row["note"]) or "" for row in items],
    }
    hidden = {_("Gồm")} if structure.is_published else set()
    if level != "province":
        hidden.add(_("Vùng"))
    return pd.DataFrame({name: cells for name, cells in columns.items() if name not in hidden})


def _rate(row: Row, stage: str) -> Figure:
    rate = row[f"{stage}_rate"]
    return Figure("" if rate is None else percent(rate), rounded(rate, RATE_DECIMALS))


def export_rows(rows: pd.DataFrame, level: str, structure: Structure) -> pd.DataFrame:
    """The same rows with numbers as numbers: as they are read first, ids last."""
    columns: dict[str, object] = {_("Đơn vị"): rows["name_vi"]}
    for stage, words in STAGES.items():
        columns[_(words)] = rows[stage]
    for stage in RATES:
        words = _(STAGES[stage])
        columns[_("{stage}: tỷ lệ %").format(stage=words)] = [
            rounded(row[f"{stage}_rate"], RATE_DECIMALS) for row in records(rows)
        ]
        columns[_("{stage}: còn thiếu").format(stage=words)] = rows[f"{stage}_missing"]
        columns[_("{stage}: báo cáo in").format(stage=words)] = rows[f"{stage}_printed"]
    columns |= {
        _("Kỳ"): rows["period_label"],
        _("Trạng thái"): [_(STATUSES[status]) for status in rows["status"]],
        _("Nguồn"): rows["document"],
        _("Phụ lục"): rows["appendix"],
        _("Dòng trong báo cáo"): rows["document_line"],
        _("Ghi chú"): [write_or_none(said) for said in rows["note"]],
        _("Cơ cấu"): _(structure.name(level)),
        _("Vùng"): rows["region_vi"],
        _("Thành viên"): rows["members_vi"],
    }
    for stage, words in STAGES.items():
        columns[_("{stage}: đã báo cáo").format(stage=_(words))] = rows[f"reported_{stage}"]
    return pd.DataFrame(columns | {"unit_id": rows["unit_id"], "status": rows["status"]})
