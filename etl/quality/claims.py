"""Whether the statements of a document's text follow from its tables.

Every verdict, computed figure and line of arithmetic comes from the facts of this build. A
contradicted statement changes no figure: it also becomes a row of `quality_issue`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from etl.catalogue.claim_specs import (
    WITHOUT_FIGURE,
    ClaimSpec,
    Compare,
    Count,
    Difference,
    Ends,
    Extreme,
    Growth,
    GrowthRange,
    ListSize,
    Named,
    NotTestable,
    Parts,
    Pooled,
    Ratio,
    SameFigure,
    Share,
    Sum,
)
from etl.catalogue.load import Catalogue
from etl.facts import Issue, Observation, Target
from etl.language.numbers import printed_decimals, printed_sign
from etl.language.statements import Amount, Part, Printed, Text, say, worded
from etl.problems import CellError, Problem
from etl.quality import claim_counts, claim_order, claim_tests, claim_totals
from etl.quality.claim_tests import Outcome, Stated
from etl.quality.evidence import Evidence, Known, MissingEvidenceError, text_line
from etl.quality.spans import exact

ClaimVerdict = Literal["confirmed", "contradicted", "not_testable"]

FILE = "data/catalogue/claims.yml"
_ISSUE_KINDS = {
    "same_figure": "different_figures",
    "pooled": "average_mismatch",
    "sum": "total_mismatch",
    "parts": "total_mismatch",
    "count": "count_mismatch",
    "named": "different_figures",
    "extreme": "extreme_mismatch",
    "list_size": "list_count_mismatch",
    "share": "ratio_mismatch",
}
# Their explanations begin with what the text says.
_BEGIN_WITH_TEXT = {"same_figure", "count", "named"}


@dataclass(frozen=True)
class CheckedClaim:
    """A claim with what the tables say of it. `source` is the raw row of the stated figure."""

    spec: ClaimSpec
    stated: Known | None
    printed: str | None
    """The stated figure as the document prints it."""
    source: Observation | None
    outcome: Outcome

    @property
    def verdict(self) -> ClaimVerdict:
        if self.outcome.holds is None:
            return "not_testable"
        return "confirmed" if self.outcome.holds else "contradicted"


def check_claims(
    catalogue: Catalogue, observations: Sequence[Observation], targets: Sequence[Target]
) -> tuple[list[CheckedClaim], list[Problem]]:
    """Every claim tested with what its own document prints, so that no later one touches it.

    A claim whose figures are missing is a problem of the catalogue.
    """
    evidence_of = {
        document_id: Evidence(
            catalogue,
            [item for item in observations if item.document_id == document_id],
            [target for target in targets if target.document_id == document_id],
        )
        for document_id in dict.fromkeys(spec.document for spec in catalogue.claims)
    }
    checked, problems = [], []
    for spec in catalogue.claims:
        try:
            checked.append(_check(evidence_of[spec.document], spec))
        except MissingEvidenceError as error:
            found = str(error)
            problems.append(Problem(FILE, "a published figure", cell=spec.claim_id, found=found))
        except CellError as error:
            problems.append(Problem(FILE, error.expected, cell=spec.claim_id, found=spec.printed))
    return checked, problems


def claim_issues(checked: Sequence[CheckedClaim], noticed: Collection[Issue]) -> Iterator[Issue]:
    """A row for every contradicted claim that nothing else has noticed yet."""
    known = {(issue.kind, issue.indicator_id, issue.unit_id) for issue in noticed}
    for claim in checked:
        spec, source = claim.spec, claim.source
        kind = _ISSUE_KINDS.get(spec.test.kind, "comparison_mismatch")
        if claim.verdict != "contradicted" or (kind, spec.indicator, spec.unit) in known:
            continue
        arithmetic = claim.outcome.explanation
        said = say(
            "text_states",
            line=spec.line,
            statement=Text(spec.statement_vi),
            arithmetic=arithmetic,
        )
        yield Issue(
            kind,
            "warning",
            arithmetic if spec.test.kind in _BEGIN_WITH_TEXT else said,
            claim.outcome.table_id if source is None else source.table_id,
            None if source is None else source.source_line,
            spec.unit,
            spec.indicator,
        )


def _check(evidence: Evidence, spec: ClaimSpec) -> CheckedClaim:
    if isinstance(spec.test, NotTestable):
        source = _source(evidence, spec) if spec.printed is None else None
        known = _known(evidence, spec, source) if spec.printed or source else None
        printed = _printed(spec, source)
        reason = worded(spec.test.reason_vi)
        return CheckedClaim(spec, known, printed, source, Outcome(None, None, None, reason))
    if isinstance(spec.test, WITHOUT_FIGURE):
        return CheckedClaim(spec, None, None, None, _bare_outcome(evidence, spec))
    source = _source(evidence, spec)
    known = _known(evidence, spec, source)
    printed = _printed(spec, source) or ""
    stated = Stated(known, printed_decimals(printed), printed_sign(printed), spec.indicator)
    return CheckedClaim(spec, known, printed, source, _outcome(evidence, spec, stated))


def _printed(spec: ClaimSpec, source: Observation | None) -> str | None:
    if spec.printed is not None or source is None:
        return spec.printed
    return source.raw_text


def _source(evidence: Evidence, spec: ClaimSpec) -> Observation | None:
    """The figure of the claim where a raw table has it from the same line of the document."""
    for item in evidence.of_unit(spec.indicator, spec.unit):
        if (item.document_line, item.basis) == (spec.line, "published"):
            return item
    return None


def _known(evidence: Evidence, spec: ClaimSpec, source: Observation | None) -> Known:
    known = _published(evidence, spec, source)
    if isinstance(spec.test, Ratio):
        return replace(known, shown=say("times", factor=known.shown))
    return known


def _published(evidence: Evidence, spec: ClaimSpec, source: Observation | None) -> Known:
    """The stated figure in the notation it is printed in: a count of units is no percentage."""
    if spec.printed is not None and spec.stands_for is not None:
        words = Text(spec.printed)
        return Known(spec.stands_for, words, text_line(spec.line), exact(spec.stands_for))
    if spec.printed is not None:
        return evidence.printed(spec.printed, spec.format, spec.line)
    if source is None or source.value is None or source.raw_text is None:
        wanted = f"{spec.indicator}, {spec.unit}, document line {spec.line}"
        raise MissingEvidenceError(wanted)
    shown: Part = Printed(source.raw_text, source.value)
    if evidence.scale(source) != 1:
        shown = Amount(source.value)
    span = evidence.span(source)
    return Known(source.value, shown, text_line(spec.line), span, source.table_id)


def _bare_outcome(evidence: Evidence, spec: ClaimSpec) -> Outcome:
    match spec.test:
        case GrowthRange() as test:
            return claim_tests.growth_range(evidence, test, spec.indicator)
        case Compare() as test:
            return claim_tests.compare(evidence, test, spec.indicator)
        case Named() as test:
            return claim_counts.named(evidence, test, spec.indicator)
        case Ends() as test:
            return claim_order.ends(evidence, test, spec.indicator)
    raise AssertionError(spec.test.kind)


def _outcome(evidence: Evidence, spec: ClaimSpec, stated: Stated) -> Outcome:
    match spec.test:
        case SameFigure() as test:
            return claim_tests.same_figure(evidence, test, stated)
        case Pooled() as test:
            return claim_totals.pooled(evidence, test, stated)
        case Sum() as test:
            return claim_totals.total(evidence, test, stated)
        case Parts() as test:
            return claim_tests.parts(evidence, test, stated)
        case Count() as test:
            return claim_counts.count(evidence, test, stated)
        case Extreme() as test:
            if spec.unit is None:
                raise MissingEvidenceError(f"{spec.indicator}, a unit")
            return claim_order.extreme(evidence, test, stated, spec.unit)
        case ListSize() as test:
            return claim_counts.list_size(evidence, test, stated)
        case Share() as test:
            return claim_tests.share(evidence, test, stated)
        case Ratio() as test:
            return claim_tests.ratio(evidence, test, stated)
        case Difference() as test:
            return claim_tests.difference(evidence, test, stated)
        case Growth() as test:
            return claim_tests.growth(evidence, test, stated)
    raise AssertionError(spec.test.kind)
