"""Security figures in words: totals, what is missing to 100%, tables to read and to take away."""

from collections.abc import Sequence
from datetime import date

from dashboard.analysis.security import SecurityRow, Total, systems_view
from dashboard.analysis.ties import MOST_NAMED
from dashboard.queries.printed_rates import PrintedRate, furthest
from dashboard.queries.security import RATE_DECIMALS, RATES, TARGET, Share, SystemLevel
from dashboard.queries.structures import OLD
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.cells import Figure, count
from dashboard.words.markdown import plain
from dashboard.words.periods import view_period
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_own_place
from dashboard.words.vocabulary import STAGES, STATUSES, VERDICT_MARKS
from etl.language.i18n import _, format_date, format_number, format_percent_value, format_signed
from etl.language.rounding import rounded


def _count(row: SecurityRow, stage: str) -> Figure:
    found = row.counts[stage]
    if found.count is not None:
        return count(found.count)
    if found.reported is not None:
        words = _("{amount} (chưa đủ)").format(amount=format_number(found.reported))
        return Figure(words, None)
    return Figure(write_or_none(found.former) or _(STATUSES[row.view.status]), None)


def percent(rate: float) -> str:
    """`76,5%`: a rate that is computed here."""
    return format_percent_value(rate, RATE_DECIMALS)


def share_words(share: Share) -> str:
    """`76,5%`, `78%`: a share with its own decimals."""
    return format_percent_value(share.value, share.decimals)


def total_name(total: Total) -> str:
    """`Cả nước (phần lời)`, `Cả nước (Phụ lục IX)`; a star where units are missing."""
    star = "*" if total.absent else ""
    if total.is_region:
        return f"{total.group_vi}{star}"
    source = _("phần\u00a0lời") if total.is_printed else _("Phụ\u00a0lục\u00a0IX")
    return f"{total.group_vi} ({source}){star}"


def funnel_words(totals: Sequence[Total]) -> str:
    """The three stages of some totals in one sentence each."""
    return " ".join(
        _(
            "{name}: {systems} hệ thống, {approved} đã phê duyệt ({a}), "
            "{deployed} đủ phương án ({d})."
        ).format(
            name=total_name(total),
            systems=format_number(total.systems),
            approved=format_number(total.approved),
            a=share_words(total.share("approved")),
            deployed=format_number(total.deployed),
            d=share_words(total.share("deployed")),
        )
        for total in totals
    )


def unit_words(row: SecurityRow, due: dict[str, date]) -> str:
    """One unit: its counts and what is missing to 100% by each deadline."""
    name = plain(row.view.name_vi)
    if row.systems is None:
        why = plain(write_or_none(row.view.note) or "")
        return f"**{name}**: {_count(row, 'systems')}. {why}"
    parts = [
        _("**{unit}**: {systems} hệ thống").format(unit=name, systems=format_number(row.systems))
    ]
    for stage, rate in row.rates.items():
        parts.append(
            _("{stage} {done} ({rate}), còn {left} hệ thống đến {day}").format(
                stage=_(STAGES[stage]).lower(),
                done=_count(row, stage),
                rate="" if rate.value is None else percent(rate.value),
                left=count(rate.missing),
                day=format_date(due[stage]),
            )
        )
    return "; ".join(parts) + "."


def scale_words(rate: str) -> str:
    """A rate in words beside its target, as its bar shows it."""
    return _("{value} trên thang 0–100%, mục tiêu {target}").format(
        value=rate, target=format_percent_value(TARGET, 0)
    )


def verdict_words(row: SecurityRow) -> str:
    """`✓ phê duyệt · ✗ triển khai`; nothing of a unit that is not judged."""
    words = {"approved": _("phê duyệt"), "deployed": _("triển khai")}
    return " · ".join(
        f"{VERDICT_MARKS[rate.of.verdict]} {words[stage]}"
        for stage, rate in row.rates.items()
        if rate.of.verdict is not None
    )


def rank_words(row: SecurityRow) -> str:
    """`phê duyệt: hạng 26/60 · triển khai: hạng 59/60`, of a unit that has ranks."""
    words = {"approved": _("phê duyệt"), "deployed": _("triển khai")}
    return " · ".join(
        _("{stage}: hạng {place}").format(stage=words[stage], place=place)
        for stage, rate in row.rates.items()
        if (place := format_own_place(rate.of))
    )


def units_finding(rows: Sequence[SecurityRow]) -> str:
    """How many units are done at each stage, and who has most left."""
    valued = [row for row in rows if row.systems is not None]
    if not valued:
        return _("Không đơn vị nào có số liệu.")
    left = {stage: [row.rates[stage].missing for row in valued] for stage in RATES}
    most = max(missing for missing in left["deployed"] if missing is not None)
    names = [
        row.view.short_name_vi
        for row, missing in zip(valued, left["deployed"], strict=True)
        if missing == most
    ]
    named = ", ".join(names)
    if len(names) > MOST_NAMED:
        named = _("{count} đơn vị").format(count=len(names))
    words = _(
        "{units} đơn vị có số liệu: {approved} đã phê duyệt đủ 100%, {deployed} đã triển khai đủ "
        "100%; còn nhiều nhất là {unit} với {left} hệ thống chưa triển khai đủ."
    )
    return words.format(
        units=len(valued),
        approved=left["approved"].count(0),
        deployed=left["deployed"].count(0),
        unit=named,
        left=format_number(most),
    )


def levels_words(levels: Sequence[SystemLevel]) -> str:
    """Every level with its number and share."""
    return (
        "; ".join(
            f"{level.name_vi}: {format_number(level.systems)} ({share_words(level.share)})"
            for level in levels
        )
        + "."
    )


def security_caption(
    source: Warehouse, title: str, file: str, *, is_text: bool = False, scope: str = ""
) -> Caption:
    """Systems by stage; `is_text` where the figures are of the report's text alone."""
    shown = systems_view(source, "province", OLD)
    text = _("Phần II, mục 1.2.7")
    return documents_caption(
        source,
        title,
        file_stem(file, shown.period_label),
        cited=shown.documents,
        place=text if is_text else f"{text}; {shown.appendix}",
        unit=_("hệ thống"),
        period=view_period(shown),
        scope=scope or _("cả nước"),
    )


def furthest_words(rates: Sequence[PrintedRate]) -> str:
    """Which printed rate lies furthest from the one recomputed; all that do, where they tie."""
    found = furthest(rates)
    named = "; ".join(
        _("{unit}, in {printed}, tính lại {rate}").format(
            unit=plain(rate.unit_vi),
            printed=plain(rate.printed_text),
            rate=percent(rate.among_systems),
        )
        for rate in found
    )
    return _("Lệch nhiều nhất ({gap} điểm %): {rates}.").format(
        gap=format_number(found[0].deviation, RATE_DECIMALS), rates=named
    )


def _share_value(share: Share) -> float | None:
    """For a file: with the digits shown, without binary noise."""
    return rounded(share.value, share.decimals)


def difference_words(printed: Total, added: Total) -> str:
    """By how much the tables' sum differs from the printed total, stage by stage."""
    return ", ".join(
        f"{_(words).lower()} {format_signed(getattr(added, stage) - getattr(printed, stage))}"
        for stage, words in STAGES.items()
    )
