"""Oddities of the sources, each said beside the figures and none of them changing one.

A printed ratio that does not follow from its counts, a total that is not the sum, a value
repeated to the digit, a break in a series: they become rows of `quality_issue`.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from babel.numbers import format_decimal

from etl.catalogue import Catalogue
from etl.facts import Basis, Issue, Observation
from etl.specs import (
    CountCheck,
    IndicatorSpec,
    MeanCheck,
    SameFigureCheck,
    StatementsCheck,
    SumCheck,
)

# Keyed by indicator, unit, period label and basis.
Facts = Mapping[tuple[str, str, str, Basis], Observation]


def notice_issues(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    """Every oddity that the observations of all tables show."""
    by_key = {
        (item.indicator_id, item.unit_id, item.period.label, item.basis): item
        for item in observations
    }
    yield from _ratio_mismatches(catalogue, by_key)
    yield from _repeated_values(catalogue, observations)
    yield from _series_breaks(catalogue, observations)
    for check in catalogue.cross_checks:
        match check:
            case SumCheck():
                yield from _sum_mismatch(catalogue, observations, check)
            case MeanCheck():
                yield from _mean_mismatch(catalogue, observations, check)
            case SameFigureCheck():
                yield from _different_figures(catalogue, by_key, check)
            case StatementsCheck():
                yield _conflicting_statements(check)
            case CountCheck():
                yield from _count_mismatch(catalogue, observations, check)


def _ratio_mismatches(catalogue: Catalogue, by_key: Facts) -> Iterator[Issue]:
    """Printed rates that are not numerator ÷ denominator rounded to the printed digits."""
    for (indicator_id, unit_id, label, basis), printed in by_key.items():
        derived = by_key.get((indicator_id, unit_id, label, "derived"))
        if basis != "published" or derived is None:
            continue
        if printed.value is None or derived.value is None or printed.raw_text is None:
            continue
        digits = _printed_decimals(printed.raw_text)
        if _round_half_up(derived.value, digits) == printed.value:
            continue
        spec = catalogue.indicators[indicator_id]
        reason = _why_different(catalogue, by_key, spec, printed, derived.value, digits)
        yield Issue(
            "ratio_mismatch",
            "warning",
            f"Báo cáo in {printed.raw_text}; tính lại từ số đếm {derived.note_vi} = "
            f"{_comma(derived.value, 2)}%: {reason}.",
            printed.table_id,
            printed.source_line,
            unit_id,
            indicator_id,
        )


def _why_different(
    catalogue: Catalogue,
    by_key: Facts,
    spec: IndicatorSpec,
    printed: Observation,
    derived: float,
    digits: int,
) -> str:
    """The reading of the printed rate that fits: cut digits, or another count as denominator."""
    if math.floor(derived * 10**digits) / 10**digits == printed.value:
        return "báo cáo cắt bớt chữ số thay vì làm tròn"
    numerator = by_key[
        (spec.numerator_id or "", printed.unit_id, printed.period.label, "published")
    ]
    for other in catalogue.indicators.values():
        count = by_key.get((other.indicator_id, printed.unit_id, printed.period.label, "published"))
        if (
            other.value_kind == "count"
            and other.indicator_id != spec.denominator_id
            and count is not None
            and count.value
            and numerator.value is not None
            and _round_half_up(100 * numerator.value / count.value, digits) == printed.value
        ):
            return f"báo cáo chia cho {other.name_vi[0].lower()}{other.name_vi[1:]}"
    return "không khớp với mẫu số nào trong bảng"


def _repeated_values(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    """Rates printed with decimals that three or more units of a level share to the digit."""
    groups: dict[tuple[str, str, str, str], list[Observation]] = defaultdict(list)
    for item in observations:
        if (
            item.basis == "published"
            and item.value is not None
            and item.value % 1
            and item.raw_text
        ):
            level = catalogue.units[item.unit_id].level
            groups[(item.indicator_id, level, item.period.label, item.raw_text)].append(item)
    for (indicator_id, _, _, raw_text), items in groups.items():
        if len(items) >= 3:
            names = ", ".join(catalogue.units[item.unit_id].short_name_vi for item in items)
            for item in items:
                yield Issue(
                    "repeated_value",
                    "warning",
                    f"{len(items)} đơn vị cùng in {raw_text}: {names}.",
                    item.table_id,
                    item.source_line,
                    item.unit_id,
                    indicator_id,
                )


def _series_breaks(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    for spec in catalogue.indicators.values():
        for series_break in spec.series_breaks:
            for item in observations:
                if (item.indicator_id, item.period.label) == (
                    spec.indicator_id,
                    series_break.from_period,
                ):
                    yield Issue(
                        "series_break",
                        "info",
                        series_break.reason_vi,
                        item.table_id,
                        item.source_line,
                        item.unit_id,
                        spec.indicator_id,
                    )


def _sum_mismatch(
    catalogue: Catalogue, observations: Sequence[Observation], check: SumCheck
) -> Iterator[Issue]:
    for total in _of_unit(observations, check.indicator, check.total_unit):
        values = published_values(catalogue, observations, check.indicator, check.levels)
        if total.value is not None and sum(values) != total.value:
            yield _cross_issue(
                "total_mismatch",
                total,
                f"Phần lời ghi {total.raw_text}; cộng {len(values)} đơn vị của phụ lục được "
                f"{_comma(sum(values), 0)}, lệch {_comma(sum(values) - total.value, 0)}.",
            )


def _mean_mismatch(
    catalogue: Catalogue, observations: Sequence[Observation], check: MeanCheck
) -> Iterator[Issue]:
    for mean in _of_unit(observations, check.indicator, check.mean_unit):
        values = published_values(catalogue, observations, check.indicator, [check.level])
        plain = sum(values) / len(values)
        digits = _printed_decimals(mean.raw_text or "")
        if mean.value is not None and _round_half_up(plain, digits) != mean.value:
            yield _cross_issue(
                "average_mismatch",
                mean,
                f"Phần lời ghi {mean.raw_text}; trung bình cộng của {len(values)} đơn vị có "
                f"số liệu trong phụ lục là {_comma(plain, 2)}%.",
            )


def _different_figures(
    catalogue: Catalogue, by_key: Facts, check: SameFigureCheck
) -> Iterator[Issue]:
    one = by_key[(check.indicator, check.unit, check.period_label, "published")]
    other = by_key[(check.other_indicator, check.unit, check.period_label, "published")]
    if one.value != other.value:
        tables = [catalogue.tables[item.table_id].appendix for item in (one, other)]
        yield _cross_issue(
            "different_figures",
            one,
            f"{tables[0]} ghi {one.raw_text} (dòng {one.document_line}), "
            f"{tables[1]} ghi {other.raw_text} (dòng {other.document_line}).",
        )


def _conflicting_statements(check: StatementsCheck) -> Issue:
    figures = ", ".join(f"{figure.printed} (dòng {figure.source_line})" for figure in check.figures)
    return Issue(
        "different_figures",
        "warning",
        f"{check.subject_vi}: phần lời ghi {figures}.",
        unit_id=check.unit,
        indicator_id=check.indicator,
    )


def _count_mismatch(
    catalogue: Catalogue, observations: Sequence[Observation], check: CountCheck
) -> Iterator[Issue]:
    items = [
        item
        for item in observations
        if item.indicator_id == check.indicator
        and item.basis == "published"
        and item.value is not None
        and catalogue.units[item.unit_id].level == check.level
        and (item.value > check.than if check.comparator == ">" else item.value < check.than)
    ]
    if len(items) != check.stated:
        names = ", ".join(catalogue.units[item.unit_id].short_name_vi for item in items)
        side = "trên" if check.comparator == ">" else "dưới"
        yield Issue(
            "count_mismatch",
            "warning",
            f"Phần lời (dòng {check.source_line}) nêu {check.stated} đơn vị {side} "
            f"{_comma(check.than, 0)}%; trong bảng có {len(items)}: {names}.",
            items[0].table_id if items else None,
            None,
            None,
            check.indicator,
        )


def _of_unit(
    observations: Sequence[Observation], indicator_id: str, unit_id: str
) -> Iterator[Observation]:
    for item in observations:
        if (item.indicator_id, item.unit_id, item.basis) == (indicator_id, unit_id, "published"):
            yield item


def published_values(
    catalogue: Catalogue,
    observations: Iterable[Observation],
    indicator_id: str,
    levels: Collection[str],
) -> list[float]:
    """The exact published values of an indicator for the units of these levels."""
    return [
        item.value
        for item in observations
        if item.indicator_id == indicator_id
        and item.basis == "published"
        and item.value is not None
        and catalogue.units[item.unit_id].level in levels
    ]


def _cross_issue(kind: str, item: Observation, detail_vi: str) -> Issue:
    return Issue(
        kind,
        "warning",
        detail_vi,
        item.table_id,
        item.source_line,
        item.unit_id,
        item.indicator_id,
    )


def _printed_decimals(raw_text: str) -> int:
    """How many decimals a printed figure shows; percentages print a comma or a point."""
    mark = max(raw_text.rfind(","), raw_text.rfind("."))
    return 0 if mark < 0 else len(raw_text.rstrip("% ")) - mark - 1


def _round_half_up(value: float, digits: int) -> float:
    return float(math.floor(value * 10**digits + 0.5) / 10**digits)


def _comma(value: float, digits: int) -> str:
    """A number as Vietnamese readers write it, `92,59`."""
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return str(format_decimal(value, format=pattern, locale="vi"))
