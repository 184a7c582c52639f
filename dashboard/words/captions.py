"""What a chart or a table is, in the words that travel with its files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.queries.documents import documents
from dashboard.queries.indicator_views import View
from dashboard.queries.unassigned_rows import unassigned_rows
from dashboard.queries.units import regions
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.words.build import build_words, of_build
from dashboard.words.periods import view_period
from dashboard.words.unassigned_rows import unassigned_in_brief
from dashboard.words.views import describe_targets
from dashboard.words.vocabulary import sign_words, structure_name
from etl.language.i18n import _, format_date

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Caption:
    """The head and the foot of a picture, the cover of a workbook, the name of a file."""

    title: str
    file: str
    """Indicator or subject, level, structure, part and period: the name without day and ending."""
    source: str
    """Documents, with the place in them where there is one."""
    data_date: str
    """The day, or the days, that the documents' figures are as of."""
    build: str
    """Which build the figures are of."""
    unit: str = ""
    period: str = ""
    scope: str = ""
    """Whose figures, and what they are compared with."""
    notes: tuple[str, ...] = ()
    left_out: str = ""
    """What a picture of the figures cannot show: rows of their table that are of no unit."""

    @property
    def subtitle(self) -> str:
        """Unit, period and scope in one line."""
        parts = (
            _("Đơn vị tính: {unit}").format(unit=self.unit) if self.unit else "",
            _("Kỳ {period}").format(period=self.period) if self.period else "",
            self.scope,
        )
        return " · ".join(part for part in parts if part)

    @property
    def origin(self) -> str:
        """`Nguồn: Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b. Số liệu đến 31/7/2024. Bản …`"""
        return _("Nguồn: {source}. Số liệu đến {day}. {build}.").format(
            source=self.source, day=self.data_date, build=self.build
        )

    def file_name(self, day: date, extension: str) -> str:
        """`dvctt_full_rate_province_2024_7-2024_b12_2026-11-21.csv`."""
        return f"{self.file}_{day.isoformat()}.{extension}"

    def part(self, name: str, title: str, unit: str | None = None) -> "Caption":
        """The same figures shown in another way: a title of its own, a file of its own."""
        return replace(
            self,
            title=title,
            file=f"{name}_{self.file}",
            unit=self.unit if unit is None else unit,
        )


def file_stem(*parts: str | None) -> str:
    """`is_systems`, `province`, None, `6/2024` → `is_systems_province_6-2024`: plain ASCII."""
    plain = (part.replace("đến", "den") for part in parts if part)
    return "_".join(_NOT_IN_NAMES.sub("-", part.lower()) for part in plain)


@made_once(512)
def view_caption(source: Warehouse, view: View, region_id: str | None = None) -> Caption:
    """An indicator for the units of a level, or of a region of it."""
    region = None if region_id is None else regions(source, view.structure)[region_id]
    scope = (structure_name(view.structure, view.level), region, describe_targets(view))
    caption = documents_caption(
        source,
        view.indicator.name_vi,
        file_stem(
            view.indicator.indicator_id,
            view.level,
            view.structure.id,
            region_id,
            _file_period(view),
        ),
        cited=view.documents,
        place=view.appendix,
        unit=_(view.indicator.unit_vi),
        period=view_period(view),
        scope=" · ".join(part for part in scope if part),
    )
    left_out = "" if region_id else unassigned_in_brief(unassigned_rows(source, view))
    return replace(caption, left_out=f"{left_out}." if left_out else "")


def _file_period(view: View) -> str:
    """Its label, with its kind and end where another period of the indicator is called the same."""
    period = view.period
    if period is None or not period.shares_label:
        return view.period_label
    return f"{period.label}-{period.kind}-{period.end}"


def documents_caption(
    source: Warehouse,
    title: str,
    file: str,
    *,
    cited: Iterable[str] = (),
    place: str = "",
    unit: str = "",
    period: str = "",
    scope: str = "",
    notes: tuple[str, ...] = (),
) -> Caption:
    """Figures of one or more documents; `cited` has their titles, short or full.

    `place` is where in the document the figures stand. Where no document is cited, no figure was
    found in any of them.
    """
    is_official = source.documents.official_only
    wanted = set(cited)
    named = [item for item in documents(source) if wanted & {item.short_title_vi, item.title_vi}]
    found = named or documents(source)
    names = "; ".join(item.short_title_vi for item in found)
    where = f"{names}, {place}" if place else names
    sign = sign_words(item.confirmation for item in named)
    return Caption(
        title=title,
        file=of_build(f"{file}_chinh-thuc" if is_official else file, source),
        source=f"{where} ({sign})" if sign else where,
        data_date="; ".join(dict.fromkeys(format_date(item.data_as_of) for item in found)),
        build=build_words(source),
        unit=unit,
        period=period,
        scope=scope,
        notes=notes,
    )


def views_caption(
    source: Warehouse,
    title: str,
    file: str,
    views: Iterable[View],
    scope: str = "",
    *,
    unit: str = "",
) -> Caption:
    """Several indicators together: their documents, periods and places."""
    # Lists of provinces say nothing of regions, which then have no source to name.
    cited = [shown for shown in views if shown.has_source]
    places = dict.fromkeys(shown.appendix for shown in cited if shown.appendix)
    periods = dict.fromkeys(view_period(shown) for shown in cited)
    return documents_caption(
        source,
        title,
        file,
        cited=[document for shown in cited for document in shown.documents],
        place=", ".join(places),
        unit=unit,
        period="; ".join(periods),
        scope=scope,
    )
