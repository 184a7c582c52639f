"""The first page in words: national figures, goals by deadline, who is ahead, what is not known."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal

from dashboard.analysis.overview import Deadline, GoalCount, Leaders, RankingEnd, Silence, Trust
from dashboard.queries.claims import CONFIRMED, CONTRADICTED, NOT_TESTABLE
from dashboard.queries.documents import is_lesser, weakest
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.national import Headline
from dashboard.queries.precision import round_decimals
from dashboard.store.codes import MET
from dashboard.words.markdown import plain
from dashboard.words.other_targets import format_other_target
from dashboard.words.periods import months_between
from dashboard.words.values import format_target, format_value, gap_unit
from dashboard.words.vocabulary import STATUSES, marked
from etl.language.i18n import _, format_date, format_month, format_number, format_signed

_NAMED = 3
"""More units than these that share a place are counted, not named."""


def country_finding(figures: Sequence[Headline], items: Sequence[Deadline], day: date) -> str:
    """How many of the headline figures reached their target, and the goal that is due first."""
    compared = [item for item in figures if item.verdict is not None]
    met = sum(item.verdict == MET for item in compared)
    weaker = weakest(item.verdict_confirmation for item in compared)
    found = _("Số liệu đến {day}: {met}/{all} chỉ tiêu cả nước so được đã đạt mục tiêu").format(
        day=format_date(day), met=met, all=marked(str(len(compared)), weaker)
    )
    first = "; ".join(_reached(item, item.indicator.name_vi) for item in items[:1])
    return _("{found}. Hạn sớm nhất: {first}.").format(found=found, first=first)


def headline_gap(item: Headline) -> str:
    """`thiếu 38 điểm %`; what there is to say where nothing is missing or nothing to compare."""
    if item.target is None or item.gap is None:
        return _("không so được") if item.other_targets else _("chưa có mục tiêu")
    if item.gap <= 0:
        return _beside_figure(_("đã đạt"), item, item.target_confirmation)
    decimals = max(item.decimals, round_decimals(item.indicator, item.target))
    unit = gap_unit(item.indicator) if item.indicator.is_percent else ""
    words = _("thiếu {gap} {unit}").format(gap=format_number(item.gap, decimals), unit=unit)
    return _beside_figure(words.strip(), item, item.target_confirmation)


def _beside_figure(words: str, item: Headline, confirmation: str | None) -> str:
    """Words in the card of a figure: where that bears the sign, they need none of their own."""
    return words if is_lesser(item.confirmation) else marked(words, confirmation)


def headline_target(item: Headline) -> str:
    """`đến 80%, 12/2025`, or that the target has another base; empty without one."""
    if item.target is None or item.due_on is None:
        return _("khác mẫu số") if item.other_targets else ""
    words = _("đến {target}, {month}").format(
        target=marked(format_target(item.indicator, item.target), item.target_confirmation),
        month=format_month(item.due_on),
    )
    return f"{words} ({_('số liệu sau hạn')})" if item.period_end > item.due_on else words


def headline_others(item: Headline) -> list[str]:
    """`Mục tiêu 100% thủ tục hành chính đủ điều kiện (12/2025)`: the targets of another base."""
    return [
        _("Mục tiêu {target}").format(target=format_other_target(item.indicator, target))
        for target in item.other_targets
    ]


def headline_change(item: Headline) -> str:
    """`+25 điểm % từ 2023`, or why the two do not compare; empty without a figure before."""
    if item.change is None:
        return ""
    if item.change.break_vi is not None:
        return f"{_('Không so với')} {item.change.period_label}: {item.change.break_vi}"
    words = _("{change} {unit} từ {period}").format(
        change=format_signed(
            item.value - item.change.value, max(item.decimals, item.change.decimals)
        ),
        unit=gap_unit(item.indicator),
        period=item.change.period_label,
    )
    return _beside_figure(words, item, item.change.confirmation)


def passed_words(items: Sequence[Deadline], day: date) -> str:
    """Whether the deadlines have passed by `day`, and for how many there are figures of then."""
    days = {item.due_on for item in items}
    passed = {due_on for due_on in days if due_on < day}
    waiting = {item.due_on for item in items if not item.is_of_due_date} & passed
    words = _("Mẫu số gồm cả đơn vị chưa có số liệu.")
    if not passed:
        return words
    said = _(
        "Hôm nay {passed}/{all} hạn đã qua; {waiting} hạn trong đó chưa có số liệu đến hạn"
    ).format(passed=len(passed), all=len(days), waiting=len(waiting))
    return f"{words} {said}{_age_words(items, waiting)}."


def _age_words(items: Sequence[Deadline], waiting: Collection[date]) -> str:
    """`, số liệu có trước hạn 3–17 tháng`: how old the figures are that goals are judged by."""
    months = [
        months_between(shown.period.end, item.due_on)
        for item in items
        if item.due_on in waiting
        for shown in item.views.values()
        if shown.period is not None and shown.period.end < item.due_on
    ]
    if not months:
        return ""
    span = "–".join(str(count) for count in dict.fromkeys((min(months), max(months))))
    return _(", số liệu có trước hạn {span} tháng").format(span=span)


def deadlines_finding(items: Sequence[Deadline]) -> str:
    """The same in words: how many units of each level reached each goal."""
    return "; ".join(_reached(item, item.indicator.short_name_vi) for item in items)


def _reached(item: Deadline, name: str) -> str:
    words = {"province": _("{met}/{all} tỉnh đạt"), "ministry": _("{met}/{all} bộ đạt")}
    counts = ", ".join(
        marked(
            words[level].format(met=counted.counts[MET], all=counted.judged), counted.confirmation
        )
        for level, counted in item.tallies.items()
    )
    return f"{name} ({format_month(item.due_on)}): {counts}"


def _goal(item: Deadline) -> str:
    """`DVCTT toàn trình · tỉnh 85%, bộ 70%`; targets that differ from unit to unit are not told."""
    targets = {level: _common_target(item, level) for level in item.tallies}
    known = {level: target for level, target in targets.items() if target is not None}
    name = plain(item.indicator.short_name_vi)
    if not known:
        return name
    if len(known) == len(UNIT_LEVELS) and len(set(known.values())) == 1:
        return f"{name} :gray[· {next(iter(known.values()))}]"
    words = {"province": _("tỉnh {target}"), "ministry": _("bộ {target}")}
    told = ", ".join(words[level].format(target=target) for level, target in known.items())
    return f"{name} :gray[· {told}]"


def _common_target(item: Deadline, level: str) -> str | None:
    found = [row.target for row in item.views[level].rows if row.target is not None]
    targets = {end for ends in found for end in ends}
    return format_target(item.indicator, *targets) if len(targets) == 1 else None


def systems_left_words(items: Sequence[Deadline]) -> list[str]:
    """How many systems the goals of all systems still lack, and whose are not among them."""
    of_systems = [item for item in items if item.systems is not None]
    if not of_systems:
        return []
    left = "; ".join(
        f"{plain(item.indicator.short_name_vi)} {format_number(item.systems_left or 0)}"
        for item in of_systems
    )
    absent = {name for item in of_systems if item.systems for name in item.systems.absent}
    return [
        _(
            "Hệ thống còn thiếu, cộng Phụ lục IX: {left} (chưa kể {count} đơn vị chưa báo cáo)."
        ).format(left=left, count=len(absent))
    ]


def leaders_finding(of_levels: Mapping[str, Sequence[Leaders]]) -> str:
    """The same in words, without Markdown."""
    words = _("{indicator}: dẫn đầu {first}; xa đích nhất {last}")
    return ". ".join(
        words.format(
            indicator=item.shown.indicator.short_name_vi,
            first=_ranking_end(item, item.first).replace("**", ""),
            last=_ranking_end(item, item.last).replace("**", ""),
        )
        for items in of_levels.values()
        for item in items
    )


def _lines(items: Sequence[Leaders], end: Literal["first", "last"]) -> str:
    return "  \n".join(_ranking_end(item, getattr(item, end)) for item in items)


def _ranking_end(item: Leaders, found: RankingEnd) -> str:
    row, ties = found.rows[0], len(found.rows)
    units = {"province": _("{count} tỉnh"), "ministry": _("{count} bộ")}[item.shown.level]
    if not found.is_known:
        return _("một trong {units}").format(units=units.format(count=ties))
    name = plain(row.short_name_vi) if ties == 1 else units.format(count=ties)
    return f"{name} **{format_value(item.shown.indicator, row)}**"


def goal_count_words(found: GoalCount, year: int) -> str:
    """Who reached most goals of a year, and how many units none."""
    none = _("{none}/{units} chưa đạt mục tiêu nào").format(none=found.none, units=found.units)
    if not found.best:
        return _("{none} của năm {year}.").format(none=none, year=year)
    names = ", ".join(found.best_names)
    if len(found.best_names) > _NAMED:
        names = _("{count} đơn vị").format(count=len(found.best_names))
    best = _("đạt nhiều nhất {best}/{goals} mục tiêu {year}: {names}").format(
        best=found.best, goals=found.goals, year=year, names=names
    )
    return f"{best}; {none}."


def trust_words(found: Trust) -> str:
    """What the tables say of the text."""
    verdicts = found.verdicts
    return _(
        "Đã kiểm **{all}** điều phần lời nêu bằng bảng của chính báo cáo: **{confirmed}** khớp, "
        "**{contradicted}** khác bảng, **{untested}** không đủ số liệu để kiểm."
    ).format(
        all=sum(verdicts.values()),
        confirmed=verdicts[CONFIRMED],
        contradicted=verdicts[CONTRADICTED],
        untested=verdicts[NOT_TESTABLE],
    )


def trust_summary(found: Trust) -> str:
    """The same in half a line: `24/105 điều phần lời khác bảng`."""
    return _("{contradicted}/{all} điều phần lời khác bảng").format(
        contradicted=found.verdicts[CONTRADICTED], all=sum(found.verdicts.values())
    )


def silence_summary(found: Trust) -> str:
    """`17 đơn vị thiếu số liệu`, each once."""
    return _("{count} đơn vị thiếu số liệu so mục tiêu").format(count=found.silent_units)


def silence_words(found: Silence) -> str:
    """`Hồ sơ trực tuyến toàn trình: 15 tỉnh cần đối soát`."""
    names = {"province": _("{count} tỉnh"), "ministry": _("{count} bộ, ngành")}
    units = ", ".join(names[level].format(count=count) for level, count in found.units.items())
    return f"{plain(found.subject_vi)}: **{units}** {_(STATUSES[found.status]).lower()}"
