"""Indicators of the country over time: Appendix I, DTI, ranks abroad, figures of the text."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.queries.country_figures import TWINS, country_figures, country_targets
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.precision import row_decimals
from dashboard.queries.statements import Said, with_said
from dashboard.queries.target_bases import OtherTarget, other_targets
from dashboard.store.codes import MET, NO_DATA, NOT_MET
from dashboard.store.records import Row, records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import N_, _

FILTERS = {
    "tat-ca": N_("Tất cả"),
    "co-muc-tieu": N_("Có mục tiêu"),
    "co-chuoi": N_("Có từ hai kỳ"),
}

# Appendix I numbers its rows but does not group them; figures of the text join the rows on their
# topic. Other topics are groups already.
_THEMES: tuple[tuple[str, Collection[int], Collection[str]], ...] = (
    (N_("Dịch vụ công trực tuyến"), range(1, 5), ("public_services",)),
    (N_("Hạ tầng và công dân số"), (5, 6, 7, 8, 12, 26), ("digital_signature",)),
    (N_("Quản lý, điều hành và nhân lực số"), (9, 10, 11), ("digital_government",)),
    (N_("Y tế số"), range(13, 18), ()),
    (N_("Giao thông thông minh"), range(18, 21), ()),
    (N_("Kinh tế số"), (21, 22, 24, 25), ("digital_economy", "e_commerce")),
)
CONTRADICTED = "contradicted"
_ROW_ID = re.compile(r"national_(\d+)(?:_(\d+))?")


@dataclass(frozen=True)
class Point:
    """What the source prints for one period; without a value, `status` says why."""

    period_label: str
    period_end: date
    value: float | None
    decimals: int
    """Those to show the value with."""
    status: str
    break_vi: str | None
    """Why this period and those after it do not compare with those before."""


@dataclass(frozen=True)
class Place:
    """Where a document prints figures of a series."""

    document: str
    appendix: str
    line: int


@dataclass(frozen=True)
class Note:
    """What the report's text says of the same figure."""

    statement_vi: str | None
    """What the text states, where the explanation does not say it."""
    explanation: Said
    differs: bool
    """Whether it is another figure than the table's; else the table cannot tell."""


@dataclass(frozen=True)
class CountryTarget:
    """A target set for the country; `gap` is what the newest figure misses, else negative.

    Without a date where the document sets none; without a gap where there is no figure.
    """

    value: float
    due_on: date | None
    gap: float | None
    verdict: str


@dataclass(frozen=True)
class Series:
    """One indicator over its periods, and the one it replaced, if any.

    No periods at all where the documents set a target and give no figure.
    """

    indicator: Indicator
    theme: str
    """Name of the group it is shown in."""
    points: tuple[Point, ...]
    predecessor: "Series | None"
    target: CountryTarget | None
    later: tuple[CountryTarget, ...]
    """Targets due after `target`."""
    other_targets: tuple[OtherTarget, ...]
    """Targets of another base than the figures'."""
    notes: tuple[Note, ...]
    places: tuple[Place, ...]
    """Each once: a row of a table has one, figures of the text may stand on several lines."""
    quotes: tuple[str, ...]
    """The words around the figures, where they stand in the text; they qualify the number."""

    @property
    def valued(self) -> list[Point]:
        """The periods that have a value."""
        return [point for point in self.points if point.value is not None]

    @property
    def breaks(self) -> list[Point]:
        """The periods that begin a new way to measure."""
        return [point for point in self.points if point.break_vi is not None]

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """Its own id and those it replaced."""
        before = () if self.predecessor is None else self.predecessor.indicator_ids
        return (*before, self.indicator.indicator_id)

    @property
    def is_drawn(self) -> bool:
        """Whether a picture says more than the one figure there is."""
        return self.periods > 1 or bool(self.valued and self.target)

    @property
    def periods(self) -> int:
        """Periods with a value, those of the indicator it replaced included."""
        before = 0 if self.predecessor is None else self.predecessor.periods
        return before + len(self.valued)


def row_number(indicator_id: str) -> str:
    """The number of a row of Appendix I: `national_03_1` → `3.1`; empty for other indicators."""
    found = _ROW_ID.fullmatch(indicator_id)
    return "" if found is None else ".".join(str(int(part)) for part in found.groups() if part)


def row_place(indicator_id: str) -> float | None:
    """What a row of Appendix I sorts by: 3.10 comes after 3.9."""
    number, _mark, part = row_number(indicator_id).partition(".")
    return int(number) + int(part or 0) / 100 if number else None


def chosen(items: Sequence[Series], filter_id: str) -> list[Series]:
    """The series of one of `FILTERS`."""
    if filter_id == "co-muc-tieu":
        return [item for item in items if item.target is not None or item.other_targets]
    if filter_id == "co-chuoi":
        return [item for item in items if item.periods > 1]
    return list(items)


def series_rows(source: Warehouse, items: Iterable[Series]) -> pd.DataFrame:
    """The figures of some series, one row per indicator and period, in the series' order."""
    rows = country_figures(source)
    place = {
        indicator_id: number
        for number, indicator_id in enumerate(
            indicator_id for item in items for indicator_id in item.indicator_ids
        )
    }
    kept = rows[rows["indicator_id"].isin(list(place))]
    return kept.sort_values("indicator_id", key=lambda ids: ids.map(place), kind="stable")


@lru_cache(maxsize=4)
def national_series(source: Warehouse) -> tuple[Series, ...]:
    """Every series of the country, theme by theme; one that was replaced stands in its successor's.

    Shared between sessions: never write to its parts.
    """
    known = indicators(source)
    of_indicator: dict[str, list[Row]] = {}
    for row in records(country_figures(source)):
        of_indicator.setdefault(row["indicator_id"], []).append(row)
    targets = country_targets(source)
    others = other_targets(source, "country")
    notes = _notes(source)
    replaced = _replaced(source)
    built: dict[str, Series] = {}
    for indicator_id, rows in of_indicator.items():
        # An indicator stands in the catalogue before the one that replaces it.
        built[indicator_id] = _series(
            known[indicator_id],
            rows,
            built.get(replaced.get(indicator_id, "")),
            targets,
            others,
            notes,
        )
    current = [item for key, item in built.items() if key not in set(replaced.values())]
    named = [_(name) for name, *_rest in _THEMES]
    themes = list(dict.fromkeys([*named, *(item.theme for item in current)]))
    return tuple(sorted(current, key=lambda item: themes.index(item.theme)))


def _series(
    indicator: Indicator,
    rows: Sequence[Row],
    predecessor: Series | None,
    targets: Mapping[str, list[Row]],
    others: Mapping[str, tuple[OtherTarget, ...]],
    notes: Mapping[str, list[Note]],
) -> Series:
    points = tuple(
        Point(
            row["period_label"],
            row["period_end"].date(),
            row["value"],
            row_decimals(indicator, row),
            row["status"],
            row["break_vi"],
        )
        for row in rows
        if row["period_end"] is not None
    )
    same = [indicator.indicator_id, TWINS.get(indicator.indicator_id, "")]
    values = [point.value for point in points if point.value is not None]
    goals = [
        _country_target(goal, values[-1] if values else None)
        for goal in next((targets[key] for key in same if key in targets), [])
    ]
    return Series(
        indicator=indicator,
        theme=_theme(indicator),
        points=points,
        predecessor=predecessor,
        target=goals[0] if goals else None,
        later=tuple(goals[1:]),
        other_targets=tuple(target for key in same for target in others.get(key, ())),
        notes=tuple(note for key in same for note in notes.get(key, ())),
        places=tuple(
            dict.fromkeys(
                Place(row["document"], row["appendix"], row["document_line"]) for row in rows
            )
        ),
        quotes=tuple(dict.fromkeys(row["note_vi"] for row in rows if row["shape"] == "figures")),
    )


def _theme(indicator: Indicator) -> str:
    number = row_number(indicator.indicator_id).split(".")[0]
    return next(
        (
            _(name)
            for name, rows, topics in _THEMES
            if (number and int(number) in rows) or indicator.topic in topics
        ),
        indicator.topic_vi,
    )


def _country_target(goal: Row, value: float | None) -> CountryTarget:
    due_on = None if goal["due_on"] is None else goal["due_on"].date()
    if value is None:
        return CountryTarget(goal["value"], due_on, None, NO_DATA)
    gap = value - goal["value"] if goal["comparator"] == "<=" else goal["value"] - value
    return CountryTarget(goal["value"], due_on, gap, MET if gap <= 0 else NOT_MET)


def _notes(source: Warehouse) -> dict[str, list[Note]]:
    """What the text says of the country that the tables contradict or leave open, by indicator."""
    rows = source.query(
        """
        SELECT indicator_id, statement_vi, explanation_code, explanation_parts, verdict
        FROM claim JOIN claim_check USING (claim_id)
        WHERE unit_id = 'vn' AND test_kind IN ('same_figure', 'not_testable')
          AND verdict <> 'confirmed'
        ORDER BY sort_order
        """
    )
    found: dict[str, list[Note]] = {}
    for row in records(with_said(source, rows, "explanation")):
        differs = row["verdict"] == CONTRADICTED
        note = Note(
            None if differs else row["statement_vi"],
            row["explanation"],
            differs,
        )
        found.setdefault(row["indicator_id"], []).append(note)
    return found


def _replaced(source: Warehouse) -> dict[str, str]:
    """For an indicator that replaces another, the other."""
    rows = source.query("SELECT indicator_id, replaces FROM indicator WHERE replaces IS NOT NULL")
    return dict(zip(rows["indicator_id"], rows["replaces"], strict=True))
