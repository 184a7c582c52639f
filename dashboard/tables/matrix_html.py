"""The matrix of units and goals as HTML: heads that stay, a verdict with its value in each cell."""

from collections.abc import Mapping, Sequence
from html import escape

from dashboard.analysis.target_matrix import UnitTally, unit_tallies
from dashboard.analysis.targets import Goal, Tally
from dashboard.queries.indicator_views import View
from dashboard.store.codes import MET, NO_DATA
from dashboard.words.markdown import explained
from dashboard.words.target_matrix import cell_detail, cell_gap, cell_words, goal_target
from dashboard.words.vocabulary import VERDICT_MARKS, VERDICTS, marked
from etl.language.i18n import _, format_month, format_number, format_percent_value


def matrix_table(
    goals: Sequence[Goal],
    views: Sequence[View],
    counts: Sequence[Tally],
    links: Mapping[str, str],
    alt: str,
    selected: str | None = None,
) -> str:
    """A row per unit in the order of `links`, the address that chooses each; first the tallies."""
    heads = "".join(
        f'<th scope="col">{escape(goal.indicator.short_name_vi)}<br/>'
        f"<strong>{escape(goal_target(goal, shown))}</strong> · {format_month(goal.due_on)}</th>"
        for goal, shown in zip(goals, views, strict=True)
    )
    of_unit = {item.unit_id: item for item in unit_tallies(views)}
    rows = [
        _row(goals, views, of_unit[unit_id], address, is_chosen=unit_id == selected)
        for unit_id, address in links.items()
    ]
    return (
        f'<div class="table-box framed matrix-table"><table aria-label="{escape(alt)}"><thead><tr>'
        f'<th scope="col">{escape(_("Đơn vị"))}</th>'
        f'<th scope="col" class="figure">{escape(_("Đạt"))}</th>{heads}'
        f"</tr></thead><tbody>{_tally_row(counts, len(links))}{''.join(rows)}</tbody></table></div>"
    )


def _tally_row(counts: Sequence[Tally], units: int) -> str:
    """How many units reached each goal, how many did not, as a count and as a share."""
    cells = []
    for item in counts:
        reached = marked(
            _("{met}/{all} đạt").format(met=item.counts[MET], all=item.judged), item.confirmation
        )
        rest = " ".join(
            f"{VERDICT_MARKS[verdict]} {_share(item, verdict)}"
            for verdict in VERDICTS
            if verdict != MET and item.counts[verdict]
        )
        told = explained(escape(reached))
        cells.append(f"<td><strong>{told}</strong> <small>{escape(rest)}</small></td>")
    name = _("{count} đơn vị").format(count=format_number(units))
    head = f'<th scope="row">{escape(name)}</th><td class="figure"></td>'
    return f'<tr class="all">{head}{"".join(cells)}</tr>'


def _share(item: Tally, verdict: str) -> str:
    """`59 (94%)`."""
    count = item.counts[verdict]
    return f"{format_number(count)} ({format_percent_value(100 * count / item.judged, 0)})"


def _row(
    goals: Sequence[Goal], views: Sequence[View], unit: UnitTally, address: str, *, is_chosen: bool
) -> str:
    cells = []
    for goal, shown in zip(goals, views, strict=True):
        row = shown.row_of(unit.unit_id)
        gap = cell_gap(goal, row)
        beside = f" <small>{escape(gap)}</small>" if gap else ""
        kind = (row.verdict or NO_DATA) if row.is_applicable else "not_applicable"
        cells.append(
            f'<td class="{kind}" title="{escape(cell_detail(goal, row))}">'
            f"{explained(escape(cell_words(goal, row)))}{beside}</td>"
        )
    chosen = ' class="chosen"' if is_chosen else ""
    current = ' aria-current="true"' if is_chosen else ""
    met = explained(marked(f"{unit.met}/{unit.applies}", unit.confirmation))
    return (
        f'<tr{chosen}><th scope="row"><a class="way" href="{escape(address)}"{current}>'
        f'{escape(unit.short_name_vi)}</a></th><td class="figure">{met}</td>'
        f"{''.join(cells)}</tr>"
    )


def matrix_legend(counts: Sequence[Tally]) -> str:
    """The verdicts that occur, with the number of cells of each."""
    totals = {verdict: sum(item.counts[verdict] for item in counts) for verdict in VERDICTS}
    entries = "".join(
        f'<span class="figure-legend-entry"><i class="{verdict}"></i>'
        f"{VERDICT_MARKS[verdict]} {escape(_(words))} ({format_number(totals[verdict])})</span>"
        for verdict, words in VERDICTS.items()
        if totals[verdict]
    )
    return f'<div class="figure-legend">{entries}</div>'
