"""Obstacles with who met them, how often each was met, and where."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.obstacles import NO_OWNER, NO_OWNER_VI, Counted, Obstacles
from dashboard.store.records import Row, records
from dashboard.words.cells import count, figures
from dashboard.words.markdown import plain
from etl.language.i18n import _


def reading_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in words, as the page shows them."""
    items = records(rows)
    return pd.DataFrame(
        {
            _("TT"): figures(count(row["ordinal"]) for row in items),
            _("Tỉnh, thành phố"): [plain(_province(row)) for row in items],
            _("Hệ thống"): [plain(row["system_vi"]) for row in items],
            _("Vướng mắc"): [
                f"**{plain(row['category_vi'])}.** {plain(row['summary_vi'])}" for row in items
            ],
            _("Đề xuất"): [plain(row["request_vi"] or _("Không nêu đề xuất")) for row in items],
            _("Cơ quan chủ quản"): [
                plain(", ".join(row["owners_vi"]) or _(NO_OWNER_VI)) for row in items
            ],
            _("Báo cáo"): [_("dòng {line}").format(line=row["document_line"]) for row in items],
        }
    )


def counts_table(items: Sequence[Counted], heading: str) -> pd.DataFrame:
    """Counts as rows, most first; `heading` says of what."""
    return pd.DataFrame(
        {
            heading: [item.label for item in items],
            _("Số vướng mắc đã nêu"): [item.count for item in items],
        }
    )


def provinces_table(provinces: pd.DataFrame) -> pd.DataFrame:
    """The provinces of `by_province` with their counts, most first."""
    rows = provinces.sort_values("count", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Tỉnh, thành phố"): rows["short_name_vi"].tolist(),
            _("Vùng"): rows["region_vi"].tolist(),
            _("Số vướng mắc đã nêu"): rows["count"].tolist(),
        }
    )


def export_table(shown: Obstacles, rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with ids, both provinces and the place in the document."""
    return pd.DataFrame(
        {
            _("TT"): rows["ordinal"],
            _("Tỉnh, thành phố"): rows["unit_vi"],
            _("Hệ thống"): rows["system_vi"],
            _("Loại vướng mắc"): rows["category_vi"],
            _("Tóm tắt"): rows["summary_vi"],
            _("Đề xuất"): rows["request_vi"],
            _("Cơ quan chủ quản"): ["; ".join(names) for names in rows["owners_vi"]],
            _("Nhóm hệ thống"): rows["system_group_vi"],
            _("Nguồn"): rows["document"],
            _("Phụ lục"): rows["appendix"],
            _("Dòng trong báo cáo"): rows["document_line"],
            _("Cơ cấu"): _(shown.structure.name("province")),
            _("Tỉnh, thành phố khi báo cáo"): rows["reporter_vi"],
            _("Vùng"): rows["region_vi"],
            "obstacle_id": rows["obstacle_id"],
            "unit_id": rows["unit_id"],
            "reporter_id": rows["reporter_id"],
            "system_group": rows["system_group"],
            "owner_ids": [
                "; ".join(owner for owner in ids if owner != NO_OWNER) for ids in rows["owner_ids"]
            ],
            "category": rows["category"],
        }
    )


def _province(row: Row) -> str:
    """The province of the structure, and who reported where that was another."""
    if row["unit_vi"] == row["reporter_vi"]:
        return str(row["unit_vi"])
    return _("{unit} ({reporter} cũ)").format(unit=row["unit_vi"], reporter=row["reporter_vi"])
