"""The catalogue as readers see it: documents, indicators, targets, units and how they merge."""

from functools import lru_cache

import pandas as pd

from dashboard.queries.indicators import indicators
from dashboard.store.records import Row, records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import N_

LEVELS = {
    "country": N_("cả nước"),
    "bloc": N_("khối"),
    "region": N_("vùng"),
    "ministry": N_("bộ, ngành"),
    "province": N_("tỉnh, thành phố"),
    "unit": N_("từng đơn vị"),
}

DIRECTIONS = {
    "higher": N_("cao hơn là tốt hơn"),
    "lower": N_("thấp hơn là tốt hơn"),
    "none": N_("không có chiều tốt, xấu"),
}

COMPARATORS = {">=": N_("ít nhất"), "<=": N_("nhiều nhất"), "=": N_("bằng")}


@lru_cache(maxsize=4)
def topics(source: Warehouse) -> dict[str, str]:
    """Names of the topics by id, in the catalogue's order."""
    return {spec.topic: spec.topic_vi for spec in indicators(source).values()}


def documents(source: Warehouse) -> list[Row]:
    """The source documents, oldest data first."""
    return records(source.query("SELECT * FROM document ORDER BY data_as_of"))


@lru_cache(maxsize=8)
def targets(source: Warehouse) -> pd.DataFrame:
    """The targets of the text, and those given to units counted per indicator."""
    return source.query(
        """
        SELECT
            indicator_id, scope, due_on, comparator, base_vi, any_value(value) AS value,
            count(*) AS units, arg_min(appendix, document_line) AS appendix,
            arg_min(quote, document_line) AS quote,
            any_value(document.short_title_vi) AS document_vi, min(document_line) AS document_line
        FROM target
        JOIN source_table USING (table_id)
        JOIN document ON document.document_id = target.document_id
        JOIN indicator USING (indicator_id)
        WHERE basis = 'published'
        GROUP BY indicator_id, scope, due_on, comparator, base_vi, indicator.sort_order
        ORDER BY indicator.sort_order, scope, due_on NULLS LAST
        """
    )
