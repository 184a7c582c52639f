"""What is counted of dossiers: each definition once, for every engine.

An expression says of every dossier, in its last state, whether it is among those that a rate
speaks of, and whether it is counted. Who defines it so says `data/catalogue/dossiers.yml`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import ibis
import ibis.expr.types as ir

Condition = Callable[[ir.Table], ir.BooleanValue]


@dataclass(frozen=True)
class Definition:
    measure: str
    counts: Literal["dossiers", "services"]
    """A service is a procedure of an agency: it is counted once, if any of its dossiers is."""
    among: Condition
    counted: Condition
    """Of those that are among them."""


def _all(dossier: ir.Table) -> ir.BooleanValue:
    return dossier.state.notnull()


def _is_wholly_online(dossier: ir.Table) -> ir.BooleanValue:
    """Nothing of it needed anybody to come: Nghị định 42/2022/NĐ-CP lets results go by post."""
    return ibis.and_(
        dossier.service_level == "full",
        dossier.channel == "online",
        dossier.payment != "offline",
        dossier.result != "paper",
    )


DEFINITIONS = (
    Definition(
        "service_full_online", "services", _all, lambda dossier: dossier.service_level == "full"
    ),
    Definition("dossier_full_online", "dossiers", _all, _is_wholly_online),
    Definition(
        "dossier_on_time",
        "dossiers",
        lambda dossier: dossier.finished_on.notnull() & dossier.due_on.notnull(),
        lambda dossier: dossier.finished_on <= dossier.due_on,
    ),
    Definition(
        "dossier_digitised",
        "dossiers",
        lambda dossier: dossier.state == "finished",
        lambda dossier: dossier.result == "electronic",
    ),
    Definition(
        "dossier_paid_online",
        "dossiers",
        lambda dossier: dossier.payment != "none",
        lambda dossier: dossier.payment == "online",
    ),
)
