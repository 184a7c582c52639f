"""The two charts of a brief: the unit among its peers, and its values beside the targets."""

from collections.abc import Sequence

from dashboard.analysis.profiles import Standing
from dashboard.analysis.targets import Tally
from dashboard.figures.palette import LIGHT, ink_on
from dashboard.figures.strip_scale import Strip, strip
from dashboard.files.brief.canvas import Canvas
from dashboard.files.brief.layout import TEXT_WIDTH
from dashboard.files.brief.model import Picture
from dashboard.store.codes import MET, NO_DATA, NOT_MET
from dashboard.words.values import format_label, format_own_place
from dashboard.words.vocabulary import VERDICTS
from etl.language.i18n import _, format_month, format_number

# Millimetres: the words at the left, the strip, the words at the right.
_START, _END = 66.0, 136.0
_ROW, _TALL_ROW, _LEGEND = 5.3, 7.6, 5.6
_EDGE = TEXT_WIDTH - 1
_OWN = LIGHT.verdicts[NOT_MET]
_LABEL_SIZE = 9


def _at(share: float) -> float:
    return _START + share * (_END - _START)


def peers_chart(items: Sequence[Standing], unit: str) -> Picture:
    """Each indicator as a strip: a grey dot per peer, the unit in colour, the targets as ticks."""
    canvas = Canvas(TEXT_WIDTH, _LEGEND + _TALL_ROW * len(items))
    _legend(canvas, unit)
    for number, item in enumerate(items):
        y = _LEGEND + _TALL_ROW * (number + 0.45)
        line = strip(item)
        value = format_label(item.indicator, item.row)
        _name(canvas, line.name, value if item.has_value else "", y)
        _peers(canvas, line, y)
        if line.own is None:
            canvas.text(_EDGE, y, value, size=8, colour=LIGHT.average, anchor="rm")
        elif line.own[0] == line.own[1]:
            canvas.diamond(_at(line.own[0]), y, 1.5, _OWN, LIGHT.highlight)
        else:
            canvas.box(_at(line.own[0]), y - 0.8, _at(line.own[1]), y + 0.8, _OWN)
        if place := format_own_place(item.row):
            canvas.text(_EDGE, y, _("hạng {place}").format(place=place), anchor="rm")
    caption = _("Hình 1. Vị trí giữa các đơn vị cùng cấp")
    alt = _("Vị trí của {unit} giữa các đơn vị cùng cấp ở {count} chỉ số")
    return _picture(canvas, caption, alt.format(unit=unit, count=len(items)))


def _legend(canvas: Canvas, unit: str) -> None:
    y = _LEGEND / 2 - 0.5
    x = _START
    canvas.dot(x, y, 1.0, f"{LIGHT.average}88")
    x += _word(canvas, x + 2, y, _("đơn vị khác")) + 8
    canvas.diamond(x, y, 1.3, _OWN, LIGHT.highlight)
    x += _word(canvas, x + 2.5, y, _("đơn vị đang xem")) + 8
    canvas.box(x - 0.25, y - 1.6, x + 0.25, y + 1.6, LIGHT.target)
    _word(canvas, x + 1.5, y, _("mục tiêu năm"))


def _word(canvas: Canvas, x: float, y: float, words: str) -> float:
    canvas.text(x, y, words, size=8, colour=LIGHT.average)
    return canvas.width_of(words, size=8)


def _name(canvas: Canvas, name: str, value: str, y: float) -> None:
    """The indicator and its value in the left margin; a name too long for it loses its end."""
    room = _START - 5 - canvas.width_of(value, size=_LABEL_SIZE, bold=True)
    words = name
    while canvas.width_of(words, size=_LABEL_SIZE) > room:
        words = words.removesuffix("…")[:-1].rstrip() + "…"
    canvas.text(0, y, words, size=_LABEL_SIZE)
    canvas.text(_START - 3, y, value, size=_LABEL_SIZE, bold=True, anchor="rm")


def _peers(canvas: Canvas, line: Strip, y: float) -> None:
    canvas.box(_at(0), y - 0.1, _at(1), y + 0.1, LIGHT.border)
    spans: dict[tuple[float, float], int] = {}
    for _row, span in line.peers:
        spans[span] = spans.get(span, 0) + 1
    for (low, high), count in spans.items():
        if low == high:
            canvas.dot(_at(low), y, 1.0, f"{LIGHT.average}66")
        else:
            alpha = round(255 * (0.1 + 0.3 * count / len(line.peers)))
            colour = f"{LIGHT.average}{alpha:02x}"
            canvas.box(_at(low), y - 1.3, _at(high), y + 1.3, colour)
    ends = {0: line.left, 1: line.right}
    for years, place in line.targets:
        canvas.box(_at(place) - 0.25, y - 2.2, _at(place) + 0.25, y + 2.2, LIGHT.target)
        canvas.text(_at(place), y + 2.4, years, size=6.5, colour=LIGHT.target, anchor="mt")
        ends = {share: word for share, word in ends.items() if abs(share - place) > 0.15}
    for share, word in ends.items():
        canvas.text(_at(share), y + 2.4, word, size=6.5, colour=LIGHT.average, anchor="mt")


def goals_chart(items: Sequence[Standing], unit: str) -> Picture:
    """Each target as a bar: how much of it the unit has reached, or between what and what.

    Of a target of 0 nothing can be missing; none occurs.
    """
    goals = [goal for item in items for goal in item.goals]
    canvas = Canvas(TEXT_WIDTH, _LEGEND + _ROW * len(goals))
    y = _LEGEND / 2 - 0.5
    canvas.text(_at(1), y, "100%", size=8, colour=LIGHT.average, anchor="mm")
    canvas.text(_at(0), y, "0%", size=8, colour=LIGHT.average, anchor="mm")
    for number, standing in enumerate(goals):
        y = _LEGEND + _ROW * (number + 0.4)
        row, due = standing.row, standing.goal.due_on
        _name(canvas, standing.goal.indicator.short_name_vi, format_month(due), y)
        canvas.box(_at(0), y - 1.7, _at(1), y + 1.7, "#eef1f3")
        words = VERDICTS[row.verdict or NO_DATA]
        if row.target is None or row.verdict is None or not row.has_value:
            reason = format_label(standing.goal.indicator, row)
            canvas.text(_at(0) + 2, y, reason, size=8, colour=LIGHT.average)
        else:
            (low, high), (target_low, target_high) = row.ends, row.target
            least = min(low / target_high, 1)
            most = min(high / max(target_low, 1e-9), 1)
            colour = LIGHT.verdicts[row.verdict]
            canvas.box(_at(0), y - 1.7, _at(least), y + 1.7, colour)
            if most > least:
                canvas.box(_at(least), y - 1.7, _at(most), y + 1.7, f"{colour}70")
            if least == most:
                share = f"{format_number(100 * least)}%"
                _share(canvas, share, least, y, colour)
        canvas.text(_EDGE, y, _(words), size=8, anchor="rm")
    caption = _("Hình 2. Giá trị hiện có so với từng mục tiêu (mục tiêu = 100%)")
    alt = _("{unit}: phần đã đạt của {count} mục tiêu").format(unit=unit, count=len(goals))
    return _picture(canvas, caption, alt)


def _share(canvas: Canvas, words: str, share: float, y: float, colour: str) -> None:
    if share > 0.15:
        canvas.text(_at(share) - 1.2, y, words, size=8, colour=ink_on(colour), anchor="rm")
    else:
        canvas.text(_at(share) + 1.2, y, words, size=8)


def tallies_chart(tallies: Sequence[Tally], unit: str) -> Picture:
    """Of a region's provinces, how many reached each target: a bar split by verdict."""
    canvas = Canvas(TEXT_WIDTH, _LEGEND + _ROW * len(tallies))
    x, y = _START, _LEGEND / 2 - 0.5
    for verdict, words in VERDICTS.items():
        canvas.box(x, y - 1.2, x + 2.4, y + 1.2, LIGHT.verdicts[verdict])
        x += _word(canvas, x + 3.2, y, _(words)) + 7
    for number, counted in enumerate(tallies):
        y = _LEGEND + _ROW * (number + 0.4)
        due = counted.goal.due_on
        name = counted.goal.indicator.short_name_vi
        _name(canvas, name, format_month(due), y)
        done = 0
        for verdict, count in counted.counts.items():
            if count:
                start, end = _at(done / counted.judged), _at((done + count) / counted.judged)
                colour = LIGHT.verdicts[verdict]
                canvas.box(start, y - 1.9, end, y + 1.9, colour)
                ink = ink_on(colour)
                canvas.text((start + end) / 2, y, str(count), size=8, colour=ink, anchor="mm")
                done += count
        met = _("{met}/{all} đạt").format(met=counted.counts[MET], all=counted.judged)
        canvas.text(_EDGE, y, met, size=_LABEL_SIZE, anchor="rm")
    caption = _("Hình 2. Số tỉnh, thành phố trong vùng theo kết quả từng mục tiêu")
    alt = _("{unit}: số tỉnh, thành phố đạt {count} mục tiêu").format(unit=unit, count=len(tallies))
    return _picture(canvas, caption, alt)


def _picture(canvas: Canvas, caption: str, alt: str) -> Picture:
    return Picture(canvas.png(), canvas.height / canvas.width, caption, alt)
