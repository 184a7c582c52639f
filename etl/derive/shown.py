"""Which of several figures of a unit and a period is the one that is shown."""

SHOWN_FIRST = "is_merged, basis <> display_basis"
"""The order of a unit's figures of one period, the one shown first."""


def with_shown(figures: str) -> str:
    """These figures with `is_shown`: the unit's own before a merged one, then by its basis.

    `display_basis` chooses between a printed rate and the one that follows from counts. A unit has
    two figures of a period at most, one of each basis.
    """
    return f"""
        SELECT own.*, coalesce(
            (own.is_merged, own.basis <> display_basis)
            < (other.is_merged, other.basis <> display_basis), true
        ) AS is_shown
        FROM {figures} AS own
        JOIN indicator USING (indicator_id)
        LEFT JOIN (
            SELECT indicator_id, unit_id, days, basis, is_merged FROM {figures}
        ) AS other
            ON other.indicator_id = own.indicator_id AND other.unit_id = own.unit_id
            AND other.days = own.days AND other.basis <> own.basis
    """
