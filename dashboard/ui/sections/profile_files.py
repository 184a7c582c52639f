"""A profile to take away: the brief as DOCX and PDF, the figures as CSV and XLSX."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd

from dashboard.analysis.profiles import Standing
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.ui.controls.files import file_link, files_menu
from dashboard.ui.frame.days import today
from dashboard.words.build import of_build
from dashboard.words.captions import views_caption
from dashboard.words.targets import describe_work
from etl.language.i18n import _, using


def briefs(source: Warehouse, unit: Unit, structure: Structure, items: Sequence[Standing]) -> str:
    """The links, as HTML; each file is made when it is asked for."""
    day = today()
    stem = f"ho-so_{unit.unit_id}_{structure.id}"
    name = f"{of_build(stem, source)}_{day.isoformat()}"
    links = [
        file_link(
            label, f"{name}.{kind}", partial(brief_file, source, unit, structure, items, kind, day)
        )
        for label, kind in ((_("Tải DOCX"), "docx"), (_("Tải PDF"), "pdf"))
    ]
    caption = views_caption(
        source,
        _("Hồ sơ số liệu: {unit}").format(unit=unit.name_vi),
        stem,
        [item.shown for item in items],
    )
    rows = files_menu(caption, export_count(items), partial(export_rows, items))
    return "".join([*links, rows])


def brief_file(
    source: Warehouse,
    unit: Unit,
    structure: Structure,
    items: Sequence[Standing],
    kind: str,
    today: date,
) -> bytes:
    """The brief in one of the formats, in the language of `source`.

    Its writers are loaded here: a visit to the page that takes nothing away need not wait for them.
    """
    from dashboard.files.brief.content import brief_of

    with using(source.language):
        brief = brief_of(source, unit, structure, items, today)
        if kind == "pdf":
            from dashboard.files.brief.pdf import to_pdf

            return to_pdf(brief)
        from dashboard.files.brief.word import to_docx

        return to_docx(brief)


def export_count(items: Sequence[Standing]) -> int:
    """How many rows `export_rows` gives, without making them: the page only says their number."""
    return sum(len(item.goals) or 1 for item in items)


def export_rows(items: Sequence[Standing]) -> pd.DataFrame:
    """The unit's row of every indicator, and again for each further target, with what it takes."""
    frames = []
    for item in items:
        told = [(goal.shown, goal.shortfall) for goal in item.goals] or [(item.shown, None)]
        for shown, shortfall in told:
            work = "" if shortfall is None else describe_work(shortfall, today())
            rows = export_table(shown, [shown.row_of(item.row.unit_id)])
            frames.append(rows.assign(**{_("Cần làm"): work}))
    return pd.concat(frames, ignore_index=True)
