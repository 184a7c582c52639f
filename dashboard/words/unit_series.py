"""What a unit's figures over the periods say: their lines, their breaks, their gaps."""

from collections.abc import Sequence
from itertools import cycle

from dashboard.queries.indicators import Indicator
from dashboard.queries.unit_series import UnitLine, UnitPoint, UnitSeries
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.periods import PERIOD_KINDS
from dashboard.words.values import format_value
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, capital

_MARKS = "●■◆"
"""Of the first, second … kind of periods, as `figures.unit_series.line_style` draws them."""


def kind_name(kind: str) -> str:
    """`lũy kế từ đầu năm`: what the figures of a line speak of."""
    return _(PERIOD_KINDS[kind])


def point_words(indicator: Indicator, point: UnitPoint) -> str:
    """`49,89%`, `71,20% (tạm tính)`, `chưa báo cáo`: the figure of one period."""
    words = format_value(indicator, point) if point.has_value else gap_words(point)
    return _("{value} (tạm tính)").format(value=words) if point.is_provisional else words


def gap_words(point: UnitPoint) -> str:
    """Why there is no figure: `chưa báo cáo`."""
    words = _(STATUSES[point.status])
    return words[:1].lower() + words[1:]


def break_lines(series: UnitSeries) -> list[str]:
    """`Từ 3/2025 không so với các kỳ trước: …`, once for each break and reason."""
    return list(dict.fromkeys(_break(series, line) for line in series.broken))


def _break(series: UnitSeries, line: UnitLine) -> str:
    """Of several kinds of periods, with the kind: the others may go on."""
    period = line.points[0].period_label
    if len(series.kinds) > 1:
        period = f"{period} ({kind_name(line.kind)})"
    return _("Từ {period} không so với các kỳ trước: {reason}").format(
        period=period, reason=" ".join(line.breaks_vi)
    )


def reading_lines(items: Sequence[UnitSeries], *, small: bool = False) -> list[str]:
    """How to read charts of a unit: what each sign that occurs stands for, then their breaks.

    A large chart of several kinds of periods has a legend; of small ones it is told here.
    """
    kinds, points = kinds_of(items), [point for item in items for point in item.points]
    said = [_("Mỗi hàng một thang riêng")] if small and len(items) > 1 else []
    if len(kinds) == 1:
        said.append(_("Số liệu {kind}").format(kind=kind_name(kinds[0])))
    elif small:
        said += [
            f"{mark} {kind_name(kind)}" for kind, mark in zip(kinds, cycle(_MARKS), strict=False)
        ]
    if any(point.has_value and point.is_provisional for point in points):
        said.append(_("dấu rỗng: tạm tính, kỳ chưa kết thúc"))
    if any(point.has_value and point.value is None for point in points):
        said.append(_("thanh dọc: chỉ biết khoảng"))
    if any(item.broken for item in items):
        said.append(_("vạch chấm: từ đó đo cách khác"))
    if not all(point.has_value for point in points) and not small:
        said.append(_("gạch ngang dưới đáy: kỳ không có số liệu"))
    named: dict[str, list[str]] = {}
    for item in items:
        for words in break_lines(item):
            named.setdefault(words, []).append(item.indicator.short_name_vi)
    breaks = [
        f"{', '.join(names)}: {words}" if len(items) > 1 else words
        for words, names in named.items()
    ]
    return [*([f"{capital('; '.join(said))}."] if said else []), *breaks]


def kinds_of(items: Sequence[UnitSeries]) -> list[str]:
    """The kinds of periods that some series have, each once."""
    return list(dict.fromkeys(kind for item in items for kind in item.kinds))


def line_words(series: UnitSeries, line: UnitLine) -> str:
    """`lũy kế từ đầu năm: 7/2024 49,89%; 10/2024 53,39%`, and why the line does not go on."""
    points = "; ".join(
        f"{point.period_label} {point_words(series.indicator, point)}" for point in line.points
    )
    words = f"{kind_name(line.kind)}: {points}"
    # The reasons are whole sentences.
    return f"{words}. {_break(series, line).removesuffix('.')}" if line.breaks_vi else words


def alternative(name: str, items: Sequence[UnitSeries]) -> str:
    """A unit's charts in words: every figure, every gap, every break."""
    sentences = [
        f"{item.indicator.short_name_vi} – "
        + ". ".join(line_words(item, line) for line in item.lines)
        for item in items
    ]
    return f"{name}. " + ". ".join(sentences) + "."


def span_words(items: Sequence[UnitSeries]) -> str:
    """The first and the last period of some series: `7/2024–5/2025`."""
    points = sorted(
        (point.period_end, point.period_label) for item in items for point in item.valued
    )
    first, last = points[0][1], points[-1][1]
    return first if first == last else f"{first}–{last}"


def unit_series_caption(
    source: Warehouse, items: Sequence[UnitSeries], title: str, file: str, scope: str
) -> Caption:
    """The figures of a unit over the periods; of one indicator with its unit of measure."""
    points = [point for item in items for point in item.valued]
    places = dict.fromkeys(point.appendix for point in points if point.appendix)
    return documents_caption(
        source,
        title,
        file_stem("series", file, span_words(items)),
        cited=[point.document for point in points if point.document],
        place=", ".join(places),
        unit=_(items[0].indicator.unit_vi) if len(items) == 1 else "",
        period=span_words(items),
        scope=scope,
        notes=tuple(line for item in items for line in break_lines(item)),
    )
