"""Which of several figures of a unit and a period is the one that is shown."""

from etl.catalogue.load import Catalogue
from etl.derive.ratios_and_verdicts import Attainment
from etl.facts import Observation


def shown_first(catalogue: Catalogue, item: Observation | Attainment) -> tuple[bool, bool]:
    """What orders them, the one shown first: the unit's own before a merged one, then its basis.

    `display_basis` chooses between a printed rate and the one that follows from counts.
    """
    wanted = catalogue.indicators[item.indicator_id].display_basis
    return item.is_merged, item.basis != wanted
