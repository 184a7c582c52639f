"""Which figures and targets of the country stand together on its page, and where they are from."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.periods import Period
from dashboard.queries.statements import Said, spoken
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

# Their figures of the country stand on pages of their own; the first of them tells targets
# without figures, too.
_ELSEWHERE = ("de_an_06", "information_security")

# Rows of Appendix I whose target, and whose other figure, the text states under another indicator.
TWINS = {"national_25": "ecommerce_retail_share", "national_26": "signature_adult_rate"}


@dataclass(frozen=True, slots=True)
class CountryFigure:
    """A figure of the country with its place; of a target without any figure, only the target's."""

    indicator_id: str
    name_vi: str
    unit_vi: str
    period_kind: str | None
    period_start: date | None
    period_label: str | None
    period_end: date | None
    is_provisional: bool
    definition_id: int
    value: float | None
    value_low: float | None
    value_high: float | None
    status: str
    basis: str
    note: Said | None
    printed_text: str | None
    printed_decimals: int | None
    confirmation: str
    document: str
    document_line: int
    appendix: str
    shape: str | None
    break_vi: str | None

    @property
    def period(self) -> Period | None:
        """That of the figure; None of a target without any."""
        if self.period_kind is None or self.period_start is None or self.period_end is None:
            return None
        return Period(
            self.period_kind,
            self.period_start,
            self.period_end,
            self.period_label or "",
            self.is_provisional,
            self.definition_id,
        )

    @property
    def former(self) -> Said | None:
        """The country was never another."""
        return None

    @property
    def reported(self) -> float | None:
        """Nor is one the sum of parts."""
        return None


@dataclass(frozen=True, slots=True)
class CountryGoal:
    """A target of the country that figures compare with."""

    indicator_id: str
    value: float
    due_on: date | None
    comparator: str
    definition_id: int
    confirmation: str


@kept(8)
def country_figures(source: Warehouse) -> tuple[CountryFigure, ...]:
    """Every figure of the country that has no page of its own, and targets without any figure.

    A count that a rate is made of stands in the rate; a row of Appendix I stands for its twin, and
    what the twin alone has is of the row.
    """
    return spoken(
        source,
        CountryFigure,
        _FIGURES,
        elsewhere=list(_ELSEWHERE),
        tells_targets=_ELSEWHERE[0],
        twins=list(TWINS.values()),
        rows=list(TWINS),
    )


_FIGURES = """
WITH counted AS (
    SELECT unnest([numerator_id, denominator_id]) AS indicator_id
    FROM indicator WHERE numerator_id IS NOT NULL
),
-- A figure that the row of the report has too is shown as the row's.
known_twin AS (
    SELECT own.* FROM observation AS own
    JOIN (SELECT unnest($twins) AS twin_id, unnest($rows) AS row_id) AS pair
      ON own.indicator_id = pair.twin_id
    JOIN observation AS other
      ON other.indicator_id = pair.row_id AND other.unit_id = own.unit_id
     AND (other.period_kind, other.period_end) = (own.period_kind, own.period_end)
    WHERE own.unit_id = 'vn'
),
defined AS (
    SELECT
        indicator_id, period_kind, period_start, period_end, definition_id,
        definition_id <> lag(definition_id) OVER (
            PARTITION BY indicator_id ORDER BY period_end, definition_id
        ) AS is_new
    FROM observation WHERE unit_id = 'vn' AND basis = 'published'
),
only_aimed AS (
    SELECT * FROM target
    WHERE scope = 'country' AND superseded_by IS NULL
      AND NOT list_contains($twins, indicator_id) AND indicator_id NOT IN (
        SELECT indicator_id FROM observation WHERE unit_id = 'vn'
    )
    QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY due_on) = 1
)
SELECT * EXCLUDE (sort_order) FROM (
    SELECT
        observation.indicator_id, name_vi, unit_vi, period_kind, period_start, period_label,
        period_end, is_provisional, observation.definition_id, value, status, value_low,
        value_high, basis, note_code, note_parts, raw_text AS printed_text,
        printed_decimals,
        document_line, appendix, document.short_title_vi AS document,
        observation.confirmation,
        coalesce(
            series_break.reason_vi,
            CASE WHEN defined.is_new THEN indicator_definition.reason_vi END
        ) AS break_vi,
        shape, sort_order
    FROM observation
    JOIN indicator USING (indicator_id)
    JOIN source_table USING (table_id)
    JOIN document ON document.document_id = observation.document_id
    LEFT JOIN series_break
      ON series_break.indicator_id = observation.indicator_id AND from_period = period_label
    LEFT JOIN defined USING (
        indicator_id, period_kind, period_start, period_end, definition_id
    )
    LEFT JOIN indicator_definition USING (indicator_id, definition_id)
    WHERE unit_id = 'vn'
      AND (shape = 'indicator_rows' OR NOT list_contains($elsewhere, topic))
      AND (observation.indicator_id, period_kind, period_end) NOT IN (
        SELECT (indicator_id, period_kind, period_end) FROM known_twin
      )
      AND observation.indicator_id NOT IN (FROM counted)
    -- A rate that is shown as computed may be printed where there are no counts.
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, period_kind, period_start, period_end, definition_id
        ORDER BY basis = display_basis DESC
    ) = 1
    UNION ALL BY NAME
    SELECT
        indicator_id, name_vi, unit_vi, false AS is_provisional,
        definition_id, 'not_available' AS status, basis,
        'target_in_text' AS note_code,
        json_object(
            'appendix', json_object('text_vi', appendix), 'line', document_line,
            'quote', quote
        ) AS note_parts,
        document.confirmation, document_line, appendix,
        document.short_title_vi AS document, sort_order
    FROM only_aimed
    JOIN indicator USING (indicator_id)
    JOIN source_table USING (table_id)
    JOIN document ON document.document_id = only_aimed.document_id
    WHERE topic <> $tells_targets
)
ORDER BY sort_order, period_end
"""


def country_targets(source: Warehouse) -> dict[str, list[CountryGoal]]:
    """The targets of the country that figures compare with, by indicator, the next one first."""
    goals = source.records(
        CountryGoal,
        """
        SELECT indicator_id, value, due_on, comparator, definition_id, confirmation
        FROM target JOIN document USING (document_id)
        WHERE scope = 'country' AND base_vi IS NULL AND superseded_by IS NULL
        ORDER BY due_on NULLS LAST
        """,
    )
    found: dict[str, list[CountryGoal]] = {}
    for goal in goals:
        found.setdefault(goal.indicator_id, []).append(goal)
    return found


@dataclass(frozen=True, slots=True)
class _Replacement:
    """An indicator and the one it replaced."""

    indicator_id: str
    replaces: str


def replaced_by(source: Warehouse) -> dict[str, str]:
    """For an indicator that replaces another, the other."""
    rows = source.records(
        _Replacement, "SELECT indicator_id, replaces FROM indicator WHERE replaces IS NOT NULL"
    )
    return {row.indicator_id: row.replaces for row in rows}
