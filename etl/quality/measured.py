"""Published rates beside those that were counted again from records."""

from collections.abc import Iterator

from etl.facts import Issue, Observation
from etl.language.statements import Amount, Printed, Text, say
from etl.quality.evidence import Evidence
from etl.quality.spans import agrees, exact
from etl.working.figures import observations_of
from etl.working.store import WorkingStore


def measured_issues(store: WorkingStore) -> Iterator[Issue]:
    """A row for every published figure that the count of its unit and period does not round to."""
    pairs = ", ".join(
        f"('{spec.measured_again}', '{spec.indicator_id}')"
        for spec in store.catalogue.indicators.values()
        if spec.measured_again is not None
    )
    if not pairs:
        return
    both = f"""
        WITH pair (indicator_id, counted_id) AS (VALUES {pairs})
        SELECT {{kind}}.* FROM published JOIN pair USING (indicator_id)
        JOIN rate ON rate.indicator_id = counted_id AND rate.unit_id = published.unit_id
        JOIN period AS own ON own.period = published.period
        JOIN period AS other ON other.period = rate.period
            AND (other.period_start, other.period_end) = (own.period_start, own.period_end)
        WHERE published.status = 'observed' AND rate.status = 'observed'
        ORDER BY published.place
    """
    printed = observations_of(store, both.format(kind="published"))
    counted = observations_of(store, both.format(kind="rate"))
    evidence = Evidence(store.catalogue, (), ())
    for figure, count in zip(printed, counted, strict=True):
        assert count.value is not None
        if agrees(exact(count.value), evidence.span(figure)) is False:
            yield _issue(store, figure, count)


def _issue(store: WorkingStore, figure: Observation, count: Observation) -> Issue:
    assert figure.raw_text is not None
    assert figure.value is not None
    assert count.value is not None
    spec = store.catalogue.indicators[count.indicator_id]
    told = say(
        "measured_differs",
        period=Text(figure.period.label),
        document=Text(store.catalogue.documents[figure.document_id].short_title_vi),
        printed=Printed(figure.raw_text, figure.value),
        counts=count.note,
        rate=Amount(count.value, spec.decimals),
    )
    return Issue(
        "measured_differs",
        "warning",
        told,
        figure.table_id,
        figure.source_line,
        figure.unit_id,
        figure.indicator_id,
    )
