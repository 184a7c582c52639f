"""What a unit's brief says: the page's figures in the page's words, on one or two sheets."""

from collections.abc import Sequence
from datetime import date

from dashboard.analysis.profiles import GoalStanding, Standing, allocated, province_tallies
from dashboard.files.brief.charts import goals_chart, peers_chart, tallies_chart
from dashboard.files.brief.model import Brief, BriefTable, Bullets, Paragraph, Picture, Section
from dashboard.queries.registers import UnitTask, obstacles_of, tasks_of
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, origins
from dashboard.store.warehouse import Warehouse
from dashboard.words.changes import describe_change
from dashboard.words.periods import view_period
from dashboard.words.profiles import RULE, Trait, other_period, strengths, weaknesses
from dashboard.words.statements import write_or_none
from dashboard.words.targets import describe_work
from dashboard.words.task_status import describe_roles
from dashboard.words.units import identity_lines
from dashboard.words.values import (
    format_gap,
    format_own_place,
    format_row_target,
    format_value,
    format_verdict,
)
from etl.language.i18n import _, capital, format_date

_DRAWN = 6
_LISTED = 3
# Letters that a list may take, so that the brief keeps to two sheets.
_ROOM = 330
_WIDTHS = (0.27, 0.085, 0.15, 0.095, 0.2, 0.2)


def brief_of(
    source: Warehouse,
    unit: Unit,
    structure: Structure,
    items: Sequence[Standing],
    today: date,
) -> Brief:
    """The brief of a unit; `items` are its standings."""
    sections = [
        Section(
            _("Thông tin chung"),
            tuple(Paragraph(line) for line in identity_lines(source, unit, structure)),
        ),
        Section(_("Nhận xét từ số liệu"), (_traits(items),)),
        Section(_("Số liệu và mục tiêu"), (_table(items),)),
        Section(_("So sánh"), _pictures(source, unit, structure, items)),
    ]
    if work := _work(items, today):
        sections.append(Section(_("Việc cần làm để đạt mục tiêu"), (Bullets(work),)))
    registers = _registers(source, unit, structure)
    sections.append(Section(_("Vướng mắc và nhiệm vụ Đề án 06"), (Bullets(registers),)))
    return Brief(
        title=_("PHIẾU TÓM TẮT SỐ LIỆU CHUYỂN ĐỔI SỐ"),
        unit=unit.name_vi,
        dates=_dates(items, today),
        sections=tuple(sections),
        notes=_notes(items, unit),
    )


def _dates(items: Sequence[Standing], today: date) -> str:
    days = [
        item.row.period_end
        for item in items
        if item.row.period_end is not None and not item.is_allocated
    ]
    made = _("lập ngày {day}").format(day=format_date(today))
    if not days:
        return capital(made)
    return _("Số liệu đến ngày {day}, {made}").format(day=format_date(max(days)), made=made)


def _traits(items: Sequence[Standing]) -> Bullets:
    lines = []
    for title, found in (
        (_("Điểm mạnh"), strengths(items)),
        (_("Điểm yếu"), weaknesses(items)),
    ):
        lines.append(Paragraph(_sentence(found), lead=f"{title} ({len(found)})"))
    return Bullets(tuple(lines))


def _sentence(found: Sequence[Trait]) -> str:
    if not found:
        return _("số liệu không cho thấy.")
    return " • ".join(trait.name for trait in found) + "."


def _table(items: Sequence[Standing]) -> BriefTable:
    figures = [item for item in items if not item.is_allocated and item.row.is_applicable]
    years = sorted({goal.goal.due_on.year for item in figures for goal in item.goals})
    header = [_("Chỉ số"), _("Kỳ"), _("Giá trị"), _("Hạng")]
    header += [_("Mục tiêu {year}").format(year=year) for year in years]
    rows = []
    for item in figures:
        cells = [
            item.indicator.short_name_vi,
            view_period(item.shown) if item.row.period_label else "–",
            _value(item),
            format_own_place(item.row) or "–",
        ]
        for year in years:
            goals = [goal for goal in item.goals if goal.goal.due_on.year == year]
            cells.append("; ".join(_goal(goal, item) for goal in goals) or "–")
        rows.append(tuple(cells))
    widths = _WIDTHS[: len(header)]
    return BriefTable(tuple(header), tuple(rows), tuple(width / sum(widths) for width in widths))


def _value(item: Standing) -> str:
    """The figure, and in brackets its change from the period before, where there is one."""
    value = format_value(item.indicator, item.row)
    change = describe_change(item.shown, item.row)
    return f"{value} ({change})" if change else value


def _goal(standing: GoalStanding, item: Standing) -> str:
    """In words: the marks of the page are in no serif font."""
    indicator, row = standing.goal.indicator, standing.row
    target = format_row_target(indicator, row)
    gap = format_gap(indicator, row)
    verdict = format_verdict(row.verdict or "no_data").lower()
    text = f"{target}: {verdict}" + (f", {gap}" if gap else "")
    other = other_period(standing, item)
    return f"{text} ({other})" if other else text


def _pictures(
    source: Warehouse, unit: Unit, structure: Structure, items: Sequence[Standing]
) -> tuple[Picture, ...]:
    rates = [
        item
        for item in items
        if item.indicator.value_kind in ("rate", "index", "interval") and item.shown.has_values
    ]
    first = peers_chart(rates[:_DRAWN], unit.name_vi)
    if unit.level == "region":
        counted = province_tallies(source, unit, structure)
        return first, tallies_chart(counted, unit.name_vi)
    measured = [item for item in items if item.goals and item.indicator.value_kind != "grade"]
    return (first, goals_chart(measured, unit.name_vi)) if measured else (first,)


def _work(items: Sequence[Standing], today: date) -> tuple[Paragraph, ...]:
    lines = []
    for item in items:
        steps = [
            _("để đạt {target} đến {day} còn {work}").format(
                target=format_row_target(item.indicator, standing.row),
                day=format_date(standing.goal.due_on),
                work=describe_work(standing.shortfall, today),
            )
            for standing in item.goals
            if standing.shortfall is not None
        ]
        if steps:
            lines.append(Paragraph("; ".join(steps), lead=item.indicator.short_name_vi))
    for item in allocated(items):
        due_on = item.shown.due_on
        due = "" if due_on is None else _(", hạn {day}").format(day=format_date(due_on))
        amount = format_value(item.indicator, item.row)
        lead = item.indicator.short_name_vi
        lines.append(Paragraph(f"{amount} {_(item.indicator.unit_vi)}{due}", lead=lead))
    return tuple(lines)


def _registers(source: Warehouse, unit: Unit, structure: Structure) -> tuple[Paragraph, ...]:
    """How many obstacles and tasks, and the first of each."""
    known_as = origins(source, unit, structure)
    obstacles = [item.summary_vi.rstrip(".") for item in obstacles_of(source, known_as)]
    tasks = tasks_of(source, known_as)
    lines = [
        _listing(_("Vướng mắc đã nêu hoặc được đề nghị giải quyết"), obstacles),
        _listing(_("Nhiệm vụ Đề án 06 được giao"), [_task(item) for item in tasks.owned]),
    ]
    if tasks.otherwise:
        named = [f"{_task(item)}, {describe_roles(item.roles)}" for item in tasks.otherwise]
        lines.append(_listing(_("Nhiệm vụ Đề án 06 khác có nêu tên"), named))
    return tuple(lines)


def _task(item: UnitTask) -> str:
    due = "" if item.due_on is None else f" ({_('hạn')} {format_date(item.due_on)})"
    return item.title_vi.rstrip(".") + due


def _listing(lead: str, lines: Sequence[str]) -> Paragraph:
    # Members of a merged unit were given the same tasks, each on its own.
    different = list(dict.fromkeys(lines))
    listed = [
        line
        for number, line in enumerate(different[:_LISTED])
        if number == 0 or len("".join(different[: number + 1])) <= _ROOM
    ]
    text = " • ".join(listed)
    if len(different) > len(listed):
        text += _(" • và {count} mục khác.").format(count=len(different) - len(listed))
    elif text:
        text += "."
    return Paragraph(text or _("không có."), lead=f"{lead} ({len(lines)})")


def _notes(items: Sequence[Standing], unit: Unit) -> tuple[str, ...]:
    """The rule of the remarks, missing figures with reasons, how others came about, sources."""
    missing: dict[str, list[str]] = {}
    for item in items:
        if not item.has_value:
            reason = write_or_none(item.row.note) or format_value(item.indicator, item.row)
            missing.setdefault(reason.rstrip("."), []).append(item.indicator.short_name_vi)
    lines = [_(RULE)]
    if missing:
        parts = [f"{', '.join(names)}: {reason}" for reason, names in missing.items()]
        lines.append(f"{_('Không có giá trị (không phải bằng 0)')}: " + "; ".join(parts) + ".")
    merged = any(item.shown.is_merged for item in items)
    if unit.level == "ministry" and merged:
        lines.append(
            _(
                "Chỉ cơ quan không đổi chức năng giữ số liệu; số liệu của cơ quan trước 1/3/2025 "
                "ghi bằng chữ, không xếp hạng, không so với mục tiêu."
            )
        )
    elif unit.level == "region" or merged:
        lines.append(
            _(
                "Số liệu suy ra từ đơn vị thành viên: số đếm cộng lại, tỷ lệ có số đếm tính lại, "
                "tỷ lệ khác chỉ biết nằm giữa thành viên thấp nhất và cao nhất; thành viên thiếu "
                "số liệu thì không kết luận."
            )
        )
    if any(item.has_value and item.row.value is None for item in items):
        lines.append(
            _("Giá trị ghi dạng khoảng là khoảng chắc chắn chứa giá trị thật, không phải sai số.")
        )
    sources: dict[str, dict[str, None]] = {}
    for item in items:
        if item.row.document is not None and item.row.appendix is not None:
            sources.setdefault(item.row.document, {})[item.row.appendix] = None
    cited = [f"{document} ({', '.join(parts)})" for document, parts in sources.items()]
    if cited:
        lines.append(_("Nguồn: {sources}.").format(sources="; ".join(cited)))
    return tuple(lines)
