"""Figures of former bodies beside the ones that took their place with other functions.

A ministry that took in another body or a function, or gave one up, has no figure of its own until
a document reports one: what was counted before 1/3/2025 is of something else. Its predecessors'
figures then stand apart (`former`), with what changed in the note. There is no value, so there is
no rank, no verdict and no share in a mean.
"""

from etl.derive.merge import unit_figure
from etl.derive.shown import SHOWN_FIRST
from etl.working.statements import coded

_DECIMALS = """CASE
    WHEN basis = 'published' AND raw_text IS NOT NULL THEN least(decimals, digits)
    ELSE decimals
END"""

_ENDS = f"amount(low, {_DECIMALS}, '') || ', ' || amount(high, {_DECIMALS}, sign)"

# Grades are read as a letter.
_FIGURE = f"""CASE
    WHEN low IS NULL THEN statement(coalesce(status::VARCHAR, {coded("not_in_table")}), '{{}}')
    WHEN value_kind = 'flag'
    THEN statement(CASE low WHEN 0 THEN {coded("not_yet")} ELSE {coded("yes")} END, '{{}}')
    WHEN value_text IS NOT NULL THEN to_json(value_text)
    WHEN low = high THEN amount(low, {_DECIMALS}, sign)
    ELSE listing({_ENDS}, '–')
END"""


def reorganised(figures: str) -> str:
    """What was reported of the whole bodies behind each unit that is another than they were."""
    # A place among the bodies of then is no figure of a body.
    return f"""
        WITH shown AS (
            SELECT figure.*, joined, ordinal FROM {figures} AS figure
            JOIN succession_member ON member_id = figure.unit_id
            JOIN succession USING (joined)
            JOIN indicator USING (indicator_id)
            WHERE is_reorganised AND value_kind <> 'rank'
            QUALIFY row_number() OVER (
                PARTITION BY joined, indicator_id, figure.unit_id, period
                ORDER BY {SHOWN_FIRST}, place
            ) = 1
        ),
        found AS (
            SELECT joined, indicator_id, period, days, arg_min(source, ordinal) AS source,
                arg_min(place, ordinal) AS place, max(confirmation) AS confirmation
            FROM shown GROUP BY joined, indicator_id, period, days
        )
        SELECT
            found.indicator_id, succession.unit_id, found.period, found.days, 'derived' AS basis,
            true AS is_merged, 'reorganised' AS status, {coded("other_body")} AS note_code,
            succession.note_parts AS note_parts, {coded("former_figures")} AS former_code,
            '{{"day": {{"day": "' || since || '"}}, "figures": ' || listing(string_agg(
                {unit_figure("member.member_id", _FIGURE)}, ', ' ORDER BY member.ordinal
            ), '; ') || '}}' AS former_parts,
            found.source, found.confirmation, found.place
        FROM found
        JOIN indicator USING (indicator_id)
        JOIN succession USING (joined)
        JOIN succession_member AS member USING (joined)
        LEFT JOIN shown
            ON shown.joined = found.joined AND shown.indicator_id = found.indicator_id
            AND shown.period = found.period AND shown.unit_id = member.member_id
        GROUP BY found.indicator_id, succession.unit_id, found.period, found.days, since,
            succession.note_parts, found.source, found.confirmation, found.place
    """
