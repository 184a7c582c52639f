"""The figures a claim is tested with: found among the facts, with where each is printed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

from dashboard.i18n import _
from etl.catalogue import Catalogue
from etl.claim_specs import Figure, MeanFigure, PrintedFigure, TargetFigure, UnitFigure
from etl.facts import Observation, Target
from etl.numbers import printed_decimals, shown_decimals, written
from etl.parse import GRADES, clean_text, parse_number
from etl.specs import Status

_LETTERS = {value: letter for letter, value in GRADES.items()}


class MissingEvidenceError(Exception):
    """A test asks for a figure nobody publishes; it would silently check nothing."""


@dataclass(frozen=True)
class Known:
    """One figure, as a number and as readers see it."""

    value: float
    text: str
    where: str
    table_id: str | None = None


def text_line(line: int) -> str:
    """A line of the body text, in words."""
    return _("phần lời (dòng {line})").format(line=line)


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
            case MeanFigure():
                return self._mean(figure.indicator or indicator_id, figure.mean_of)
            case TargetFigure():
                return self._target(figure, figure.indicator or indicator_id)
            case PrintedFigure():
                value = parse_number(figure.printed, figure.format)
                return Known(value, figure.printed, text_line(figure.line))

    def observation(self, figure: UnitFigure, indicator_id: str) -> Observation:
        name = figure.indicator or indicator_id
        found = [
            item
            for item in self.observations
            if (item.indicator_id, item.unit_id, item.basis) == (name, figure.unit, figure.basis)
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

    def values(self, indicator_id: str, levels: Collection[str]) -> list[Observation]:
        """Those of `units` that have an exact value."""
        found = [item for item in self.units(indicator_id, levels) if item.value is not None]
        if not found:
            raise MissingEvidenceError(f"{indicator_id}, {' and '.join(levels)}")
        return found

    def allocated(self, indicator_id: str) -> list[Target]:
        """The targets given to single units."""
        found = [t for t in self.targets if t.indicator_id == indicator_id and t.scope == "unit"]
        if not found:
            raise MissingEvidenceError(f"{indicator_id}, target")
        return found

    def show(self, indicator_id: str, value: float, digits: int | None = None) -> str:
        """`59,68%`, `7.206`, `C`."""
        spec = self.catalogue.indicators[indicator_id]
        if spec.value_kind == "grade" and value in _LETTERS:
            return _LETTERS[value]
        text = written(value, shown_decimals(value) if digits is None else digits)
        return f"{text}%" if spec.unit_vi == "%" else text

    def name(self, unit_id: str) -> str:
        return self.catalogue.units[unit_id].short_name_vi

    def names(self, items: Sequence[Observation]) -> str:
        return ", ".join(self.name(item.unit_id) for item in items)

    def appendix(self, items: Sequence[Observation]) -> str:
        """`Phụ lục II-b`; tables of one appendix are named once."""
        tables = (self.catalogue.tables[item.table_id].appendix for item in items)
        return "; ".join(dict.fromkeys(tables))

    def _of_unit(self, item: Observation, indicator_id: str) -> Known:
        value = item.value or 0.0
        digits = printed_decimals(clean_text(item.raw_text)) if item.raw_text else 2
        where = self.catalogue.tables[item.table_id].appendix
        if item.document_line is not None:
            where = _("{appendix} (dòng {line})").format(appendix=where, line=item.document_line)
        return Known(value, self.show(indicator_id, value, digits), where, item.table_id)

    def _mean(self, indicator_id: str, level: str) -> Known:
        items = self.values(indicator_id, [level])
        value = fmean(item.value for item in items if item.value is not None)
        where = _("trung bình {count} đơn vị của {appendix}").format(
            count=len(items), appendix=self.appendix(items)
        )
        return Known(value, self.show(indicator_id, value, 2), where, items[0].table_id)

    def _target(self, figure: TargetFigure, indicator_id: str) -> Known:
        for target in self.targets:
            if (target.indicator_id, target.scope, target.due_on) == (
                indicator_id,
                figure.target_of,
                figure.due_on,
            ) and target.value is not None:
                where = _("mục tiêu (dòng {line})").format(line=target.document_line)
                text = self.show(indicator_id, target.value)
                return Known(target.value, text, where, target.table_id)
        raise MissingEvidenceError(f"{indicator_id}, {figure.target_of}, {figure.due_on}")
