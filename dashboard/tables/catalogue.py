"""Documents, indicators, targets and lineage as the catalogue holds them."""

from dataclasses import asdict

import pandas as pd

from dashboard.queries.catalogue import targets
from dashboard.queries.documents import documents
from dashboard.queries.indicators import UNIT_LEVELS, indicators, stored_indicators
from dashboard.queries.lineage import links
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.confirmations import with_confirmations
from dashboard.words.cells import Figure, Ordered, day, figures
from dashboard.words.markdown import plain
from dashboard.words.provenance import AGGREGATIONS, describe_place
from dashboard.words.values import format_target
from dashboard.words.vocabulary import (
    COMPARATORS,
    CONFIRMATIONS,
    DIRECTIONS,
    RELATIONS,
    SCOPES,
    marked,
)
from etl.language.i18n import _, capital, format_number
from etl.language.numbers import needed_decimals


@made_once(32)
def reading_documents(source: Warehouse) -> pd.DataFrame:
    items = documents(source)
    return pd.DataFrame(
        {
            _("Văn bản"): [
                f"{plain(item.title_vi)}  \n:small[:gray[{plain(item.number)}]]" for item in items
            ],
            _("Cơ quan ban hành"): [plain(item.issuer_vi) for item in items],
            _("Ban hành"): figures(
                Ordered(plain(item.issued_label_vi), item.issued_on) for item in items
            ),
            _("Số liệu đến"): figures(day(item.data_as_of) for item in items),
            _("Lấy từ"): [
                _(CONFIRMATIONS[item.confirmation])
                + (f"  \n:small[:gray[{plain(item.url)}]]" if item.url else "")
                for item in items
            ],
        }
    )


def export_documents(source: Warehouse) -> pd.DataFrame:
    """The same documents with ids, numbers and days."""
    items = documents(source)
    return pd.DataFrame(
        {
            _("Văn bản"): [item.title_vi for item in items],
            _("Số"): [item.number for item in items],
            _("Cơ quan ban hành"): [item.issuer_vi for item in items],
            _("Ban hành"): [item.issued_label_vi for item in items],
            _("Số liệu đến"): [item.data_as_of for item in items],
            _("Lấy từ"): [_(CONFIRMATIONS[item.confirmation]) for item in items],
            _("Địa chỉ"): [item.url for item in items],
            _("Công khai ngày"): [item.published_on for item in items],
            "confirmation": [item.confirmation for item in items],
            "document_id": [item.document_id for item in items],
        }
    )


@made_once(32)
def reading_indicators(source: Warehouse, topic: str | None) -> pd.DataFrame:
    """Definition, measure, direction and merging rule of every indicator of a topic."""
    items = [spec for spec in indicators(source).values() if topic in (None, spec.topic)]
    return pd.DataFrame(
        {
            _("Chỉ số"): [
                f"{plain(spec.name_vi)}  \n"
                f":small[:gray[{plain(spec.topic_vi)} · `{spec.indicator_id}`]]"
                for spec in items
            ],
            _("Định nghĩa"): [
                plain(spec.definition_vi)
                + (f"  \n:small[⚠ {plain(spec.caveat_vi)}]" if spec.caveat_vi else "")
                for spec in items
            ],
            _("Đơn vị tính, chiều"): [
                f"{_(spec.unit_vi)}; {_(DIRECTIONS[spec.better])}" for spec in items
            ],
            _("Ai đo"): [plain(spec.measured_by) for spec in items],
            _("Khi gộp đơn vị"): [
                # Nothing to merge: the country is one.
                capital(_(AGGREGATIONS[spec.aggregation]))
                if set(UNIT_LEVELS) & set(spec.levels)
                else ""
                for spec in items
            ],
        }
    )


def export_indicators(source: Warehouse, topic: str | None) -> pd.DataFrame:
    """The same indicators with every column the store has of them."""
    stored = stored_indicators(source, topic)
    stored["levels"] = [", ".join(cell) for cell in stored["levels"]]
    for name in ("class_breaks", "gap_breaks", "change_breaks"):
        # Semicolons: in Vietnamese a comma is within a number.
        stored[name] = [
            "; ".join(format_number(edge, needed_decimals(edge)) for edge in cell.tolist())
            for cell in stored[name]
        ]
    return stored


@made_once(32)
def reading_targets(source: Warehouse) -> pd.DataFrame:
    known = indicators(source)
    items = targets(source)
    return pd.DataFrame(
        {
            _("Chỉ số"): [known[item.indicator_id].short_name_vi for item in items],
            _("Áp dụng cho"): [_(SCOPES[item.scope]) for item in items],
            _("Hạn"): figures(
                Figure(_("không nêu hạn"), None) if item.due_on is None else day(item.due_on)
                for item in items
            ),
            _("Mục tiêu"): figures(
                Figure(
                    _("giao riêng cho {count} đơn vị").format(count=format_number(item.units)),
                    None,
                )
                if item.scope == "unit"
                else Figure(
                    marked(
                        f"{_(COMPARATORS[item.comparator])} "
                        + format_target(known[item.indicator_id], item.value),
                        item.confirmation,
                    ),
                    None if known[item.indicator_id].value_kind == "grade" else item.value,
                )
                for item in items
            ),
            _("Mẫu số"): [
                _("như số liệu")
                if item.base_vi is None
                else _("{base} (không so với số liệu)").format(base=item.base_vi)
                for item in items
            ],
            _("Nguồn"): [
                f"{item.document_vi}, {_('dòng')} {item.document_line}"
                + (
                    f" ({_('đã thay bằng {document}').format(document=item.superseded_by_vi)})"
                    if item.superseded_by_vi
                    else ""
                )
                for item in items
            ],
        }
    )


def export_targets(source: Warehouse) -> pd.DataFrame:
    """The same targets with codes and numbers, and the words of the text that set them."""
    items = targets(source)
    rows = [
        asdict(item) | {"source_ref": describe_place(item.appendix, item.document_line, item.quote)}
        for item in items
    ]
    columns = ("indicator_id", "scope", "due_on", "comparator", "base_vi", "value", "units")
    places = ("source_ref", "document_vi", "document_line", "superseded_by_vi")
    exported = pd.DataFrame(rows)[[*columns, *places]]
    return with_confirmations(exported, [item.confirmation for item in items])


@made_once(32)
def reading_lineage(source: Warehouse, level: str) -> pd.DataFrame:
    """Every unit of today with what it was formed from."""
    items = links(source, level)
    return pd.DataFrame(
        {
            _("Đơn vị nay"): [item.successor_vi for item in items],
            _("Từ"): [item.predecessor_vi for item in items],
            _("Quan hệ"): [
                _(RELATIONS[item.relation]) + (f": {item.part_vi}" if item.part_vi else "")
                for item in items
            ],
            _("Từ ngày"): figures(day(item.effective_on) for item in items),
            _("Căn cứ"): [item.legal_basis for item in items],
            _("Xác nhận"): [_("đủ") if item.is_confirmed else _("chưa đủ") for item in items],
        }
    )
