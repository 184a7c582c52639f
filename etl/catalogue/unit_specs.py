"""What the catalogue says of units: names, spellings, and who became what."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from etl.catalogue.vocabulary import Day, Level, Place, Slug, Spec
from etl.language.lineage import WHOLE


class UnitSpec(Spec):
    unit_id: Slug
    level: Level
    name_vi: str
    short_name_vi: str
    name_en: str
    kind_vi: str
    region_id: Slug | None
    gso_code: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None
    iso_code: Annotated[str, Field(pattern=r"^VN-[A-Z0-9]{2}$")] | None
    valid_from: Day | None
    valid_to: Day | None
    sort_order: Place

    def valid_on(self, day: date) -> bool:
        """Whether the unit existed under this id on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class AliasSpec(Spec):
    alias: str
    unit_id: Slug
    kind: Literal["variant", "scan_error"]


class LineageSpec(Spec):
    predecessor_id: Slug
    successor_id: Slug
    effective_on: Day
    legal_basis: str
    relation: Literal["unchanged", "continued", "merged", "split", "part"]
    part_vi: str | None
    confidence: str
    source: str

    @property
    def whole(self) -> bool:
        """Whether the successor took the whole body over, and its figures with it."""
        return self.relation in WHOLE


class UnitNameSpec(Spec):
    """The name and kind a unit bore for a time; only units that changed either have any."""

    unit_id: Slug
    name_vi: str
    kind_vi: str
    valid_from: Day | None
    valid_to: Day | None
    legal_basis: str | None
    """The act that gave the name; None for a name older than the unit's record."""
    confidence: str
    source: str

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "UnitNameSpec":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to must not come before valid_from")
        return self
