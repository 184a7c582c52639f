"""What must hold of the facts before anything is derived from them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from etl.catalogue.load import Catalogue
from etl.catalogue.table_specs import NotCarriedTable
from etl.extract.read import Row
from etl.facts import Facts, Observation, Target
from etl.language.statements import Amount
from etl.problems import Problem


def check_row_counts(
    catalogue: Catalogue, rows_of: Mapping[str, Sequence[Row]]
) -> Iterator[Problem]:
    """A cut or doubled file shows in its number of rows."""
    for table_id, rows in rows_of.items():
        table = catalogue.tables[table_id]
        if not isinstance(table, NotCarriedTable) and len(rows) != table.rows_expected:
            expected = f"{table.rows_expected} rows"
            yield Problem(raw_file(catalogue, table_id), expected, found=f"{len(rows)} rows")


def check_facts(catalogue: Catalogue, facts: Facts) -> Iterator[Problem]:
    """Keys are unique, values are in their indicator's range, levels are the declared ones."""
    keys = Counter(observation.key for observation in facts.observations)
    for observation in facts.observations:
        spec = catalogue.indicators[observation.indicator_id]
        unit = catalogue.units[observation.unit_id]
        if keys[observation.key] > 1:
            yield _problem(
                catalogue, observation, f"one value of {spec.indicator_id} for {unit.unit_id}"
            )
        if unit.level not in spec.levels:
            yield _problem(catalogue, observation, f"a unit of {' or '.join(spec.levels)}")
        if not _in_range(catalogue, observation):
            yield _problem(catalogue, observation, _range(spec.valid_range))
    target_keys = Counter(target.key for target in facts.targets)
    for target in facts.targets:
        spec = catalogue.indicators[target.indicator_id]
        if target_keys[target.key] > 1:
            expected = (
                "one target for an indicator, a scope, a date and a base; another of a later "
                "document whose entry names the table it replaces in `supersedes`"
            )
            yield _problem(catalogue, target, expected)
        if not spec.valid_range[0] <= target.interval[0] <= spec.valid_range[1]:
            yield _problem(catalogue, target, _range(spec.valid_range))


def check_derived(catalogue: Catalogue, observations: Iterable[Observation]) -> Iterator[Problem]:
    """Figures computed from printed ones obey the ranges that printed ones do.

    157 approved of 85 systems is a misprint that no cell shows by itself.
    """
    for item in observations:
        if item.basis == "derived" and not _in_range(catalogue, item):
            spec = catalogue.indicators[item.indicator_id]
            assert item.interval is not None
            shown = "–".join(f"{end:g}" for end in dict.fromkeys(item.interval))
            yield Problem(
                raw_file(catalogue, item.table_id),
                f"{_range(spec.valid_range)}, computed from this row",
                item.source_line,
                f"{item.indicator_id}, {item.unit_id}",
                " = ".join(filter(None, (_counts(item), shown))),
            )


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
