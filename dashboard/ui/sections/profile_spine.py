"""The spine of a profile: a row per indicator with all that is known of the unit, as one table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from dashboard.analysis.profiles import GoalStanding, Standing, by_topic, has_strip, standings
from dashboard.analysis.scores import years_of
from dashboard.analysis.ties import is_shared_by_many
from dashboard.figures.series_picture import series_picture
from dashboard.figures.strip_picture import strip_picture
from dashboard.queries.structures import Structure
from dashboard.queries.unit_series import UnitSeries, series_of_unit
from dashboard.queries.units import Unit
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import drawn_html
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.ways import way
from dashboard.ui.frame.pages import MAP, RANKING
from dashboard.ui.frame.parameters import INDICATOR, LEVEL, REGION, STRUCTURE, UNIT, Param
from dashboard.words.changes import describe_change
from dashboard.words.markdown import explained, html_of
from dashboard.words.profiles import (
    goal_words,
    other_period,
    passed_over,
    source_words,
    trait_of,
)
from dashboard.words.statements import write
from dashboard.words.values import format_place, format_rank, format_value
from etl.language.i18n import _, format_date

_NOTHING = "–"
_SHORT = 24
"""A note of no more letters stands by the value: `25 ÷ 28`."""
_LONG = 240
"""One of more opens on demand, whatever it says."""


def places_of(unit: Unit, structure: Structure) -> dict[Param, str]:
    """The choices by which other pages show a unit."""
    chosen = REGION if unit.level == "region" else UNIT
    return {STRUCTURE: structure.id, chosen: unit.unit_id}


@made_once(256)
def spine_html(source: Warehouse, unit: Unit, structure: Structure, day: date) -> str:
    """The table under its topics, then what several of its rows say alike."""
    return _Spine(source, unit, structure, day).html()


@dataclass(frozen=True)
class _Cell:
    column: str
    html: str


class _Spine:
    def __init__(self, source: Warehouse, unit: Unit, structure: Structure, day: date) -> None:
        self.unit, self.day = unit, day
        self.topics = by_topic(standings(source, unit, structure))
        self.items = [item for _topic, group in self.topics for item in group]
        self.place = places_of(unit, structure)
        found = series_of_unit(source, unit.unit_id, structure)
        self.series: Mapping[str, UnitSeries] = {
            key: series for key, series in found.items() if series.is_drawn
        }
        self.years = years_of(self.items)
        self.has_changes = any(
            item.row.change is not None or item.indicator.indicator_id in self.series
            for item in self.items
        )
        notes = Counter(map(_note, self.items))
        shared = [note for note, count in notes.items() if count > 1 and len(note) > _SHORT]
        self.numbers = {note: number for number, note in enumerate(shared, start=1)}

    def html(self) -> str:
        columns = self._columns()
        heads = "".join(
            f'<th scope="col"{_kind(column)} data-cell="{column}">{escape(name)}</th>'
            for column, name in columns.items()
        )
        bodies = "".join(self._topic(topic, group, columns) for topic, group in self.topics)
        alt = escape(_("{unit}: mọi chỉ số, hạng và mục tiêu").format(unit=self.unit.name_vi))
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.numbers)
        return (
            f'<div class="spine"><div class="table-box framed">'
            f'<table aria-label="{alt}"><thead><tr>{heads}</tr></thead>{bodies}</table></div>'
            f"{f'<ol>{notes}</ol>' if notes else ''}</div>"
        )

    def _columns(self) -> dict[str, str]:
        columns = {"name": _("Chỉ số"), "value": _("Giá trị"), "rank": _("Hạng")}
        if self.has_changes:
            columns["change"] = _("Thay đổi")
        columns["strip"] = _("Giữa các đơn vị cùng cấp")
        columns |= {f"y{year}": _("Mục tiêu {year}").format(year=year) for year in self.years}
        return columns | {"source": _("Nguồn")}

    def _topic(self, name: str, group: Sequence[Standing], columns: Mapping[str, str]) -> str:
        head = f'<th scope="rowgroup" colspan="{len(columns)}">{escape(name)}</th>'
        rows = "".join(self._row(item, columns) for item in group)
        return f'<tbody><tr class="topic">{head}</tr>{rows}</tbody>'

    def _row(self, item: Standing, columns: Mapping[str, str]) -> str:
        cells = "".join(
            f'<td{_kind(cell.column)} data-cell="{cell.column}" '
            f'data-head="{escape(columns[cell.column])}"{_is_nothing(cell)}>{cell.html}</td>'
            for cell in self._cells(item)
        )
        return f'<tr><th scope="row" data-cell="name">{self._name(item)}</th>{cells}</tr>'

    def _name(self, item: Standing) -> str:
        """The indicator, leading to the ranking of it, or to its map where it has no ranks."""
        name = item.indicator.short_name_vi
        level = "ministry" if self.unit.level == "ministry" else "province"
        choices = self.place | {INDICATOR: item.indicator.indicator_id, LEVEL: level}
        html = escape(name)
        if item.shown.has_ranks:
            html = way(RANKING, choices, name)
        elif level == "province":
            del choices[LEVEL]
            html = way(MAP, choices, name)
        trait = trait_of(item)
        if trait is None:
            return html
        kind = "good" if trait.is_good else "bad"
        return f'{html}<small class="{kind}">{escape(trait.words)}</small>'

    def _place(self, item: Standing) -> str:
        """`3/63`; of a place that many share, who they are: `39 tỉnh cùng mức C`."""
        if is_shared_by_many(item.row):
            return format_rank(item.indicator, item.row)
        return format_place(item.row)

    def _cells(self, item: Standing) -> Iterator[_Cell]:
        yield _Cell("value", self._value(item))
        yield _Cell("rank", explained(escape(self._place(item))) or _NOTHING)
        if self.has_changes:
            yield _Cell("change", self._change(item))
        yield _Cell("strip", self._strip(item))
        for year in self.years:
            yield _Cell(f"y{year}", self._goals(item, year) or _NOTHING)
        yield _Cell("source", explained(escape(source_words(item))) or _NOTHING)

    def _value(self, item: Standing) -> str:
        if item.allotted_for is not None:
            return f'<span class="gray">{escape(_("văn bản chỉ giao chỉ tiêu"))}</span>'
        text = format_value(item.indicator, item.row)
        link = html_of(figure_link(text, item.shown, item.row.unit_id))
        note = _note(item)
        number = self.numbers.get(note)
        parts = [
            f"<strong>{link}</strong>" if item.has_value else link,
            "" if number is None else f"<sup>{number}</sup>",
            _small(note) if len(note) <= _SHORT else "",
            _small(_("chỉ tiêu được giao")) if item.is_allocated else "",
        ]
        return "".join(parts)

    def _change(self, item: Standing) -> str:
        series = self.series.get(item.indicator.indicator_id)
        picture = "" if series is None else drawn_html(series_picture(self.unit.name_vi, series))
        words = describe_change(item.shown, item.row)
        return f"{picture}{_small(words)}" or _NOTHING

    def _strip(self, item: Standing) -> str:
        has_place = item.row.is_applicable and not item.is_allocated
        has_picture = has_place and has_strip(item)
        picture = drawn_html(strip_picture(item)) if has_picture else ""
        note = _note(item)
        if note in self.numbers or len(note) <= _SHORT:
            return picture or _NOTHING
        # Why there is no figure stands to be read; how one came about opens on demand.
        if not item.has_value and len(note) <= _LONG:
            return picture + _small(note)
        label = escape(_("ghi chú"))
        return f'{picture}<details class="why"><summary>{label}</summary>{_small(note)}</details>'

    def _goals(self, item: Standing, year: int) -> str:
        if item.allotted_for is not None and item.allotted_for.year == year:
            amount = format_value(item.indicator, item.row)
            words = _("được giao, hạn {day}").format(day=format_date(item.allotted_for))
            return html_of(figure_link(amount, item.shown, item.row.unit_id)) + _small(words)
        return "".join(f"<div>{self._goal(goal, item)}</div>" for goal in item.goals_in(year))

    def _goal(self, standing: GoalStanding, item: Standing) -> str:
        words = goal_words(standing, self.day)
        beside = (
            (other_period(standing, item), standing.shown),
            (passed_over(standing, self.unit.unit_id), standing.passed_over),
        )
        other = "".join(
            f"<small>({html_of(figure_link(said, shown, self.unit.unit_id))})</small>"
            for said, shown in beside
            if said and shown is not None
        )
        return (
            f'<span class="verdict"><abbr title="{escape(words.verdict)}">{words.mark}</abbr> '
            f"{explained(escape(words.target))}</span>{_small(words.left)}{_small(words.due)}{other}"
        )


def _note(item: Standing) -> str:
    return "" if item.row.note is None else write(item.row.note)


def _small(words: str) -> str:
    return f"<small>{explained(escape(words))}</small>" if words else ""


def _is_nothing(cell: _Cell) -> str:
    """Cards leave out what a column shows as a dash."""
    return " data-nothing" if cell.html == _NOTHING else ""


def _kind(column: str) -> str:
    return ' class="figure"' if column in ("value", "rank") else ""
