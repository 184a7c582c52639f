"""What must hold of the facts before anything is derived from them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from etl.catalogue.load import Catalogue
from etl.catalogue.table_specs import NotCarriedTable
from etl.extract.read import Row
from etl.facts import Observation, Target
from etl.language.statements import Amount
from etl.problems import Problem
from etl.working.figures import observations_of
from etl.working.store import WorkingStore


def check_row_counts(
    catalogue: Catalogue, rows_of: Mapping[str, Sequence[Row]]
) -> Iterator[Problem]:
    """A cut or doubled file shows in its number of rows."""
    for table_id, rows in rows_of.items():
        table = catalogue.tables[table_id]
        if not isinstance(table, NotCarriedTable) and len(rows) != table.rows_expected:
            expected = f"{table.rows_expected} rows"
            yield Problem(raw_file(catalogue, table_id), expected, found=f"{len(rows)} rows")


def check_facts(store: WorkingStore, targets: Sequence[Target]) -> Iterator[Problem]:
    """Keys are unique, values are in their indicator's range, levels are the declared ones."""
    catalogue = store.catalogue
    suspects = _suspects(store)
    keys = Counter(observation.key for observation in suspects)
    for observation in suspects:
        spec = catalogue.indicators[observation.indicator_id]
        unit = catalogue.units[observation.unit_id]
        if keys[observation.key] > 1:
            yield _problem(
                catalogue, observation, f"one value of {spec.indicator_id} for {unit.unit_id}"
            )
        if observation.period.definition_id > 1 + len(spec.definitions):
            expected = f"a `definition_id` that `definitions` of {spec.indicator_id} has"
            yield _problem(catalogue, observation, expected)
        if unit.level not in spec.levels:
            yield _problem(catalogue, observation, f"a unit of {' or '.join(spec.levels)}")
        if not _in_range(catalogue, observation):
            yield _problem(catalogue, observation, _range(spec.valid_range))
    target_keys = Counter(target.key for target in targets)
    for target in targets:
        spec = catalogue.indicators[target.indicator_id]
        if target_keys[target.key] > 1:
            expected = (
                "one target for an indicator, a scope, a date and a base; another of a later "
                "document whose entry names the table it replaces in `supersedes`"
            )
            yield _problem(catalogue, target, expected)
        if not spec.valid_range[0] <= target.interval[0] <= spec.valid_range[1]:
            yield _problem(catalogue, target, _range(spec.valid_range))


_IN_RANGE = "range_low <= low AND low <= high AND high <= range_high"


def _suspects(store: WorkingStore) -> list[Observation]:
    """The few of all printed figures that break a rule."""
    return observations_of(
        store,
        f"""
        WITH doubled AS (
            SELECT indicator_id, unit_id, days, basis FROM published
            GROUP BY ALL HAVING count(*) > 1
        )
        SELECT published.* FROM published
        JOIN indicator USING (indicator_id) JOIN unit USING (unit_id) JOIN period USING (period)
        LEFT JOIN doubled
            ON doubled.indicator_id = published.indicator_id
            AND doubled.unit_id = published.unit_id AND doubled.days = published.days
            AND doubled.basis = published.basis
        WHERE doubled.days IS NOT NULL OR definition_id > definitions
            OR NOT list_contains(levels, level) OR NOT ({_IN_RANGE})
        ORDER BY place
        """,
    )


def check_derived(store: WorkingStore, figures: str) -> Iterator[Problem]:
    """Figures computed from printed ones obey the ranges that printed ones do.

    157 approved of 85 systems is a misprint that no cell shows by itself.
    """
    broken = f"""
        SELECT figure.* FROM {figures} AS figure JOIN indicator USING (indicator_id)
        WHERE basis = 'derived' AND NOT ({_IN_RANGE}) ORDER BY is_merged, place
    """
    for item in observations_of(store, broken):
        spec = store.catalogue.indicators[item.indicator_id]
        assert item.interval is not None
        shown = "–".join(f"{end:g}" for end in dict.fromkeys(item.interval))
        yield Problem(
            raw_file(store.catalogue, item.table_id),
            f"{_range(spec.valid_range)}, computed from this row",
            item.source_line,
            f"{item.indicator_id}, {item.unit_id}",
            " = ".join(filter(None, (_counts(item), shown))),
        )


def check_counts(store: WorkingStore) -> Iterator[Problem]:
    """Where there is none of the whole, there is none of a part.

    The quotient is no value, so its range says nothing.
    """
    broken = """
        SELECT DISTINCT part.* FROM published AS part
        JOIN indicator ON indicator.numerator_id = part.indicator_id
        JOIN published AS whole
            ON whole.indicator_id = indicator.denominator_id
            AND whole.unit_id = part.unit_id AND whole.days = part.days
            AND whole.basis = part.basis
        WHERE whole.low = 0 AND part.low > 0 ORDER BY part.place
    """
    for item in observations_of(store, broken):
        yield _problem(store.catalogue, item, "0, as the whole that it is a part of is 0")


def _counts(item: Observation) -> str:
    """`157 ÷ 85`, of a rate."""
    counts = () if item.note is None else item.note.parts.values()
    return " ÷ ".join(f"{part.value:.0f}" for part in counts if isinstance(part, Amount))


def _in_range(catalogue: Catalogue, item: Observation) -> bool:
    if item.interval is None:
        return True
    least, most = catalogue.indicators[item.indicator_id].valid_range
    return least <= item.interval[0] <= item.interval[1] <= most


def raw_file(catalogue: Catalogue, table_id: str) -> str:
    """Where the raw table lies, as errors and provenance name it."""
    return f"data/raw/{catalogue.tables[table_id].document}/{table_id}.tsv"


def _range(valid_range: tuple[float, float]) -> str:
    return f"a value from {valid_range[0]:g} to {valid_range[1]:g}"


def _problem(catalogue: Catalogue, fact: Observation | Target, expected: str) -> Problem:
    return Problem(
        raw_file(catalogue, fact.table_id),
        expected,
        fact.source_line,
        f"{fact.indicator_id}, {fact.unit_id or fact.scope}"
        if isinstance(fact, Target)
        else f"{fact.indicator_id}, {fact.unit_id}",
        fact.raw_text,
    )
