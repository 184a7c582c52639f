"""Units by a yes or a no: there is no order among them, so they are named, not ranked."""

from collections.abc import Sequence

from dashboard.queries.view_rows import ViewRow
from dashboard.ui.controls.blocks import box, paragraph
from dashboard.words.markdown import plain
from dashboard.words.values import FLAG_WORDS
from etl.language.i18n import _


def flag_groups(rows: Sequence[ViewRow], selected: str | None = None) -> str:
    """The units that have done it, then those that have not; the selected one in bold.

    An answer that nobody gives is left out: where a document lists only one side, nothing is said
    of the other.
    """
    groups = []
    for value, word in sorted(FLAG_WORDS.items(), reverse=True):
        named = [
            f"**{name}**" if row.unit_id == selected else name
            for row in rows
            for name in [plain(row.short_name_vi)]
            if row.value == value
        ]
        if named:
            head = paragraph(f"**{_(word)}** ({len(named)})")
            groups.append(box([head, paragraph(", ".join(named))]))
    return "".join(groups)
