"""The two structures of the country that the same figures can be read in."""

from dataclasses import dataclass
from datetime import date

from etl.language.i18n import N_


@dataclass(frozen=True)
class Structure:
    """Provinces and ministries as they were on one day."""

    id: str
    """Also its value in the URL."""
    on: date
    boundaries: str
    """The prepared boundary file of its provinces, in `geo/`."""
    names: tuple[tuple[str, str], ...]
    """Level and message id of what a reader calls it."""

    def name(self, level: str) -> str:
        """Message id of the structure's name for a level."""
        return dict(self.names)[level]

    @property
    def is_published(self) -> bool:
        """Whether the report's figures are those of this structure's units."""
        return self.id == OLD.id


OLD = Structure(
    id="2024",
    on=date(2024, 7, 31),
    boundaries="provinces_63.geojson",
    names=(
        ("province", N_("63 tỉnh (đến 30/6/2025)")),
        ("ministry", N_("Bộ, ngành năm 2024")),
        ("region", N_("6 vùng của 63 tỉnh")),
    ),
)
NEW = Structure(
    id="2025",
    on=date(2025, 7, 1),
    boundaries="provinces_34.geojson",
    names=(
        ("province", N_("34 tỉnh (từ 1/7/2025)")),
        ("ministry", N_("Bộ, ngành sau 1/3/2025")),
        ("region", N_("6 vùng của 34 tỉnh")),
    ),
)
STRUCTURES = {structure.id: structure for structure in (OLD, NEW)}
