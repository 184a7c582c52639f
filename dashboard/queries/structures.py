"""The two structures of the country that the same figures can be read in."""

from dataclasses import dataclass
from datetime import date


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
    on=date(2024, 7, 31),
    boundaries="provinces_63.geojson",
)
NEW = Structure(
    id="2025",
    on=date(2025, 7, 1),
    boundaries="provinces_34.geojson",
)
STRUCTURES = {structure.id: structure for structure in (OLD, NEW)}
