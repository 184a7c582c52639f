"""What the catalogue says of documents, indicators and terms."""

import re
from datetime import date
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from etl.catalogue.vocabulary import (
    Confirmation,
    Day,
    Interval,
    Level,
    PeriodKind,
    Place,
    Slug,
    Spec,
)

_COPIES = re.compile(r"cdn|jsdelivr|unpkg|npmjs|pypi|pythonhosted|githubusercontent")
"""In the names of hosts that serve packages and copies of files."""


class DocumentSpec(Spec):
    document_id: Slug
    number: str
    title_vi: str
    short_title_vi: str
    issuer_vi: str
    issued_on: Day | None
    issued_label_vi: str
    data_as_of: Day
    confirmation: Confirmation = "official_document"
    """How sure it is that the issuer says what the figures are taken from: the document itself."""
    url: str | None = None
    """Where its issuer, or the paper, shows it to everybody."""
    published_on: Day | None = None
    """The day it was made public, where that is not the day it was issued."""
    taken_in_on: Day | None = None
    """The day its figures came in, where that was long after: what was known before has none."""

    @property
    def known_on(self) -> date:
        """The day from which its figures are part of what is known."""
        return self.taken_in_on or self.data_as_of

    @property
    def weakness(self) -> int:
        """How far its confirmation is from the surest, 0."""
        return get_args(Confirmation).index(self.confirmation)

    @field_validator("url")
    @classmethod
    def _is_where_readers_find_it(cls, url: str | None) -> str | None:
        # Copies for machines come and go, and say nothing of who published what.
        host = "" if url is None else urlsplit(url).netloc.lower()
        if url is not None and (
            not re.fullmatch(r"https?://[^\s/]+\.\S+", url) or _COPIES.search(host)
        ):
            raise ValueError("a web address of the source itself, of no registry or CDN")
        return url

    @model_validator(mode="after")
    def _is_found_where_it_is_confirmed(self) -> "DocumentSpec":
        if self.confirmation == "official_page" and self.url is None:
            raise ValueError("an official_page has a url")
        if self.issued_on and self.published_on and self.published_on < self.issued_on:
            raise ValueError("published_on must not come before issued_on")
        if self.taken_in_on and self.taken_in_on < self.data_as_of:
            raise ValueError("taken_in_on must not come before data_as_of")
        return self


class TermSpec(Spec):
    """An abbreviation or a way of saying that readers meet, explained in our own words."""

    term_vi: str
    kind: Literal["abbreviation", "term", "reading", "status"]
    full_vi: str
    """What the letters stand for, or the term in a few words."""
    meaning_vi: str
    used_in_vi: str
    """Pages and appendices where it occurs."""


class SimilaritySpec(Spec):
    """Which units of a level are like one of them."""

    level: Literal["province", "ministry"]
    same: tuple[str, ...]
    """`region`, or indicators with equal figures; the first weighs most."""
    nearest: tuple[str, ...]
    """The indicators whose figures tell the nearest, each where those before it are equal."""


class SeriesBreak(Spec):
    from_period: str
    reason_vi: str


class DefinitionSpec(Spec):
    """A further way to measure an indicator; the second in the list is definition 3."""

    definition_vi: str
    measured_by: str
    reason_vi: str
    """Why its figures do not compare with those of the definition before, for readers."""


class IndicatorSpec(Spec):
    indicator_id: Slug
    name_vi: str
    short_name_vi: str
    name_en: str | None = None
    unit_vi: str
    value_kind: Literal["rate", "count", "index", "rank", "grade", "flag", "interval"]
    better: Literal["higher", "lower", "none"]
    decimals: Annotated[int, Field(ge=0, le=4)]
    numerator_id: Slug | None = None
    denominator_id: Slug | None = None
    aggregation: Literal["sum", "ratio_of_sums", "bounds", "none"]
    levels: tuple[Level, ...]
    valid_range: Interval
    class_breaks: Annotated[tuple[float, ...], Field(max_length=5)] = ()
    gap_breaks: tuple[float, ...] = ()
    change_breaks: Annotated[tuple[Annotated[float, Field(gt=0)], ...], Field(max_length=3)] = ()
    """Classes of a change, the same for better and for worse; usual ones where there are none."""
    display_basis: Literal["published", "derived"] = "published"
    definition_vi: str
    measured_by: str
    caveat_vi: str | None = None
    headline: bool = False
    replaces: Slug | None = None
    other_measure_of: Slug | None = None
    """The indicator that measures the same in its own way: one series never continues the other,
    and a target of both counts as reached, or as missed, only where both say so."""
    measured_again: Slug | None = None
    """The indicator whose published figures this one is counted again beside, from records."""
    series_breaks: tuple[SeriesBreak, ...] = ()
    compared_kinds: tuple[PeriodKind, ...] = ()
    """Kinds of periods whose figures compare with each other; besides, each with its own."""
    definitions: tuple[DefinitionSpec, ...] = ()
    """Those after the first, which `definition_vi` and `measured_by` are."""
    published_every: Annotated[int, Field(ge=2, le=10)] | None = None
    """Years from one figure to the next, of a survey that appears more seldom than every year."""

    @property
    def percent_sign(self) -> str:
        """What stands after an amount: the sign of a percentage, else nothing."""
        return "%" if self.unit_vi == "%" else ""

    @property
    def counterparts(self) -> tuple[str, ...]:
        """The indicators that it names."""
        named = self.numerator_id, self.denominator_id, self.replaces, self.other_measure_of
        return tuple(name for name in (*named, self.measured_again) if name is not None)

    @property
    def levels_with_regions(self) -> tuple[Level, ...]:
        """The levels that have figures, regions included where those of provinces join."""
        joins = self.aggregation != "none" and "province" in self.levels
        added: tuple[Level, ...] = ("region",) if joins and "region" not in self.levels else ()
        return self.levels + added

    @model_validator(mode="after")
    def _ratio_names_both_counts(self) -> "IndicatorSpec":
        both = self.numerator_id is not None and self.denominator_id is not None
        if (self.aggregation == "ratio_of_sums") != both:
            raise ValueError("ratio_of_sums needs numerator_id and denominator_id, others neither")
        for breaks in (self.class_breaks, self.gap_breaks, self.change_breaks):
            if list(breaks) != sorted(set(breaks)):
                raise ValueError("class_breaks, gap_breaks and change_breaks must rise")
        if len(set(self.compared_kinds)) < max(len(self.compared_kinds), 2) and self.compared_kinds:
            raise ValueError("compared_kinds are two kinds or more, each once")
        return self


class TopicSpec(Spec):
    topic: Slug
    topic_vi: str
    sort_order: Place
    indicators: tuple[IndicatorSpec, ...]
