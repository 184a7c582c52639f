"""Figures of old units on the units that succeeded them, exactly where that is possible.

Each indicator declares how its figures join (`aggregation`): counts add up, rates whose counts
are known are computed anew from the added counts (`etl/derive/ratios.py`), other rates lie between
the lowest and the highest of the members, since a weighted mean lies nowhere else, and ranks and
grades stay with the old units. A member without a value leaves the result `partial`.

What flows is what `unit_lineage` says of whole bodies. To a unit that gained or lost functions
nothing flows: what its predecessors reported stands beside it (`etl/derive/reorganised.py`).
"""

from etl.working.statements import coded


def total(ends: str, condition: str = "true") -> str:
    """The sum of a group, exact to its last digit: whole numbers add up, fractions do not."""
    of = f"FILTER (WHERE {ends} {{}} trunc({ends}) AND {condition})"
    whole, fractions = of.format("="), of.format("<>")
    return f"""CASE WHEN count({ends}) {fractions} = 0 THEN sum({ends}) {whole} ELSE exact_sum(
        list_append(list({ends}) {fractions}, coalesce(sum({ends}) {whole}, 0))) END"""


COMPUTED = """CASE
    WHEN low = high THEN amount(low, decimals, sign)
    ELSE bounds(low, high, range_low, range_high, sign)
END"""
"""A computed figure, or the bounds of one, to stand in a statement."""

_AS_PRINTED = f"""CASE
    WHEN status = 'observed' AND basis = 'published' AND raw_text IS NOT NULL
    THEN printed(clean_text, low)
    ELSE {COMPUTED}
END"""
"""A member's figure, with the digits it is printed to, where a document prints it."""


def unit_figure(unit: str, figure: str) -> str:
    """A unit with its figure, or with the reason it has none."""
    parts = f"""'{{"unit": ' || unit_name({unit}) || ', "figure": ' || {figure} || '}}'"""
    return f"statement({coded('unit_figure')}, {parts})"


def members_figures(figures: str, joined: str) -> str:
    """One figure for each member: what is printed, or what follows where nothing is.

    Except rates that follow from counts.
    """
    return f"""
        SELECT figure.*, indicator.* EXCLUDE (indicator_id), {joined}.*
            RENAME (unit_id AS heir_id, note_parts AS heir_parts), ordinal
        FROM {figures} AS figure
        JOIN {joined}_member ON member_id = figure.unit_id
        JOIN {joined} USING (joined)
        JOIN indicator USING (indicator_id)
        WHERE aggregation <> 'ratio_of_sums' AND NOT is_reorganised
        QUALIFY row_number() OVER (
            PARTITION BY joined, indicator_id, figure.unit_id, days ORDER BY basis, place DESC
        ) = 1
    """


def carried(members: str) -> str:
    """The figures of unchanged units, under their new ids; places are of the bodies of then."""
    then = """coalesce(', "then": ' || statement(note_code, note_parts), '')"""
    return f"""
        SELECT
            indicator_id, heir_id AS unit_id, period, days, 'derived' AS basis,
            true AS is_merged, status, low, high, reported, estimate, value_text,
            {coded("carried_over")} AS note_code,
            '{{"unit": ' || unit_name(unit_id) || {then} || '}}' AS note_parts,
            former_code, former_parts, source, source_line, document_line, raw_text, clean_text,
            digits, place
        FROM {members} WHERE carries_over AND value_kind <> 'rank'
    """


def merged(members: str, joined: str) -> str:
    """Figures of units made of several, or of one that is gone."""
    return f"""
        WITH own AS (FROM {members} WHERE NOT carries_over AND aggregation <> 'none'),
        found AS ({_GROUPS}),
        silent AS ({_silent(joined)})
        SELECT
            indicator_id, unit_id, period, days, 'derived' AS basis, true AS is_merged,
            CASE WHEN lacks THEN 'partial' WHEN low = high THEN 'observed' ELSE 'interval' END
                AS status,
            CASE WHEN NOT lacks THEN low END AS low,
            CASE WHEN NOT lacks THEN high END AS high,
            CASE WHEN lacks THEN reported END AS reported,
            CASE WHEN NOT lacks AND low <> high THEN estimate END AS estimate,
            CASE
                WHEN lacks THEN {coded("members_missing")}
                WHEN is_region AND aggregation = 'sum' THEN {coded("region_sum")}
                WHEN is_region THEN {coded("region_bounds")}
                WHEN size = 1 THEN {coded("only_member")}
                WHEN aggregation = 'sum' THEN {coded("sum_of_members")}
                ELSE {coded("bounds_of_members")}
            END AS note_code,
            CASE
                WHEN lacks THEN '{{"members": ' || listing(reasons, '; ') || '}}'
                WHEN is_region THEN '{{"count": ' || size || '}}'
                WHEN size = 1 THEN '{{"member": ' || shown || '}}'
                WHEN aggregation = 'sum' THEN '{{"members": ' || listing(shown, ' + ') || '}}'
                ELSE '{{"members": ' || listing(shown, '; ') || '}}'
            END AS note_parts,
            source, place
        FROM found LEFT JOIN silent USING (joined, indicator_id, days)
    """


_ESTIMATED = "FILTER (WHERE aggregation = 'bounds' AND NOT is_region)"
_PLAIN_MEAN = f"sum(low) {_ESTIMATED} / size"
_MEAN = f"""CASE
    WHEN abs({_PLAIN_MEAN}) < 1000 AND rounds_clearly({_PLAIN_MEAN}) THEN {_PLAIN_MEAN}
    ELSE exact_sum(list(low) {_ESTIMATED}) / size
END"""
"""The way the ministry published merged DTI scores; as exact as the store keeps it."""

_GROUPS = f"""
    SELECT
        joined, indicator_id, days, heir_id AS unit_id, size, is_region, aggregation,
        arg_min(period, ordinal) AS period, arg_min(source, ordinal) AS source,
        arg_min(place, ordinal) AS place, count(low) < size AS lacks,
        CASE aggregation WHEN 'sum' THEN {total("low")} ELSE min(low) END AS low,
        CASE aggregation WHEN 'sum' THEN {total("high")} ELSE max(high) END AS high,
        CASE WHEN aggregation = 'sum' THEN {total("coalesce(low, reported)")} END AS reported,
        CASE WHEN count(*) FILTER (WHERE status = 'observed') = size THEN {_MEAN} END AS estimate,
        string_agg({unit_figure("unit_id", _AS_PRINTED)}, ', ' ORDER BY ordinal)
            FILTER (WHERE NOT is_region) AS shown
    FROM own GROUP BY joined, indicator_id, days, heir_id, size, is_region, aggregation
"""


def _silent(joined: str) -> str:
    """The members that have no value, each with the reason."""
    status = f"coalesce(own.status::VARCHAR, {coded('not_in_table')})"
    reason = f"statement({status}, '{{}}')"
    parts = f"""'{{"unit": ' || unit_name(member.member_id) || ', "reason": ' || {reason} || '}}'"""
    return f"""
        SELECT found.joined, found.indicator_id, found.days,
            string_agg(statement({coded("member_missing")}, {parts}), ', ' ORDER BY member.ordinal)
                AS reasons
        FROM found
        JOIN {joined}_member AS member ON member.joined = found.joined
        LEFT JOIN own
            ON own.joined = found.joined AND own.indicator_id = found.indicator_id
            AND own.days = found.days AND own.unit_id = member.member_id
        WHERE lacks AND own.low IS NULL
        GROUP BY ALL
    """
