"""Facts and catalogue → the rows of each warehouse table, keyed as `schema.sql` names them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.structures import structure_of
from etl.catalogue.table_base import SliceBase
from etl.catalogue.table_specs import NotCarriedTable
from etl.derive.changes import change_breaks
from etl.extract.correct import CorrectedCell
from etl.extract.parse import clean_text
from etl.extract.shapes.reader import LINE
from etl.facts import Issue, Obstacle, Target, Task
from etl.language.numbers import decimals_of_print, stored
from etl.language.statements import Part, parts_json, statement_of
from etl.language.structures import DAY_OF
from etl.load.manifest import Manifest, one_digest
from etl.load.record import Record
from etl.load.source_columns import column_records
from etl.quality.claims import CheckedClaim


def build_records(manifest: Manifest) -> list[Record]:
    """The one row that a build has of itself."""
    return [
        {
            "build_id": manifest.build,
            "built_at": datetime.fromisoformat(manifest.built_at).replace(tzinfo=None),
            "schema_version": manifest.schema_version,
            "data_as_of": max(manifest.data_as_of.values(), default=None),
            "inputs_sha256": one_digest(manifest.inputs),
        }
    ]


def catalogue_records(catalogue: Catalogue) -> dict[str, list[Record]]:
    """The tables that the catalogue alone fills."""
    return {
        "document": [spec.model_dump() for spec in catalogue.documents.values()],
        "source_table": [
            {
                "table_id": table.table_id,
                "document_id": table.document,
                "appendix": table.appendix,
                "title_vi": table.title_vi,
                "shape": table.shape,
                "continues": table.continues,
                "structure": structure_of(catalogue, table),
                "first_line": table.source_lines[0],
                "last_line": table.source_lines[1],
                "rows": None if isinstance(table, NotCarriedTable) else table.rows_expected,
                "note_vi": table.note_vi,
            }
            for table in catalogue.tables.values()
        ],
        "unit": [spec.model_dump() for spec in catalogue.units.values()],
        "unit_alias": [spec.model_dump() for spec in catalogue.aliases],
        "unit_lineage": [spec.model_dump() for spec in catalogue.lineage],
        "unit_name": [spec.model_dump() for spec in catalogue.unit_names],
        "indicator": _indicators(catalogue),
        "indicator_definition": [
            {"indicator_id": spec.indicator_id, "definition_id": number, "reason_vi": None} | cells
            for spec in catalogue.indicators.values()
            for number, cells in enumerate(_definitions(spec), start=1)
        ],
        "source_column": column_records(catalogue),
        "series_break": [
            {"indicator_id": spec.indicator_id, **series_break.model_dump()}
            for spec in catalogue.indicators.values()
            for series_break in spec.series_breaks
        ],
        "structure": [{"structure": name, "units_on": day} for name, day in DAY_OF.items()],
        "glossary": [
            spec.model_dump() | {"sort_order": order}
            for order, spec in enumerate(catalogue.glossary)
        ],
        "similarity": [
            {"level": spec.level, "criterion": name, "is_nearest": is_nearest, "sort_order": order}
            for spec in catalogue.similarity.values()
            for order, (name, is_nearest) in enumerate(
                [*((name, False) for name in spec.same), *((name, True) for name in spec.nearest)]
            )
        ],
    }


def _definitions(spec: IndicatorSpec) -> list[Record]:
    """The first, which stands in the indicator itself, and those after it."""
    first = {"definition_vi": spec.definition_vi, "measured_by": spec.measured_by}
    return [first, *(further.model_dump() for further in spec.definitions)]


_OF_OTHER_TABLES = {"valid_range", "series_breaks", "definitions"}
_OF_THE_BUILD = {"compared_kinds", "measured_again"}
"""Keys of an indicator that only the build asks for."""


def _indicators(catalogue: Catalogue) -> list[Record]:
    topics = sorted(catalogue.topics, key=lambda topic: topic.sort_order)
    pairs = [(topic, spec) for topic in topics for spec in topic.indicators]
    return [
        spec.model_dump(exclude=_OF_OTHER_TABLES | _OF_THE_BUILD)
        | {
            "topic": topic.topic,
            "topic_vi": topic.topic_vi,
            "levels": list(spec.levels_with_regions),
            "change_breaks": change_breaks(spec),
            "range_low": spec.valid_range[0],
            "range_high": spec.valid_range[1],
            "sort_order": order,
        }
        for order, (topic, spec) in enumerate(pairs)
    ]


def _printed_decimals(target: Target) -> int | None:
    """Decimals that the document prints a target with; None where it prints no such number."""
    if target.basis == "derived" or target.value is None or target.raw_text is None:
        return None
    return decimals_of_print(target.value, clean_text(target.raw_text))


def target_records(targets: Iterable[Target]) -> list[Record]:
    records = []
    for target in targets:
        record = _without(target, "interval", "note") | _statement("note", target.note)
        low, high = target.interval
        record |= {"value": target.value, "value_low": low, "value_high": high}
        records.append(record | {"printed_decimals": _printed_decimals(target)})
    return records


def task_records(tasks: Iterable[Task]) -> list[Record]:
    return [
        _without(task, "units") | {"other_lines": list(task.other_lines) or None} for task in tasks
    ]


def task_unit_records(tasks: Iterable[Task]) -> list[Record]:
    return [{"task_id": task.task_id, **vars(unit)} for task in tasks for unit in task.units]


def obstacle_records(obstacles: Iterable[Obstacle]) -> list[Record]:
    return [
        _without(obstacle, "owners") | {"owner_unit_id": obstacle.owner_unit_id}
        for obstacle in obstacles
    ]


def obstacle_owner_records(obstacles: Iterable[Obstacle]) -> list[Record]:
    return [
        {"obstacle_id": obstacle.obstacle_id, **vars(owner)}
        for obstacle in obstacles
        for owner in obstacle.owners
    ]


def issue_records(issues: Iterable[Issue]) -> list[Record]:
    """Ids say what the issue is about, so they stay the same from build to build."""
    seen: Counter[str] = Counter()
    records = []
    for issue in issues:
        parts = (issue.kind, issue.table_id, issue.indicator_id, issue.unit_id)
        issue_id = ":".join(part for part in parts if part)
        seen[issue_id] += 1
        suffix = "" if seen[issue_id] == 1 else f":{seen[issue_id]}"
        record = {name: cell for name, cell in vars(issue).items() if name != "detail"}
        detail = _statement("detail", issue.detail)
        records.append({"issue_id": f"{issue_id}{suffix}", **record, **detail})
    return records


def claim_records(claims: Sequence[CheckedClaim]) -> list[Record]:
    """In the order of the document's text."""
    return [
        {
            "claim_id": claim.spec.claim_id,
            "document_id": claim.spec.document,
            "section": claim.spec.section,
            "document_line": claim.spec.line,
            "statement_vi": claim.spec.statement_vi,
            "indicator_id": claim.spec.indicator,
            "unit_id": claim.spec.unit,
            "published_value": None if claim.stated is None else claim.stated.value,
            "published_text": claim.printed,
            **_statement("published", None if claim.stated is None else claim.stated.shown),
            "test_kind": claim.spec.test.kind,
            "sort_order": order,
        }
        for order, claim in enumerate(claims)
    ]


def claim_check_records(claims: Sequence[CheckedClaim]) -> list[Record]:
    return [
        {
            "claim_id": claim.spec.claim_id,
            "computed_value": stored(claim.outcome.computed),
            **_statement("computed", claim.outcome.shown),
            "verdict": claim.verdict,
            **_statement("explanation", claim.outcome.explanation),
            "table_id": claim.outcome.table_id,
        }
        for claim in claims
    ]


def correction_records(catalogue: Catalogue, cells: Iterable[CorrectedCell]) -> list[Record]:
    """In the order of the catalogue."""
    records = []
    for cell in cells:
        table = catalogue.tables[cell.correction.table_id]
        line = cell.row.text.get(LINE, "")
        printed_line = int(line) if line.isdecimal() else None
        records.append(
            {
                "table_id": table.table_id,
                "source_line": cell.row.line,
                "document_line": table.document_line(cell.row.line)
                if isinstance(table, SliceBase)
                else printed_line,
                "heading": cell.correction.column,
                "printed": cell.row.raw[cell.correction.column],
                "value": cell.correction.value,
                **cell.correction.model_dump(include={"reason_vi", "author", "corrected_on"}),
            }
        )
    return records


def _without(fact: Target | Task | Obstacle, *left_out: str) -> Record:
    """The fields of a fact, less those that have columns of their own kind."""
    return {name: cell for name, cell in vars(fact).items() if name not in left_out}


def _statement(name: str, part: Part) -> Record:
    """The two columns of a statement, `<name>_code` and `<name>_parts`."""
    statement = statement_of(part)
    return {
        f"{name}_code": None if statement is None else statement.code,
        f"{name}_parts": parts_json(statement),
    }
