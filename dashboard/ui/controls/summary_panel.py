"""Beside a map without a chosen unit: averages, who leads and who trails, who has no value."""

from collections.abc import Sequence

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.ties import MOST_NAMED, End, first_of, place_of, share_a_place
from dashboard.queries.benchmarks import benchmarks, mean_of
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import MET
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import listing, paragraph
from dashboard.ui.controls.flags import flag_groups
from dashboard.ui.controls.missing import units_without_value
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.words.markdown import plain
from dashboard.words.summaries import benchmark_name, format_benchmark
from dashboard.words.values import format_group, format_place, format_value
from dashboard.words.views import describe_targets
from etl.language.i18n import _


def summary_panel(source: Warehouse, shown: View, rows: Sequence[ViewRow]) -> str:
    """The units shown at a glance; says how to see one of them."""
    hint = _("Chọn một tỉnh trên bản đồ hoặc trong ô Đơn vị để xem số liệu của tỉnh.")
    blocks = [paragraph(f":gray[{hint}]")]
    if len(rows) < len(shown.rows):
        blocks += map(paragraph, _of_region(shown, rows))
    for mean in benchmarks(source, shown):
        amount = format_benchmark(shown.indicator, mean)
        blocks.append(paragraph(f"{plain(benchmark_name(mean))}: **{amount}**"))
    valued, without = split_by_value(ordered(rows, "hang"))
    is_count = shown.indicator.value_kind == "count"
    is_flag = shown.indicator.value_kind == "flag"
    if is_flag:
        blocks.append(flag_groups(valued))
    elif len(valued) > 2 * MOST_NAMED and not share_a_place(valued):
        first = first_of(valued, place_of, MOST_NAMED)
        last = first_of(valued[::-1], place_of, MOST_NAMED)
        head, foot = (
            (_("Nhiều nhất"), _("Ít nhất")) if is_count else (_("Đứng đầu"), _("Đứng cuối"))
        )
        blocks.append(listing(head, lines_of(shown, first)))
        blocks.append(listing(foot, lines_of(shown, last)[::-1]))
    else:
        named = first_of(valued, place_of, 2 * MOST_NAMED)
        blocks.append(listing(_("Thứ tự"), lines_of(shown, named)))
    blocks.append(units_without_value(without, is_flag=is_flag))
    return "".join(blocks)


def _of_region(shown: View, rows: Sequence[ViewRow]) -> list[str]:
    """The mean of the units shown and how many of them reach the target, before those of all."""
    lines = []
    mean = mean_of(shown, rows)
    if mean is not None:
        amount = format_benchmark(shown.indicator, mean)
        words = _("Trung bình cộng của {count} đơn vị có số liệu trong vùng")
        lines.append(f"{words.format(count=mean.averaged)}: **{amount}**")
    judged = [row for row in rows if row.is_applicable]
    if shown.due_on is not None and not shown.is_allocation and judged:
        words = _("Trong vùng, **{met}/{all}** đơn vị đạt ({target})")
        met = sum(row.verdict == MET for row in judged)
        lines.append(words.format(met=met, all=len(judged), target=plain(describe_targets(shown))))
    return lines


def lines_of(shown: View, end: End[ViewRow]) -> list[str]:
    """A line for each unit that is named, one for a tie that is too large for that."""
    lines = []
    for row in end.named:
        value = figure_link(format_value(shown.indicator, row), shown, row.unit_id)
        place = format_place(row)
        lines.append(
            f"{plain(row.short_name_vi)}: {value}" + (f" :gray[({place})]" if place else "")
        )
    if end.tied:
        lines.append(format_group(shown.indicator, end.tied[0], len(end.tied)))
    return lines
