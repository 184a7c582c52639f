"""Obstacles with who met them, how often each was met, and where."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.obstacle_rows import NO_OWNER, Obstacle, ReportingProvince
from dashboard.queries.obstacles import Counted, Obstacles
from dashboard.store.made_once import made_once
from dashboard.words.cells import count, figures
from dashboard.words.markdown import plain
from dashboard.words.obstacles import NO_OWNER_VI
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


@made_once(32)
def reading_table(rows: Sequence[Obstacle]) -> pd.DataFrame:
    """The rows in words, as the page shows them."""
    return pd.DataFrame(
        {
            _("TT"): figures(count(row.ordinal) for row in rows),
            _("Tỉnh, thành phố"): [plain(_province(row)) for row in rows],
            _("Hệ thống"): [plain(row.system_vi) for row in rows],
            _("Vướng mắc"): [
                f"**{plain(row.category_vi)}.** {plain(row.summary_vi)}" for row in rows
            ],
            _("Đề xuất"): [plain(row.request_vi or _("Không nêu đề xuất")) for row in rows],
            _("Cơ quan chủ quản"): [
                plain(", ".join(row.owners_vi) or _(NO_OWNER_VI)) for row in rows
            ],
            _("Báo cáo"): [_("dòng {line}").format(line=row.document_line) for row in rows],
        }
    )


@made_once(32)
def counts_table(items: Sequence[Counted], heading: str) -> pd.DataFrame:
    """Counts as rows, most first; `heading` says of what."""
    return pd.DataFrame(
        {
            heading: [item.label for item in items],
            _("Số vướng mắc đã nêu"): [item.count for item in items],
        }
    )


@made_once(32)
def provinces_table(provinces: Sequence[ReportingProvince]) -> pd.DataFrame:
    """The provinces of `by_province` with their counts, most first."""
    rows = sorted(provinces, key=lambda row: -row.count)
    return pd.DataFrame(
        {
            _("Tỉnh, thành phố"): [row.short_name_vi for row in rows],
            _("Vùng"): [row.region_vi for row in rows],
            _("Số vướng mắc đã nêu"): [row.count for row in rows],
        }
    )


def export_table(shown: Obstacles, rows: Sequence[Obstacle]) -> pd.DataFrame:
    """The same rows with ids, both provinces and the place in the document."""
    return pd.DataFrame(
        {
            _("TT"): [row.ordinal for row in rows],
            _("Tỉnh, thành phố"): [row.unit_vi for row in rows],
            _("Hệ thống"): [row.system_vi for row in rows],
            _("Loại vướng mắc"): [row.category_vi for row in rows],
            _("Tóm tắt"): [row.summary_vi for row in rows],
            _("Đề xuất"): [row.request_vi for row in rows],
            _("Cơ quan chủ quản"): ["; ".join(row.owners_vi) for row in rows],
            _("Nhóm hệ thống"): [row.system_group_vi for row in rows],
            _("Nguồn"): [row.document for row in rows],
            _("Phụ lục"): [row.appendix for row in rows],
            _("Dòng trong báo cáo"): [row.document_line for row in rows],
            _("Cơ cấu"): structure_name(shown.structure, "province"),
            _("Tỉnh, thành phố khi báo cáo"): [row.reporter_vi for row in rows],
            _("Vùng"): [row.region_vi for row in rows],
            "obstacle_id": [row.obstacle_id for row in rows],
            "unit_id": [row.unit_id for row in rows],
            "reporter_id": [row.reporter_id for row in rows],
            "system_group": [row.system_group for row in rows],
            "owner_ids": [
                "; ".join(owner for owner in row.owner_ids if owner != NO_OWNER) for row in rows
            ],
            "category": [row.category for row in rows],
        }
    )


def _province(row: Obstacle) -> str:
    """The province of the structure, and who reported where that was another."""
    if row.unit_vi == row.reporter_vi:
        return row.unit_vi
    return _("{unit} ({reporter} cũ)").format(unit=row.unit_vi, reporter=row.reporter_vi)
