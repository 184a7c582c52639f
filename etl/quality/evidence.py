"""The figures a claim is tested with: found among the facts, with where each is printed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.catalogue.claim_specs import Figure, PrintedFigure, TargetFigure, UnitFigure
from etl.catalogue.load import Catalogue
from etl.catalogue.table_specs import FiguresTable
from etl.catalogue.vocabulary import NumberFormat, Status
from etl.extract.parse import clean_text, parse_number
from etl.facts import Observation, Target
from etl.language.grades import GRADE_LETTERS
from etl.language.numbers import needed_decimals, printed_decimals
from etl.language.statements import (
    Amount,
    Between,
    Listing,
    Part,
    Printed,
    Text,
    UnitName,
    listing,
    say,
    units,
)
from etl.quality.spans import Span, exact, rounded

# Kinds whose printed figures are what they say; rates, indices and intervals are rounded.
_EXACT_KINDS = {"count", "rank", "grade", "flag"}
_EXACT_FORMATS = {NumberFormat.INTEGER, NumberFormat.THOUSANDS_POINT, NumberFormat.GRADE}


class MissingEvidenceError(Exception):
    """A test asks for a figure nobody publishes; it would silently check nothing."""


@dataclass(frozen=True)
class Known:
    """One figure, as a number and as readers see it, with the values its digits leave open."""

    value: float
    shown: Part
    where: Part
    span: Span
    table_id: str | None = None


def text_line(line: int) -> Part:
    """A line of the body text."""
    return say("text_line", line=line)


@dataclass(frozen=True)
class Evidence:
    """Every published figure, those derived from their counts, and the published targets."""

    catalogue: Catalogue
    observations: Sequence[Observation]
    targets: Sequence[Target]

    def figure(self, figure: Figure, indicator_id: str) -> Known:
        """The figure, of the claim's indicator unless it names another.

        Raises MissingEvidenceError if there is no exact value.
        """
        match figure:
            case UnitFigure():
                name = figure.indicator or indicator_id
                return self._of_unit(self.observation(figure, indicator_id), name)
            case TargetFigure():
                return self._target(figure, figure.indicator or indicator_id)
            case PrintedFigure():
                return self.printed(figure.printed, figure.format, figure.line)

    def printed(self, printed: str, number_format: NumberFormat, line: int) -> Known:
        """A figure of the text that no table carries. Raises CellError if it does not parse."""
        value = parse_number(printed, number_format)
        digits = printed_decimals(printed)
        is_exact = number_format in _EXACT_FORMATS
        span = exact(value) if is_exact else rounded(value, digits)
        return Known(value, Printed(printed, value), text_line(line), span)

    def scale(self, item: Observation) -> int:
        """Of a figure that the text prints in thousands or millions: how many."""
        table = self.catalogue.tables[item.table_id]
        return table.multipliers.get(item.indicator_id, 1) if isinstance(table, FiguresTable) else 1

    def span(self, item: Observation) -> Span:
        """The values a figure may have: those that round to its print; bands as they are."""
        if item.value is None or item.interval is None:
            low, high = item.interval or self.catalogue.indicators[item.indicator_id].valid_range
            return Span(exact(low).low, exact(high).low)
        if item.basis == "derived" or item.raw_text is None:
            return exact(item.value)
        scale = self.scale(item)
        digits = printed_decimals(clean_text(item.raw_text))
        kind = self.catalogue.indicators[item.indicator_id].value_kind
        if kind in _EXACT_KINDS and not digits and scale == 1:
            return exact(item.value)
        return rounded(item.value, digits, scale)

    @cached_property
    def _of_units(self) -> Mapping[tuple[str, str | None], Sequence[Observation]]:
        """The observations of each indicator and unit: every claim looks for some."""
        found: dict[tuple[str, str | None], list[Observation]] = defaultdict(list)
        for item in self.observations:
            found[item.indicator_id, item.unit_id].append(item)
        return found

    def of_unit(self, indicator_id: str, unit_id: str | None) -> Sequence[Observation]:
        """All that is published of a unit by an indicator; nothing of no unit."""
        return self._of_units.get((indicator_id, unit_id), ())

    def observation(self, figure: UnitFigure, indicator_id: str) -> Observation:
        name = figure.indicator or indicator_id
        found = [
            item
            for item in self.of_unit(name, figure.unit)
            if item.basis == figure.basis
            and figure.period in (None, item.period.label)
            and item.value is not None
        ]
        if not found:
            wanted = [name, figure.unit, *([figure.period] if figure.period else [])]
            raise MissingEvidenceError(", ".join(wanted))
        return max(found, key=lambda item: item.period.end)

    def units(
        self, indicator_id: str, levels: Collection[str], basis: str = "published"
    ) -> list[Observation]:
        """What the tables say of every unit of the levels, in the order they print them."""
        found = [
            item
            for item in self.observations
            if item.indicator_id == indicator_id
            and self.catalogue.units[item.unit_id].level in levels
            # What follows from a list stands for a print; a recomputed rate does not.
            and (item.basis == basis or (basis == "published" and item.status is Status.INTERVAL))
        ]
        if not found:
            raise MissingEvidenceError(f"{indicator_id}, {' and '.join(levels)}")
        return found

    def recomputed(self, item: Observation) -> list[Observation]:
        """The rate of a printed one's unit and period that follows from its counts, if any."""
        return [
            other
            for other in self.observations
            if other.basis == "derived"
            and other.value is not None
            and other.key[:-1] == item.key[:-1]
        ]

    def allocated(self, indicator_id: str) -> list[Target]:
        """The targets given to single units."""
        found = [t for t in self.targets if t.indicator_id == indicator_id and t.scope == "unit"]
        if not found:
            raise MissingEvidenceError(f"{indicator_id}, target")
        return found

    def show(self, indicator_id: str, value: float, digits: int | None = None) -> Part:
        """`59,68%`, `7.206`, `C`."""
        spec = self.catalogue.indicators[indicator_id]
        if spec.value_kind == "grade" and value in GRADE_LETTERS:
            return GRADE_LETTERS[value]
        sign = "%" if spec.unit_vi == "%" else ""
        return Amount(value, needed_decimals(value) if digits is None else digits, sign)

    def names(self, items: Sequence[Observation]) -> Listing:
        return units(item.unit_id for item in items)

    def values_of(self, items: Sequence[Observation]) -> Listing:
        """`Đà Nẵng 95,56%, Cà Mau 91,99%`."""
        return listing(
            say("unit_figure", unit=UnitName(item.unit_id), figure=self.shown(item))
            for item in items
        )

    def shown(self, item: Observation) -> Part:
        """A unit's figure, or its band."""
        spec = self.catalogue.indicators[item.indicator_id]
        if item.value is None and item.interval is not None:
            return Between(*item.interval, spec.valid_range, spec.percent_sign)
        return self.show(item.indicator_id, item.value or 0.0)

    def appendix(self, items: Sequence[Observation]) -> Listing:
        """`Phụ lục II-b`; tables of one appendix are named once."""
        tables = (self.catalogue.tables[item.table_id].appendix for item in items)
        return listing((Text(appendix) for appendix in dict.fromkeys(tables)), "; ")

    def _of_unit(self, item: Observation, indicator_id: str) -> Known:
        value = item.value or 0.0
        digits = printed_decimals(clean_text(item.raw_text)) if item.raw_text else 2
        where: Part = Text(self.catalogue.tables[item.table_id].appendix)
        if item.document_line is not None:
            where = say("appendix_line", appendix=where, line=item.document_line)
        shown = self.show(indicator_id, value, digits)
        return Known(value, shown, where, self.span(item), item.table_id)

    def _target(self, figure: TargetFigure, indicator_id: str) -> Known:
        for target in self.targets:
            if (target.indicator_id, target.scope, target.due_on) == (
                indicator_id,
                figure.target_of,
                figure.due_on,
            ) and (target.value is not None and target.base_vi is None):
                where = say("target_line", line=target.document_line)
                shown = self.show(indicator_id, target.value)
                return Known(target.value, shown, where, exact(target.value), target.table_id)
        raise MissingEvidenceError(f"{indicator_id}, {figure.target_of}, {figure.due_on}")
