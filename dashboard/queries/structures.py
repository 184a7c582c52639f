"""The two structures of the country that the same figures can be read in."""

from dataclasses import dataclass
from datetime import date

from etl.language.structures import DAY_OF


@dataclass(frozen=True, slots=True)
class Structure:
    """Provinces and ministries as they were on one day."""

    id: str
    """Also its value in the URL."""
    on: date
    boundaries: str
    """The prepared boundary file of its provinces, in `geo/`."""

    @property
    def is_published(self) -> bool:
        """Whether the report's figures are those of this structure's units."""
        return self.id == OLD.id


OLD = Structure(
    id="2024",
    on=DAY_OF["2024"],
    boundaries="provinces_63.geojson",
)
NEW = Structure(
    id="2025",
    on=DAY_OF["2025"],
    boundaries="provinces_34.geojson",
)
STRUCTURES = {structure.id: structure for structure in (OLD, NEW)}
