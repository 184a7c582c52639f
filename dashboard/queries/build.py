"""The build that the figures are read from."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Build:
    """The one row of the contract's `build`."""

    build_id: int
    built_at: datetime
    """UTC."""
    data_as_of: date | None


@kept(8)
def build_of(source: Warehouse) -> Build:
    """What the build says of itself."""
    (found,) = source.records(Build, "SELECT build_id, built_at, data_as_of FROM build")
    return found
