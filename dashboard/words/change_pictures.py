"""The change from one period to the next as a picture tells it: title, source, finding."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.analysis.ties import MOST_NAMED
from dashboard.queries.indicator_views import View, view
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, view_caption, views_caption
from dashboard.words.changes import CHANGE_STATUSES, change_unit, format_change
from dashboard.words.periods import period_words
from dashboard.words.views import describe_source
from etl.language.i18n import N_, _, capital

_COUNTED = {
    "better": N_("{count} đơn vị tốt lên"),
    "worse": N_("{count} đơn vị kém đi"),
    "higher": N_("{count} đơn vị tăng"),
    "lower": N_("{count} đơn vị giảm"),
    "unchanged": N_("{count} đơn vị không đổi"),
    "undetermined": N_("{count} đơn vị chưa rõ"),
}
_COUNTED_ANSWERS = {
    1: N_("{count} đơn vị từ chưa sang có"),
    -1: N_("{count} đơn vị từ có sang chưa"),
    0: N_("{count} đơn vị không đổi"),
}
_MOST = {
    "better": N_("tốt lên nhiều nhất: {units}"),
    "worse": N_("kém đi nhiều nhất: {units}"),
    "higher": N_("tăng nhiều nhất: {units}"),
    "lower": N_("giảm nhiều nhất: {units}"),
}


def change_span(shown: View) -> str:
    """`từ 7/2024 đến 7/2025`. Raises ValueError where no period of the kind came before."""
    if shown.earlier is None or shown.period is None:
        raise ValueError(f"{shown.indicator.indicator_id}: no earlier period to compare with")
    return _("từ {earlier} đến {period}").format(
        earlier=period_words(shown.earlier), period=period_words(shown.period)
    )


def before_view(source: Warehouse, shown: View) -> View:
    """The view that the changes of this one are from."""
    return view(
        source,
        shown.indicator.indicator_id,
        shown.level,
        shown.due_on,
        shown.structure,
        shown.earlier,
    )


def change_caption(source: Warehouse, shown: View, region_id: str | None) -> Caption:
    """What a picture of changes says of itself: both periods, and the documents of both."""
    # A target says nothing of a change.
    own = view_caption(source, replace(shown, due_on=None), region_id)
    both = views_caption(source, own.title, own.file, [before_view(source, shown), shown])
    change = next(row.change for row in shown.rows if row.change is not None)
    title = _("{indicator}: thay đổi {span}").format(indicator=own.title, span=change_span(shown))
    return replace(
        own.part("change", title, change_unit(shown.indicator, change)),
        period=both.period,
        source=both.source,
        data_date=both.data_date,
    )


def describe_both_sources(source: Warehouse, shown: View) -> str:
    """Where the figures are from, and those they are compared with."""
    return _("{source}; so với {before}").format(
        source=describe_source(shown), before=describe_source(before_view(source, shown))
    )


def change_finding(shown: View, rows: Sequence[ViewRow]) -> str:
    """How many units got better, worse or stayed, and which changed most each way."""
    changed = [row for row in rows if row.change is not None and row.change.ends is not None]
    parts = [", ".join(_counts(shown, changed))]
    if shown.indicator.value_kind != "flag":
        parts += _extremes(shown, changed)
    parts += _without(rows)
    return f"{shown.indicator.name_vi}, {_in_span(shown)}: {'; '.join(parts)}."


def change_counts(shown: View, rows: Sequence[ViewRow]) -> str:
    """The same without names, for a page that lists them below."""
    changed = [row for row in rows if row.change is not None and row.change.ends is not None]
    parts = [", ".join(_counts(shown, changed)), *_without(rows)]
    return f"{capital(_in_span(shown))}: {'; '.join(parts)}."


def ways_of(shown: View) -> tuple[str, str]:
    """The two directions of a change, in words of the indicator: better first."""
    return ("higher", "lower") if shown.indicator.better == "none" else ("better", "worse")


def _in_span(shown: View) -> str:
    return _("thay đổi {span}").format(span=change_span(shown))


def _counts(shown: View, changed: Sequence[ViewRow]) -> list[str]:
    is_flag = shown.indicator.value_kind == "flag"
    counts = _answers(changed) if is_flag else _directions(shown, changed)
    return counts or [_("không đơn vị nào tính được thay đổi")]


def _directions(shown: View, changed: Sequence[ViewRow]) -> list[str]:
    found = [row.change.direction for row in changed if row.change is not None]
    counts = {way: found.count(way) for way in (*ways_of(shown), "unchanged", "undetermined")}
    return [
        _(_COUNTED[way]).format(count=count)
        for way, count in counts.items()
        if count or (way != "undetermined" and changed)
    ]


def _answers(changed: Sequence[ViewRow]) -> list[str]:
    """Of a yes or no: as many as there are of each; what nobody did is left out."""
    sure = [low for row in changed if (low := _exact(row)) is not None]
    counts = {answer: sure.count(answer) for answer in _COUNTED_ANSWERS}
    return [
        _(_COUNTED_ANSWERS[answer]).format(count=count) for answer, count in counts.items() if count
    ]


def _exact(row: ViewRow) -> float | None:
    low, high = _ends(row)
    return low if low == high else None


def _ends(row: ViewRow) -> Bounds:
    if row.change is None or row.change.ends is None:
        raise ValueError(f"{row.unit_id}: no change is computed")
    return row.change.ends


def _extremes(shown: View, changed: Sequence[ViewRow]) -> list[str]:
    """Who changed most each way, where it is sure; how many it may be, where it is not."""
    found = []
    for way, words in _MOST.items():
        rows = [row for row in changed if row.change is not None and row.change.direction == way]
        if rows:
            found.append(_(words).format(units=_furthest(shown, rows)))
    return found


def _furthest(shown: View, rows: Sequence[ViewRow]) -> str:
    """Of units that went the same way: those that none surely went further than."""
    sizes = {row.unit_id: sorted(abs(end) for end in _ends(row)) for row in rows}
    surely = max(least for least, _most in sizes.values())
    first = [row for row in rows if sizes[row.unit_id][1] >= surely]
    if len({_ends(row) for row in first}) > 1:
        return _("một trong {count} đơn vị").format(count=len(first))
    change = format_change(shown.indicator, first[0])
    if len(first) > MOST_NAMED:
        return _("{count} đơn vị ({change})").format(count=len(first), change=change)
    names = ", ".join(row.short_name_vi for row in first)
    return f"{names} ({change})"


def _without(rows: Sequence[ViewRow]) -> list[str]:
    """Units without a change, by the reason; those the source leaves out are not counted."""
    judged = [row for row in rows if row.is_applicable]
    status = [None if row.change is None else row.change.status for row in judged]
    missing = status.count(None)
    lines = [
        _("{count} đơn vị {reason}").format(count=status.count(code), reason=_(words))
        for code, words in CHANGE_STATUSES.items()
        if code != "computed" and code in status
    ]
    return [*lines, *([_("{count} đơn vị không có số liệu").format(count=missing)] * bool(missing))]
