"""What came of the country's targets, and what is ahead, in words."""

from collections.abc import Mapping, Sequence

from dashboard.analysis.country_targets import EARLY, TargetAhead, TargetAnswer
from dashboard.queries.country_targets import Aim, AimFigure
from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import round_decimals, shown_decimals
from dashboard.store.codes import COUNTRY, MET, NOT_MET, UNDETERMINED
from dashboard.words.periods import distance_of, period_words
from dashboard.words.values import format_amount, format_target, gap_unit
from etl.language.i18n import N_, _, format_number

ANSWERS = {
    MET: N_("Đạt"),
    EARLY: N_("Đạt từ trước hạn"),
    NOT_MET: N_("Chưa đạt"),
    UNDETERMINED: N_("Chưa rõ"),
}
"""What came of a target, in the order that lists have."""

_SIGNS = {">=": "≥", "<=": "≤", "=": "="}

ANSWER_MARKS = {MET: "✓", EARLY: "✓", NOT_MET: "✗", UNDETERMINED: "?"}

_COUNTED = {
    MET: N_("{count} đạt"),
    EARLY: N_("{count} đạt từ trước hạn"),
    NOT_MET: N_("{count} chưa đạt"),
    UNDETERMINED: N_("{count} chưa rõ"),
}


def answer_counts(answers: Sequence[TargetAnswer]) -> dict[str, str]:
    """`✓ 0 đạt`, `✗ 3 chưa đạt`, `? 5 chưa rõ`, by verdict."""
    return {
        verdict: f"{ANSWER_MARKS[verdict]} {words}" for verdict, words in _counts(answers).items()
    }


def _counts(answers: Sequence[TargetAnswer]) -> dict[str, str]:
    counts = {verdict: sum(item.verdict == verdict for item in answers) for verdict in _COUNTED}
    # What was reached before is an exception, told where there is one.
    return {
        verdict: _(_COUNTED[verdict]).format(count=count)
        for verdict, count in counts.items()
        if count or verdict != EARLY
    }


def answers_finding(by_year: Mapping[int, Sequence[TargetAnswer]]) -> str:
    """`Mục tiêu của cả nước và hai khối năm 2024: 0 đạt, 3 chưa đạt, 5 chưa rõ; năm 2025: …`"""
    return _("Mục tiêu của cả nước và hai khối {told}.").format(told=counts_by_year(by_year))


def counts_by_year(by_year: Mapping[int, Sequence[TargetAnswer]]) -> str:
    """`năm 2024: 0 đạt, 3 chưa đạt, 5 chưa rõ; năm 2025: …`"""
    return "; ".join(
        _("năm {year}: {counts}").format(year=year, counts=", ".join(_counts(answers).values()))
        for year, answers in by_year.items()
    )


def aim_name(indicator: Indicator, aim: Aim) -> str:
    """`Hồ sơ trực tuyến toàn trình`, of a bloc with its name."""
    name = indicator.short_name_vi
    return name if aim.unit_id == COUNTRY else f"{name}, {aim.unit_name_vi.lower()}"


def aim_target(indicator: Indicator, aim: Aim) -> str:
    """`≥ 80%`, `≤ 50`."""
    return f"{_SIGNS[aim.comparator]}\N{NO-BREAK SPACE}{format_target(indicator, aim.value)}"


def aim_of_base(indicator: Indicator, aim: Aim) -> str:
    """The same with what it is a share of, where that is not what the figures are."""
    words = aim_target(indicator, aim)
    return words if aim.base_vi is None else f"{words} {aim.base_vi}"


def figure_words(indicator: Indicator, item: AimFigure) -> str:
    """`45,8%`: an amount as its document prints it."""
    if item.value is None:
        ends = (format_amount(indicator, end) for end in (item.value_low, item.value_high))
        return "–".join(ends)
    return format_amount(indicator, item.value, figure_decimals(indicator, item))


def figure_decimals(indicator: Indicator, item: AimFigure) -> int:
    """Those it is printed with; of a computed one no more than it has."""
    if item.printed_decimals is None:
        return round_decimals(indicator, item.value)
    return shown_decimals(indicator, item.printed_decimals)


def dated_figure(indicator: Indicator, item: AimFigure) -> str:
    """`45,8% (2024)`."""
    return f"{figure_words(indicator, item)} ({period_words(item.period)})"


def reason_words(answer: TargetAnswer) -> str:
    """Of which day it is known that a target was reached before, or why nobody can say."""
    match answer.why_open:
        case "older":
            words = _("{distance}; chưa có số liệu đến hạn")
            return words.format(distance=_distance(answer))
        case "different":
            return _("các nguồn nêu khác nhau")
        case "other_base":
            words = _("mục tiêu tính trên {base}, số liệu hiện có thì không")
            return words.format(base=answer.aim.base_vi)
        case "no_figure":
            return _("chưa có số liệu")
    if answer.verdict == EARLY:
        words = _("đạt từ {distance}; chưa có số liệu đến hạn")
        return words.format(distance=_distance(answer))
    return ""


def _distance(answer: TargetAnswer) -> str:
    return distance_of(answer.figures[0].days_from_due, answer.aim.due_on, answer.figures[0].period)


def aside_words(answer: TargetAnswer) -> list[str]:
    """Whose each figure is, of several; and what decides nothing: other ways, and later figures."""
    several = answer.figures if len(answer.figures) > 1 else ()
    told = [f"{figure_words(answer.indicator, item)}: {_whose(answer, item)}" for item in several]
    if answer.otherwise is not None:
        figure = dated_figure(answer.indicator, answer.otherwise)
        told.append(_("đo theo cách khác: {figure}").format(figure=figure))
    if answer.later is not None:
        figure = dated_figure(answer.indicator, answer.later)
        told.append(_("sau hạn: {figure}").format(figure=figure))
    return told


def _whose(answer: TargetAnswer, item: AimFigure) -> str:
    is_own = item.indicator_id == answer.aim.indicator_id
    return item.source.document if is_own else item.measure_vi


def gap_words(item: TargetAhead) -> str:
    """`còn 11,28 điểm %`; that it is reached; a dash where nobody knows."""
    if item.gap is None:
        return "–"
    if not item.gap:
        return _("đã đạt")
    return f"{format_number(item.gap, item.decimals)} {gap_unit(item.indicator)}"


def pace_words(item: TargetAhead, per_year: float | None) -> str:
    """`2,3 điểm % mỗi năm`, of small numbers with a digit more."""
    if per_year is None:
        return "–"
    decimals = 0 if abs(per_year) >= 100 or not per_year else 1 if abs(per_year) >= 1 else 2
    return f"{format_number(per_year, decimals)} {gap_unit(item.indicator)}"


def ahead_words(items: Sequence[TargetAhead]) -> str:
    """`Phía trước: 2026 có 7 mục tiêu, 2027 có 2, 2030 có 22.`"""
    years = dict.fromkeys(item.aim.due_on.year for item in items)
    told = ", ".join(
        _("{year}: {count} mục tiêu").format(
            year=year, count=sum(item.aim.due_on.year == year for item in items)
        )
        for year in years
    )
    return _("Phía trước: {told}").format(told=told)


def year_ahead_words(year: int, items: Sequence[TargetAhead]) -> str:
    """`Đến hạn 2030: 19 mục tiêu, 12 đã có số liệu.`; nothing where none is ahead."""
    if not items:
        return ""
    return _("Đến hạn {year}: {count} mục tiêu, {known} đã có số liệu, {reached} đã đạt.").format(
        year=year,
        count=len(items),
        known=sum(item.now is not None for item in items),
        reached=sum(item.gap == 0 for item in items),
    )
