"""Statements of a document's text that its tables can test, and the kinds of test there are.

A claim says what the text states, in our own words, and how to test it; whether it holds is
computed (`etl/quality/claims.py`), never written down here.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from etl.catalogue.vocabulary import Day, Interval, Level, NumberFormat, Place, Slug, Spec

Relation = Literal["=", ">", "<"]
UnitComparator = Literal[">", "<", ">=", "<=", "="]


class UnitFigure(Spec):
    """A unit's figure; of its newest period unless one is named."""

    unit: Slug
    indicator: Slug | None = None
    """None: the claim's own."""
    period: str | None = None
    basis: Literal["published", "derived"] = "published"


class TargetFigure(Spec):
    """The target of a level, or of the country."""

    target_of: Level
    due_on: Day
    indicator: Slug | None = None


class PrintedFigure(Spec):
    """A figure of the text that no table carries."""

    printed: str
    format: NumberFormat
    line: Place


Figure = UnitFigure | TargetFigure | PrintedFigure


class SameFigure(Spec):
    """Two places print the same quantity."""

    kind: Literal["same_figure"]
    figure: Figure
    relation: Relation = "="
    """How the figure lies to the printed one: `trên 55%` is `>`."""


class Pooled(Spec):
    """The rate of a bloc, defined as all its numerators ÷ all its denominators.

    The units' own rates only bound it: it lies between the lowest and the highest of them, and
    their plain mean neither confirms nor contradicts it (source trap 14).
    """

    kind: Literal["pooled"]
    level: Level
    definition_vi: str
    """What is divided by what, and where the document says so."""


class Sum(Spec):
    """The units of some levels add up to a total; `of: target` adds what was allocated to them."""

    kind: Literal["sum"]
    levels: tuple[Level, ...]
    of: Literal["observation", "target"] = "observation"
    nearest: Annotated[float, Field(gt=0)] | None = None
    """The text rounds to this: `khoảng 20.000` to 1000."""
    silent_as_zero: bool = False
    """Whether the text adds units that did not report as 0. If not, they leave the sum open."""


class Parts(Spec):
    """Named figures add up to a total."""

    kind: Literal["parts"]
    figures: tuple[Figure, ...]


class Count(Spec):
    """So many units lie above or below a value, or have one of some grades."""

    kind: Literal["count"]
    levels: tuple[Level, ...]
    comparator: UnitComparator | None = None
    than: float | None = None
    texts: tuple[str, ...] = ()
    silent_as_zero: bool = False
    """Whether the text counts units that did not report by their printed default 0."""

    @model_validator(mode="after")
    def _one_condition(self) -> "Count":
        if (self.comparator is None) != (self.than is None):
            raise ValueError("comparator and than go together")
        if (self.comparator is None) == (not self.texts):
            raise ValueError("give exactly one of comparator and texts")
        return self


class Named(Spec):
    """Units the text names, all of them or as examples, lie above, below or at a value."""

    kind: Literal["named"]
    units: Annotated[tuple[Slug, ...], Field(min_length=1)]
    comparator: UnitComparator
    than: float


class Extreme(Spec):
    """A unit is the highest or lowest of its level, or at a place after it."""

    kind: Literal["extreme"]
    level: Level
    side: Literal["highest", "lowest"]
    place: Annotated[int, Field(ge=1, le=1_000)] = 1


class Ends(Spec):
    """Units the text names are the highest or the lowest of their level, in whatever order."""

    kind: Literal["ends"]
    level: Level
    side: Literal["highest", "lowest"]
    units: Annotated[tuple[Slug, ...], Field(min_length=1)]


class ListSize(Spec):
    """So many units lie in a band; those the text lists by name."""

    kind: Literal["list_size"]
    level: Level
    band: Interval


class Share(Spec):
    """One figure as a percentage of another, or with `rest`, what is missing to 100%."""

    kind: Literal["share"]
    numerator: Figure
    denominator: Figure
    rest: bool = False


class Ratio(Spec):
    """One figure is so many times another."""

    kind: Literal["ratio"]
    numerator: Figure
    denominator: Figure
    relation: Relation = "="
    """How the ratio lies to the printed one: `hơn 8 lần` is `>`."""


class Difference(Spec):
    kind: Literal["difference"]
    minuend: Figure
    subtrahend: Figure


class Growth(Spec):
    """A figure grows, or would have to grow, by so many percent."""

    kind: Literal["growth"]
    start: Figure
    end: Figure
    relation: Relation = "="


class GrowthRange(Spec):
    """Several indicators of a unit grew by a percentage within a range, ends included."""

    kind: Literal["growth_range"]
    indicators: tuple[Slug, ...]
    unit: Slug
    periods: tuple[str, str]
    range: Interval


class Compare(Spec):
    """One figure is greater than another."""

    kind: Literal["compare"]
    greater: Figure
    lesser: Figure


class NotTestable(Spec):
    """No table of the document has what the statement speaks of."""

    kind: Literal["not_testable"]
    reason_vi: str


ClaimTest = Annotated[
    SameFigure
    | Pooled
    | Sum
    | Parts
    | Count
    | Named
    | Extreme
    | Ends
    | ListSize
    | Share
    | Ratio
    | Difference
    | Growth
    | GrowthRange
    | Compare
    | NotTestable,
    Field(discriminator="kind"),
]


class ClaimSpec(Spec):
    """One statement.

    The published figure is `printed`, with the number it stands for where that is in words;
    without it, the figure that a raw table has of `indicator` and `unit` from the same line of the
    document. Tests of `WITHOUT_FIGURE` have neither.
    """

    claim_id: Slug
    document: Slug
    line: Place
    section: str
    statement_vi: str
    indicator: Slug
    unit: Slug | None = None
    printed: str | None = None
    stands_for: float | None = None
    """The number that the printed words say: `không` is 0."""
    format: NumberFormat = NumberFormat.DECIMAL_COMMA_PERCENT
    test: ClaimTest


WITHOUT_FIGURE = (GrowthRange, Compare, Named, Ends, NotTestable)
