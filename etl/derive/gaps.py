"""Why units of a new structure, and regions, lack figures that those they are made of have."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.derive.regions import regions
from etl.derive.successions import successions
from etl.facts import Issue
from etl.language.statements import say
from etl.language.statements import units as named
from etl.working.store import WorkingStore


def explain_gaps(store: WorkingStore, figures: str, issues: Sequence[Issue]) -> Iterator[Issue]:
    """Why a successor has no figure: its members are left out, or the indicator does not merge."""
    absent: dict[str | None, dict[str, Issue]] = defaultdict(dict)
    for issue in issues:
        if issue.kind == "absent_by_design" and issue.unit_id is not None:
            absent[issue.table_id][issue.unit_id] = issue
    units_of = _units_of_unmerged(store, figures)
    for succession in successions(store.catalogue):
        for by_unit in absent.values():
            left_out = [by_unit[m.unit_id] for m in succession.members if m.unit_id in by_unit]
            if len(left_out) == len(succession.members) > 0:
                yield replace(left_out[0], unit_id=succession.unit.unit_id)
        for indicator_id, units in units_of.items():
            spec = store.catalogue.indicators[indicator_id]
            keeps = succession.carries_over or succession.is_reorganised
            keeps = keeps and spec.value_kind != "rank"
            known = [m.unit_id for m in succession.members if m.unit_id in units]
            if not keeps and known:
                code = "flag_not_merged" if spec.value_kind == "flag" else "place_not_merged"
                yield _not_merged(code, succession.unit.unit_id, indicator_id, known)


def _not_merged(code: str, unit_id: str, indicator_id: str, known: Sequence[str] = ()) -> Issue:
    said = say(code, members=named(known)) if known else say(code)
    return Issue("not_merged", "info", said, None, None, unit_id, indicator_id)


def _units_of_unmerged(store: WorkingStore, figures: str) -> dict[str, set[str]]:
    """The units that have figures of indicators that do not merge, by indicator."""
    rows = store.execute(f"""
        SELECT indicator_id, list(DISTINCT unit_id) FROM {figures} JOIN indicator
        USING (indicator_id) WHERE aggregation = 'none' GROUP BY ALL ORDER BY min(place)
    """).fetchall()
    return {indicator_id: set(units) for indicator_id, units in rows}


def explain_regions(store: WorkingStore, figures: str) -> Iterator[Issue]:
    """Which indicators of its provinces a region has no figure of, and why."""
    stay = store.execute(f"""
        SELECT indicator_id FROM {figures} JOIN indicator USING (indicator_id)
        JOIN unit USING (unit_id) WHERE aggregation = 'none' AND level = 'province'
        GROUP BY ALL ORDER BY min(place)
    """).fetchall()
    for region in regions(store.catalogue):
        for (indicator_id,) in stay:
            yield _not_merged("region_not_merged", region.unit.unit_id, indicator_id)
