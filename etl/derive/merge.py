"""Figures of old units on the units that succeeded them, exactly where that is possible.

Each indicator declares how its figures join (`aggregation`): counts add up, rates whose counts
are known are computed anew from the added counts (`etl/derive/ratios.py`), other rates lie between
the lowest and the highest of the members, since a weighted mean lies nowhere else, and ranks and
grades stay with the old units. A member without a value leaves the result `partial`.

What flows is what `unit_lineage` says of whole bodies. To a unit that gained or lost functions
nothing flows: what its predecessors reported stands beside it (`etl/derive/reorganised.py`).
"""

from etl.working.statements import coded

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


def one_each(figures: str) -> str:
    """One figure for a unit and a period: what is printed, or what follows where nothing is."""
    return f"""
        FROM {figures} AS printed WHERE basis = 'published'
        UNION ALL
        FROM {figures} AS derived WHERE basis = 'derived' AND NOT EXISTS (
            FROM {figures} AS printed
            WHERE printed.basis = 'published' AND printed.indicator_id = derived.indicator_id
                AND printed.unit_id = derived.unit_id AND printed.days = derived.days
        )
    """


def carried(figures: str, joined: str) -> str:
    """The figures of unchanged units, under their new ids; places are of the bodies of then."""
    then = """coalesce(', "then": ' || statement(own.note_code, own.note_parts), '')"""
    return f"""
        SELECT
            indicator_id, heir.unit_id, period, days, 'derived' AS basis,
            true AS is_merged, status, low, high, reported, estimate, value_text,
            {coded("carried_over")} AS note_code,
            '{{"unit": ' || unit_name(own.unit_id) || {then} || '}}' AS note_parts,
            former_code, former_parts, source, confirmation, source_line, document_line, raw_text,
            clean_text, digits, place
        FROM ({one_each(figures)}) AS own
        JOIN {joined}_member ON member_id = own.unit_id
        JOIN {joined} AS heir USING (joined)
        JOIN indicator USING (indicator_id)
        WHERE carries_over AND aggregation <> 'ratio_of_sums' AND value_kind <> 'rank'
    """


def figures_to_merge(figures: str, joined: str) -> str:
    """The figures of members that are made one, except rates that follow from counts."""
    return f"""
        SELECT
            joined, ordinal, indicator_id, own.unit_id, days, period, source, confirmation, place,
            status,
            low, high, reported, aggregation = 'sum' AS adds_up,
            {unit_figure("own.unit_id", _AS_PRINTED) if joined != "region" else "NULL"} AS shown
        FROM ({one_each(figures)}) AS own
        JOIN {joined}_member ON member_id = own.unit_id
        JOIN {joined} USING (joined)
        JOIN indicator USING (indicator_id)
        WHERE aggregation IN ('sum', 'bounds') AND NOT carries_over AND NOT is_reorganised
    """


def merged(members: str, joined: str) -> str:
    """Figures of units made of several, or of one that is gone."""
    return f"""
        WITH found AS ({_groups(members, joined)}),
        silent AS ({_silent(members, joined)})
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
                WHEN is_region AND adds_up THEN {coded("region_sum")}
                WHEN is_region THEN {coded("region_bounds")}
                WHEN size = 1 THEN {coded("only_member")}
                WHEN adds_up THEN {coded("sum_of_members")}
                ELSE {coded("bounds_of_members")}
            END AS note_code,
            CASE
                WHEN lacks THEN '{{"members": ' || listing(reasons, '; ') || '}}'
                WHEN is_region THEN '{{"count": ' || size || '}}'
                WHEN size = 1 THEN '{{"member": ' || shown || '}}'
                ELSE '{{"members": ' || listing(shown, CASE WHEN adds_up THEN ' + ' ELSE '; ' END)
                    || '}}'
            END AS note_parts,
            source, confirmation, place
        FROM found LEFT JOIN silent USING (joined, indicator_id, days)
    """


def _total(ends: str) -> str:
    """The sum of a group, exact to its last digit: whole numbers add up, fractions do not."""
    whole = f"FILTER (WHERE adds_up AND {ends} = trunc({ends}))"
    fractions = f"FILTER (WHERE adds_up AND {ends} <> trunc({ends}))"
    return f"""CASE WHEN count({ends}) {fractions} = 0 THEN sum({ends}) {whole} ELSE exact_sum(
        list_append(list({ends}) {fractions}, coalesce(sum({ends}) {whole}, 0))) END"""


# The way the ministry published merged DTI scores; as exact as the store keeps it.
_MEAN = """CASE
    WHEN abs(total) < 1000 AND rounds_clearly(total / size) THEN total / size
    ELSE exact_sum(each) / size
END"""


def _groups(members: str, joined: str) -> str:
    """The members' figures together: what they come to if they add up, and if they do not."""
    names = joined != "region"
    return f"""
        SELECT
            joined, indicator_id, days, unit_id, size, is_region, adds_up, period, source,
            confirmation, place, shown, valued < size AS lacks, reported,
            CASE WHEN adds_up THEN sum_low ELSE least_low END AS low,
            CASE WHEN adds_up THEN sum_high ELSE most_high END AS high,
            {f"CASE WHEN exact = size AND NOT adds_up THEN {_MEAN} END" if names else "NULL"}
                AS estimate
        FROM (
            SELECT
                joined, indicator_id, days, adds_up,
                arg_min(period, ordinal) AS period, arg_min(source, ordinal) AS source,
                arg_min(place, ordinal) AS place, max(confirmation) AS confirmation,
                count(low) AS valued,
                {_total("low")} AS sum_low, {_total("high")} AS sum_high,
                {_total("coalesce(low, reported)")} AS reported,
                min(low) AS least_low, max(high) AS most_high,
                {_EACH if names else "NULL AS shown"}
            FROM {members} GROUP BY joined, indicator_id, days, adds_up
        ) JOIN {joined} USING (joined)
    """


_EACH = """
    count(*) FILTER (WHERE status = 'observed') AS exact,
    sum(low) FILTER (WHERE NOT adds_up) AS total, list(low) FILTER (WHERE NOT adds_up) AS each,
    string_agg(shown, ', ' ORDER BY ordinal) AS shown
"""


def _silent(members: str, joined: str) -> str:
    """The members that have no value, each with the reason."""
    status = f"coalesce(own.status::VARCHAR, {coded('not_in_table')})"
    reason = f"statement({status}, '{{}}')"
    parts = f"""'{{"unit": ' || unit_name(member.member_id) || ', "reason": ' || {reason} || '}}'"""
    return f"""
        SELECT lacking.joined, lacking.indicator_id, lacking.days,
            string_agg(statement({coded("member_missing")}, {parts}), ', ' ORDER BY member.ordinal)
                AS reasons
        FROM (SELECT joined, indicator_id, days FROM found WHERE lacks) AS lacking
        JOIN {joined}_member AS member ON member.joined = lacking.joined
        LEFT JOIN {members} AS own
            ON own.joined = lacking.joined AND own.indicator_id = lacking.indicator_id
            AND own.days = lacking.days AND own.unit_id = member.member_id
        WHERE own.low IS NULL
        GROUP BY ALL
    """
