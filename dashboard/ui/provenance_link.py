"""The one click from a figure anywhere to the cell it was printed in."""

from dashboard.i18n import _
from dashboard.structures import Structure
from dashboard.ui.pages import QUALITY
from dashboard.ui.shell import link_to
from dashboard.ui.state import INDICATOR, LEVEL, SECTION, STRUCTURE, UNIT

SECTION_ID = "nguon-goc"


def provenance_link(indicator_id: str, unit_id: str, level: str, structure: Structure) -> None:
    """A link to where the figure comes from and what was done to it."""
    link_to(
        QUALITY,
        {
            SECTION: SECTION_ID,
            INDICATOR: indicator_id,
            LEVEL: level,
            UNIT: unit_id,
            STRUCTURE: structure.id,
        },
        label=_("Nguồn gốc con số"),
    )
