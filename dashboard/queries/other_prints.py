"""What further documents print of the country's figures, and what is measured in another way."""

from collections import defaultdict
from dataclasses import dataclass

from dashboard.queries.newest_sql import IN_TIME, PERIOD
from dashboard.queries.periods import Period, period_of
from dashboard.store.codes import COUNTRY
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Print:
    """A figure as a document prints it."""

    value: float
    printed_text: str
    document: str
    confirmation: str


@dataclass(frozen=True, slots=True)
class OtherPrint:
    """A figure that a further document prints of what is shown already."""

    period: Period
    shown: Print
    other: Print
    agrees: bool
    """Whether both can be one quantity, as far as they are rounded."""


@dataclass(frozen=True, slots=True)
class OtherMeasure:
    """The newest figure of an indicator that measures the same in its own way."""

    indicator_id: str
    short_name_vi: str
    period_label: str
    figure: Print


@kept(8)
def other_prints(source: Warehouse) -> dict[str, list[OtherPrint]]:
    """Those of the country by indicator, the newest first; of a period those that differ first."""
    rows = source.rows(
        f"""
        SELECT
            indicator_id, {PERIOD}, period_label, is_provisional, agrees,
            shown.value, shown.raw_text AS printed_text, cited.short_title_vi AS document,
            cited.confirmation, beside.value AS other_value, beside.raw_text AS other_text,
            further.short_title_vi AS other_document,
            further.confirmation AS other_confirmation
        FROM printed_beside AS beside
        JOIN observation AS shown USING (indicator_id, unit_id, {PERIOD})
        JOIN document AS cited ON cited.document_id = shown.document_id
        JOIN document AS further ON further.document_id = beside.document_id
        WHERE unit_id = $country AND basis = 'published' AND shown.value IS NOT NULL
        ORDER BY period_end DESC, agrees, other_document
        """,
        country=COUNTRY,
    )
    found: dict[str, list[OtherPrint]] = defaultdict(list)
    for row in rows:
        shown = Print(row["value"], row["printed_text"], row["document"], row["confirmation"])
        other = Print(
            row["other_value"], row["other_text"], row["other_document"], row["other_confirmation"]
        )
        found[row["indicator_id"]].append(OtherPrint(period_of(row), shown, other, row["agrees"]))
    return dict(found)


@kept(8)
def other_measures(source: Warehouse) -> dict[str, list[OtherMeasure]]:
    """For each indicator of the country the others that measure the same, with what is newest."""
    rows = source.rows(
        f"""
        WITH measure AS (
            SELECT indicator_id, coalesce(other_measure_of, indicator_id) AS measured
            FROM indicator
        ),
        newest AS (
            SELECT observation.*
            FROM observation JOIN {IN_TIME} USING (indicator_id, {PERIOD})
            WHERE unit_id = $country AND level = 'country' AND basis = 'published'
              AND value IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY place_in_time) = 1
        )
        SELECT
            own.indicator_id AS own_id, other.indicator_id, short_name_vi, period_label, value,
            raw_text AS printed_text, short_title_vi AS document, document.confirmation
        FROM measure AS own JOIN measure AS other USING (measured)
        JOIN newest ON newest.indicator_id = other.indicator_id
        JOIN indicator ON indicator.indicator_id = other.indicator_id
        JOIN document USING (document_id)
        WHERE own.indicator_id <> other.indicator_id
        ORDER BY indicator.sort_order
        """,
        country=COUNTRY,
    )
    found: dict[str, list[OtherMeasure]] = defaultdict(list)
    for row in rows:
        figure = Print(row["value"], row["printed_text"], row["document"], row["confirmation"])
        found[row["own_id"]].append(
            OtherMeasure(row["indicator_id"], row["short_name_vi"], row["period_label"], figure)
        )
    return dict(found)
