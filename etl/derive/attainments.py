"""Verdicts: every figure against the targets that apply to its unit."""

from collections.abc import Iterable

from etl.facts import Target
from etl.working.store import WorkingStore

JUDGE = """
    CREATE OR REPLACE MACRO judge(low, high, comparator, least, most) AS CASE
        WHEN low IS NULL THEN 'no_data'
        WHEN comparator = '>=' THEN CASE
            WHEN low >= most THEN 'met' WHEN high >= least THEN 'undetermined' ELSE 'not_met' END
        WHEN comparator = '<=' THEN CASE
            WHEN high <= least THEN 'met' WHEN low <= most THEN 'undetermined' ELSE 'not_met' END
        WHEN comparator = '=' THEN CASE
            WHEN low = high AND high = least AND least = most THEN 'met'
            WHEN low <= most AND high >= least THEN 'undetermined' ELSE 'not_met' END
        ELSE error('unknown comparator ' || comparator)
    END
"""
"""Whether every value of the interval meets every possible target, none any, or neither.

An exact target is an interval of one point; targets of merged units can leave bounds.
"""


def put_aims(store: WorkingStore, targets: Iterable[Target]) -> None:
    """A table `aim` of what every unit is judged by: one target for an indicator and a day.

    A target without a date is never due, so nothing is judged by it, one that is a share of
    something else than the figure, or set for another definition, does not compare with it, and one
    that was set anew is in force no more. A unit's own target comes before that of its level.
    """
    found = [
        {
            "indicator_id": item.indicator_id,
            "scope": item.scope,
            "unit_id": item.unit_id,
            "due_on": item.due_on,
            "definition_id": item.definition_id,
            "comparator": item.comparator,
            "least": item.interval[0],
            "most": item.interval[1],
            "confirmation": store.confirmation_of(item.document_id),
            "place": place,
        }
        for place, item in enumerate(targets)
        if item.due_on is not None and item.base_vi is None and item.superseded_by is None
    ]
    store.execute(f"""
        {JUDGE};
        CREATE OR REPLACE TABLE target (
            indicator_id indicator_id, scope VARCHAR, unit_id unit_id, due_on DATE,
            definition_id INTEGER, comparator VARCHAR, least DOUBLE, most DOUBLE,
            confirmation confirmation, place INTEGER
        )
    """)
    store.insert("target", found)
    store.execute("""
        CREATE OR REPLACE TABLE aim AS
        SELECT * EXCLUDE (is_own, place) FROM (
            SELECT target.* EXCLUDE (scope), true AS is_own FROM target WHERE unit_id IS NOT NULL
            UNION ALL BY NAME
            SELECT target.* EXCLUDE (scope, unit_id), unit.unit_id, false AS is_own
            FROM target JOIN unit ON level = scope
        )
        QUALIFY row_number() OVER (
            PARTITION BY indicator_id, unit_id, due_on, definition_id
            ORDER BY is_own DESC, place DESC
        ) = 1
    """)


def attainments(figures: str) -> str:
    """Every figure against every target of its indicator that applies to its unit.

    A gap is what is still missing to the target, in the indicator's own unit: positive when
    the target is not reached, whichever direction is better. A verdict is as sure as the weaker of
    the figure and the target.
    """
    return f"""
        SELECT
            figure.indicator_id, figure.unit_id, figure.period, figure.days, figure.basis,
            figure.is_merged, figure.is_shown, figure.place, figure.source, due_on, comparator,
            stored(low) AS value_low, stored(high) AS value_high,
            CASE WHEN least = most THEN least END AS target_value,
            least AS target_low, most AS target_high,
            CASE WHEN comparator = '<=' THEN stored_difference(low, most)
                ELSE stored_difference(least, high) END AS gap_low,
            CASE WHEN comparator = '<=' THEN stored_difference(high, least)
                ELSE stored_difference(most, low) END AS gap_high,
            judge(low, high, comparator, least, most) AS verdict,
            figure.confirmation AS figure_confirmation,
            greatest(figure.confirmation, aim.confirmation) AS confirmation
        FROM {figures} AS figure
        JOIN period USING (period)
        JOIN aim
            ON aim.indicator_id = figure.indicator_id AND aim.unit_id = figure.unit_id
            AND aim.definition_id = period.definition_id
    """
