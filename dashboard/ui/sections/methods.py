"""The parts of the page on data and methods: the catalogue, and everything to take away."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.files.data_package import (
    PACKAGE,
    csv_file,
    package_file,
    parquet_file,
    tables,
    title_of,
    xlsx_file,
)
from dashboard.queries.catalogue import topics
from dashboard.queries.examples import DUCKDB, ENGLISH, OVER_HTTP, PANDAS
from dashboard.queries.glossary import glossary, stored_glossary
from dashboard.queries.stored_tables import StoredTable
from dashboard.store.warehouse import Warehouse
from dashboard.tables.catalogue import (
    export_documents,
    export_indicators,
    export_targets,
    reading_documents,
    reading_indicators,
    reading_lineage,
    reading_targets,
)
from dashboard.tables.glossary import reading_glossary
from dashboard.tables.html import Look
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.files import file_link
from dashboard.ui.controls.tables import download_head, reading_below, show_table, wrapped_below
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.pages import GLOSSARY_SECTION
from dashboard.ui.frame.parameters import TOPIC
from dashboard.words.build import of_build
from dashboard.words.captions import documents_caption, file_stem
from dashboard.words.catalogue import citation
from dashboard.words.markdown import plain
from dashboard.words.vocabulary import TERM_KINDS
from etl.language.i18n import N_, OWN, _, format_number, language

SECTIONS = {
    "chi-so": N_("Chỉ số"),
    "muc-tieu": N_("Mục tiêu"),
    "don-vi": N_("Đơn vị và gộp số"),
    "van-ban": N_("Văn bản"),
    GLOSSARY_SECTION: N_("Thuật ngữ"),
    "tai-ve": N_("Tải về và trích dẫn"),
}
_WIDE = 330
MERGING = (
    N_(
        "**Số đếm** cộng lại: 337 + 230 + 33 hệ thống thông tin của ba tỉnh cũ là 600 của TP. Hồ "
        "Chí Minh nay."
    ),
    N_("**Tỷ lệ có cả hai số đếm** được tính lại từ số đếm đã cộng: 478 ÷ 600 = 79,7%, chính xác."),
    N_(
        "**Tỷ lệ không có số đếm** thành khoảng từ thành viên thấp nhất đến cao nhất, vì bình quân "
        "có trọng số không thể nằm ngoài khoảng đó. Trung bình cộng chỉ để tô màu và luôn ghi là "
        "ước tính."
    ),
    N_(
        "**Kết quả trên một khoảng** là đạt chỉ khi cả khoảng đạt, chưa đạt chỉ khi không điểm nào "
        "đạt, còn lại là chưa xác định được."
    ),
    N_("**Hạng và mức** không gộp: chỉ đơn vị không đổi giữ hạng, mức của mình."),
    N_(
        "**Thành viên thiếu số liệu** làm kết quả thành “thiếu số liệu thành phần”, không có kết "
        "luận. Bộ, ngành gộp lại, nhận thêm hoặc chuyển đi chức năng không có số liệu riêng: số "
        "liệu của cơ quan cũ ghi bằng chữ, không xếp hạng, không so với mục tiêu."
    ),
)


def indicators_section(source: Warehouse) -> None:
    """What every indicator means, who measured it, how it merges."""
    names = topics(source)
    with choices_bar():
        topic = widgets.choose(
            TOPIC,
            list(names),
            default=None,
            format_func=names.__getitem__,
            placeholder=_("Mọi chủ đề"),
            width=_WIDE,
        )
    reading = reading_indicators(source, topic)
    wrapped_below(
        reading,
        lambda: export_indicators(source, topic),
        documents_caption(source, _("Danh mục chỉ số"), file_stem("indicator", topic)),
        alt=_("Bảng {count} chỉ số").format(count=len(reading)),
        title=_("{count} chỉ số").format(count=format_number(len(reading))),
        key="sentences-table",
    )


def targets_section(source: Warehouse) -> None:
    """The targets of the text, with their places."""
    reading_below(
        reading_targets(source),
        lambda: export_targets(source),
        documents_caption(source, _("Mục tiêu mà các văn bản đặt ra"), "target"),
        alt=_("Bảng mục tiêu"),
        title=_("Mục tiêu mà các văn bản đặt ra"),
    )


def units_section(source: Warehouse) -> None:
    """How figures get from the units of the report to those of today."""
    st.header(_("Số liệu của đơn vị mới từ đâu ra"), anchor=False)
    st.markdown("\n".join(f"- {_(rule)}" for rule in MERGING))
    with choices_bar():
        level = selectors.choose_level()
    reading = reading_lineage(source, level)
    reading_below(
        reading,
        None,
        documents_caption(
            source, _("Đơn vị nào thành đơn vị nào"), file_stem("unit_lineage", level)
        ),
        alt=_("Bảng đơn vị cũ và mới"),
        title=_("Đơn vị nào thành đơn vị nào"),
    )


def documents_section(source: Warehouse) -> None:
    """The documents every figure comes from."""
    reading = reading_documents(source)
    wrapped_below(
        reading,
        lambda: export_documents(source),
        documents_caption(source, _("Văn bản nguồn"), "document"),
        alt=_("Bảng văn bản nguồn"),
        title=_("Văn bản nguồn"),
        key="sentences-table",
    )


def glossary_section(source: Warehouse) -> None:
    """What the abbreviations, terms and marks of the dashboard mean, kind by kind."""
    download_head(
        lambda: stored_glossary(source),
        len(glossary(source)),
        documents_caption(source, _("Thuật ngữ và cách đọc"), "glossary"),
        title=_("Thuật ngữ và cách đọc"),
    )
    for kind, name in TERM_KINDS.items():
        st.markdown(f"### {_(name)}")
        show_table(
            reading_glossary(source, kind),
            _("Bảng thuật ngữ: {kind}").format(kind=_(name)),
            Look("glossary-table", is_markdown=True, is_cards=True),
        )


def downloads_section(source: Warehouse) -> None:
    """Everything as one package, every table in three formats, and how to cite and query it."""
    st.header(_("Tải tất cả"), anchor=False)
    st.markdown(
        _(
            "Gói dữ liệu Frictionless: `datapackage.json` mô tả từng cột, khóa và liên kết; CSV "
            "cho chương trình, Parquet bên cạnh."
        )
    )
    name = f"{of_build(PACKAGE, source)}.zip"
    st.html(file_link(_("Tải gói dữ liệu (ZIP)"), name, lambda: package_file(source)))
    st.header(_("Tải từng bảng"), anchor=False)
    st.caption(
        _("CSV mở được bằng Excel tiếng Việt; XLSX có kiểu số và ngày; Parquet cho DuckDB, pandas.")
    )
    st.html("".join(_table_row(source, table) for table in tables(source)))
    st.header(_("Truy vấn từ bên ngoài"), anchor=False)
    st.markdown(
        _("Thư mục `data/warehouse/` có `warehouse.duckdb` và một tệp Parquet cho mỗi bảng.")
    )
    one, other = st.columns(2)
    with one:
        st.markdown("**DuckDB**")
        st.code(DUCKDB, language="python", wrap_lines=True)
    with other:
        st.markdown("**pandas**")
        st.code(PANDAS, language="python", wrap_lines=True)
    st.markdown(_("Lược đồ `en` của `warehouse.duckdb` có cùng các bảng, chữ bằng tiếng Anh."))
    st.code(ENGLISH, language="python", wrap_lines=True)
    docs = "/api/docs" if language() == OWN else f"/api/docs?lang={language()}"
    st.markdown(
        _(
            "Không cần tệp nào, chương trình hỏi thẳng máy chủ này: mọi địa chỉ, tham số và cột ở "
            "[/api/docs]({address})."
        ).format(address=docs)
    )
    st.code(OVER_HTTP, language="python", wrap_lines=True)
    st.header(_("Trích dẫn"), anchor=False)
    st.code(citation(source), language=None, wrap_lines=True)


def _table_row(source: Warehouse, table: StoredTable) -> str:
    rows = _("{count} dòng").format(count=format_number(table.rows))
    formats: tuple[tuple[str, str, Callable[[Warehouse, StoredTable], bytes]], ...] = (
        ("CSV", "csv", csv_file),
        ("XLSX", "xlsx", xlsx_file),
        ("Parquet", "parquet", parquet_file),
    )
    stem = of_build(table.name, source)
    links = "".join(
        # Written when asked for, not on every rerun.
        file_link(label, f"{stem}.{extension}", partial(write, source, table))
        for label, extension, write in formats
    )
    name = paragraph(
        f"**`{table.name}`** :small[:gray[{rows}]]  \n:small[{plain(title_of(table))}]"
    )
    return f'<div class="stored-table">{name}<span>{links}</span></div>'
