"""Rates that follow from published counts, under one definition for every unit."""

from etl.working.statements import coded

_COUNTS = """
    '{"numerator": ' || amount(top.low, 0, '') || ', "denominator": '
    || amount(bottom.low, 0, '') || '}'
"""


def ratios(figures: str) -> str:
    """The rates whose counts are among these figures, as numerator ÷ denominator in percent.

    One definition for every unit (source trap 4). A count without a value gives a rate
    without a value, for the same reason.
    """
    return f"""
        SELECT * EXCLUDE (rate) RENAME (outcome AS status), rate AS low, rate AS high FROM (
            SELECT
                indicator.indicator_id, top.unit_id, top.period, top.days, 'derived' AS basis,
                top.is_merged, top.source, top.source_line, top.document_line, bottom.place,
                greatest(top.confirmation, bottom.confirmation) AS confirmation,
                CASE
                    WHEN top.status <> 'observed' THEN top.status
                    WHEN bottom.status <> 'observed' THEN bottom.status
                    WHEN bottom.low = 0 THEN 'not_available'
                    ELSE 'observed'
                END AS outcome,
                CASE outcome WHEN 'observed' THEN 100 * top.low / bottom.low END AS rate,
                CASE
                    WHEN top.status <> 'observed' THEN top.note_code
                    WHEN bottom.status <> 'observed' THEN bottom.note_code
                    WHEN bottom.low = 0 THEN {coded("zero_denominator")}
                    ELSE {coded("ratio")}
                END AS note_code,
                CASE
                    WHEN top.status <> 'observed' THEN top.note_parts
                    WHEN bottom.status <> 'observed' THEN bottom.note_parts
                    WHEN bottom.low = 0 THEN '{{}}'
                    ELSE {_COUNTS}
                END AS note_parts
            FROM {figures} AS bottom
            JOIN indicator ON indicator.denominator_id = bottom.indicator_id
            JOIN {figures} AS top
                ON top.indicator_id = indicator.numerator_id
                AND top.unit_id = bottom.unit_id
                AND top.days = bottom.days
                AND top.basis = bottom.basis
        )
    """
