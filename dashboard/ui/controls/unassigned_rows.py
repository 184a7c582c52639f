"""Below units: the rows of their table that are of none of them, and what the whole comes to."""

from dashboard.queries.indicator_views import View
from dashboard.queries.unassigned_rows import unassigned_rows, whole_table
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import box, listing, paragraph
from dashboard.words.unassigned_rows import unassigned_in_brief, unassigned_lines, whole_words


def unassigned_note(source: Warehouse, shown: View) -> str:
    """Which they are and what they hold, as HTML; nothing where every row is of a unit."""
    rows = unassigned_rows(source, shown)
    if not rows:
        return ""
    blocks = [listing(unassigned_in_brief(rows), unassigned_lines(shown, rows))]
    whole = whole_table(source, shown)
    if whole is not None:
        blocks.insert(0, paragraph(whole_words(shown, whole)))
    return box(blocks)
