"""All figures that follow from what documents print, indicator by indicator.

A rate and its two counts are derived together; else indicators know nothing of each other. So many
are taken at a time as their figures leave room for.
"""

from collections.abc import Iterator, Sequence

from etl.derive.joined_units import put_joined_units
from etl.derive.merge import carried, figures_to_merge, merged
from etl.derive.ratios import ratios
from etl.derive.regions import regions
from etl.derive.reorganised import reorganised
from etl.derive.shown import with_shown
from etl.derive.successions import successions
from etl.working.batches import in_batches
from etl.working.store import WorkingStore

AT_A_TIME = 1_000_000
"""Published figures that are derived from together, unless one indicator has more."""


def put_units_to_join(store: WorkingStore) -> None:
    """The tables that say which units are made of which others."""
    put_joined_units(store, "succession", successions(store.catalogue))
    put_joined_units(store, "region", regions(store.catalogue))


def batches(store: WorkingStore) -> Iterator[list[str]]:
    """Indicators that are derived together, in the order of their ids."""
    sizes = dict(store.sizes())
    sized = ((group, sum(sizes[name] for name in group)) for group in _kin(store, sorted(sizes)))
    for groups in in_batches(sized, AT_A_TIME):
        yield [name for group in groups for name in group]


def _kin(store: WorkingStore, indicator_ids: Sequence[str]) -> list[list[str]]:
    """The indicators in groups: a rate with its counts, and with the rates that share one."""
    groups = {name: [name] for name in indicator_ids}
    for spec in store.catalogue.indicators.values():
        linked = [spec.indicator_id, spec.numerator_id, spec.denominator_id]
        found = [groups[name] for name in linked if name is not None and name in groups]
        if spec.numerator_id is not None and found:
            whole = sorted({name for group in found for name in group})
            groups |= dict.fromkeys(whole, whole)
    return list({group[0]: group for group in groups.values()}.values())


def slices(store: WorkingStore, indicator_ids: Sequence[str]) -> Iterator[str]:
    """Conditions that part the figures of these indicators by periods, as many as fit together."""
    names = ", ".join(f"'{name}'" for name in indicator_ids)
    of_indicators = f"indicator_id IN ({names})"
    sizes = dict(store.sizes())
    parts = -(-sum(sizes[name] for name in indicator_ids) // AT_A_TIME)
    for part in range(parts):
        yield f"{of_indicators} AND days % {parts} = {part}" if parts > 1 else of_indicators


def no_figures(store: WorkingStore) -> None:
    """The table `figure` without a row."""
    _make(store, "figure", f"{with_shown('published')} LIMIT 0")


def derive_figures(store: WorkingStore, condition: str) -> None:
    """Add to `figure` what is printed and holds this condition, and all that follows from it.

    The table `own` has the printed ones alone, and the rates that follow from them.
    """
    store.make_figures("own", f"FROM published WHERE {condition}")
    store.add_figures("own", ratios("own"))
    _make(store, "member", figures_to_merge("own", "succession"))
    store.make_figures("made", carried("own", "succession"), merged("member", "succession"))
    store.add_figures("made", ratios("made"))
    store.add_figures("made", reorganised("own"))
    store.make_figures("told", "FROM own", beside_own("own", "made"))
    _make(store, "member", figures_to_merge("told", "region"))
    store.make_figures("made", merged("member", "region"))
    store.add_figures("made", ratios("made"))
    store.add_figures("told", beside_own("own", "made"))
    store.add_figures("figure", with_shown("told"))


def beside_own(own: str, made: str) -> str:
    """Merged figures of units, less those that a document gives the unit otherwise.

    What is printed of a successor stands, with the figure made of its members beside it. What
    follows from its own print, as a rate from its counts, takes the place of the merged one; and a
    reorganised body has figures of its own as soon as a document prints one.
    """
    return f"""
        FROM {made} AS made ANTI JOIN (
            FROM {own} WHERE basis = 'derived'
                OR unit_id IN (SELECT unit_id FROM succession WHERE is_reorganised)
        ) AS own USING (indicator_id, unit_id, days)
    """


def _make(store: WorkingStore, table: str, figures: str) -> None:
    store.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {figures}")
