"""Two documents that print one figure differently: told, and judged by nobody."""

from collections.abc import Iterable, Iterator

from etl.catalogue.load import Catalogue
from etl.facts import Issue, Observation, PrintedBeside
from etl.language.statements import Part, Printed, Text, say
from etl.quality.evidence import Evidence
from etl.quality.spans import compatible


def beside_issues(catalogue: Catalogue, beside: Iterable[PrintedBeside]) -> Iterator[Issue]:
    """A row for every figure whose two prints cannot be of one quantity."""
    for item in beside:
        figure, counts = item.figure, item.counts
        if agree(catalogue, item):
            continue
        detail = say(
            "sources_differ",
            period=Text(counts.period.label),
            document=_short(catalogue, counts),
            printed=_print(counts),
            other=_short(catalogue, figure),
            beside=_print(figure),
        )
        yield Issue(
            "different_figures",
            "warning",
            detail,
            figure.table_id,
            figure.source_line,
            figure.unit_id,
            figure.indicator_id,
        )


def agree(catalogue: Catalogue, item: PrintedBeside) -> bool:
    """Whether some value rounds to both prints."""
    evidence = Evidence(catalogue, (), ())
    return compatible(evidence.span(item.figure), evidence.span(item.counts))


def _short(catalogue: Catalogue, item: Observation) -> Part:
    return Text(catalogue.documents[item.document_id].short_title_vi)


def _print(item: Observation) -> Part:
    assert item.raw_text is not None
    assert item.value is not None
    return Printed(item.raw_text, item.value)
