"""A report comes in, step by step: received, compared, taken in, published, rolled back."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.analysis.updates import (
    FoundTable,
    History,
    found_tables,
    history_of,
)
from dashboard.store import paths, pipeline
from dashboard.tables.html import Look
from dashboard.tables.updates import found_table, history_table
from dashboard.ui.controls.tables import show_table
from dashboard.ui.sections.update_difference import show_difference
from dashboard.words.updates import ASKED, place_words
from etl.language.i18n import VIETNAM, _

FORMS = ("docx", "xlsx", "pdf", "html", "csv", "tsv", "txt")
_LARGEST = 20
"""Megabytes of a received file."""
_FOLDER, _RESULT, _NUMBER = "update-folder", "update-result", "update-number"
"""What the session keeps from step to step."""


def closed(*, can_sign_in: bool) -> None:
    """For whom the page is not."""
    if can_sign_in:
        st.markdown(_("Trang này chỉ dành cho người được giao cập nhật số liệu."))
        if st.user.is_logged_in:
            st.markdown(_("Tài khoản đang dùng không có trong danh sách được phép."))
            st.button(_("Đăng xuất"), on_click=st.logout)
        else:
            st.button(_("Đăng nhập"), on_click=st.login)
    else:
        st.markdown(_("Trang này chỉ mở được ngay trên máy chủ, hoặc sau khi cấu hình đăng nhập."))


def receive() -> None:
    """The first step: a file, and the tables that are found in it."""
    st.header(_("Nhận tệp"), anchor=False)
    file = st.file_uploader(
        _("Báo cáo (DOCX, XLSX, PDF, HTML, CSV, TSV hoặc văn bản)"),
        type=list(FORMS),
        max_upload_size=_LARGEST,
    )
    if file is not None and st.button(_("Tìm các bảng trong tệp"), type="primary"):
        for kept in (_RESULT, _NUMBER):
            st.session_state.pop(kept, None)
        folder = _new_folder(file.name)
        with tempfile.TemporaryDirectory() as waiting, st.spinner(_("Đang đọc tệp…")):
            received = Path(waiting) / f"{_stem(file.name)}{Path(file.name).suffix.lower()}"
            received.write_bytes(file.getvalue())
            answer = pipeline.run("extract", str(received), "--out", str(folder))
        if answer.is_done:
            st.session_state[_FOLDER] = str(folder)
        else:
            _refused(_("Không đọc được tệp. Chưa có gì thay đổi."), [answer.said])


def compare(who: str) -> None:
    """The second and third: what is open of each table, and what it would change."""
    if _FOLDER not in st.session_state:
        return
    folder = Path(st.session_state[_FOLDER])
    said = json.loads((folder / "extracted.json").read_text(encoding="utf-8"))
    found = found_tables(said)
    st.header(_("Các bảng tìm được"), anchor=False)
    show_table(found_table(found), _("Các bảng tìm được"), Look("framed", is_cards=True))
    drafts = {item.entry: item for item in found if item.entry and not item.is_known}
    if not drafts:
        st.markdown(_("Không có bảng nào mới để đưa vào."))
        return
    chosen = st.multiselect(
        _("Bảng sẽ đưa vào"),
        list(drafts),
        default=list(drafts),
        format_func=lambda entry: _named(drafts[entry]),
    )
    words = [str(folder / str(entry)) for entry in chosen]
    for key, value in _open_keys([drafts[entry] for entry in chosen]).items():
        words += ["--set", f"{key}={value}"]
    if chosen and st.button(_("So sánh với bản đang công bố"), type="primary"):
        with st.spinner(_("Đang lập thử và so sánh…")):
            answer = pipeline.run("import", *words, "--json")
            result = answer.data or {"problems": [{"text": answer.said}]}
            st.session_state[_RESULT] = words, result
    compared, result = st.session_state.get(_RESULT, (None, {}))
    # What is taken in is what was compared: another choice has to be compared first.
    if compared == words:
        _compared(result, words, who)


def _open_keys(drafts: Sequence[FoundTable]) -> dict[str, str]:
    """What the analyst gives for every key that is open in some draft."""
    given = {}
    open_keys = {item.key: item.asked for draft in drafts for item in draft.open_keys}
    for key, asked in open_keys.items():
        value = st.text_input(_(ASKED[key]) if key in ASKED else key, help=asked, key=f"open-{key}")
        if value:
            given[key] = value
    return given


def _compared(result: Mapping[str, Any], words: Sequence[str], who: str) -> None:
    st.header(_("Thay đổi nếu đưa vào"), anchor=False)
    match result.get("outcome"):
        case "tried" | "written":
            if result["difference"] is None:
                st.markdown(_("Chưa có bản nào được công bố để so sánh."))
            else:
                show_difference(result["difference"])
        case "unchanged":
            st.markdown(_("Các bảng này đã có trong dữ liệu, giống từng ô. Không có gì thay đổi."))
            return
        case _:
            problems = [problem["text"] for problem in result.get("problems", [])]
            _refused(_("Chưa đưa vào được. Chưa có gì thay đổi."), problems)
            return
    if result["outcome"] == "tried" and st.button(_("Đưa vào và lập bản số liệu mới")):
        with st.spinner(_("Đang lập bản số liệu mới…")):
            _take_in(words, who)


def _take_in(words: Sequence[str], who: str) -> None:
    taken = pipeline.run("import", *words, "--yes", "--json")
    if not taken.is_done:
        problems = [problem["text"] for problem in taken.data.get("problems", [])]
        _refused(_("Chưa đưa vào được. Chưa có gì thay đổi."), problems or [taken.said])
        return
    built = pipeline.run("build", "--no-publish", "--json", "--who", who)
    if built.is_done:
        st.session_state[_NUMBER] = built.data["build"]
        st.session_state[_RESULT] = list(words), taken.data
        st.rerun()
    _refused(_("Đã đưa bảng vào nhưng chưa lập được bản số liệu mới."), [built.said])


def publish(who: str) -> None:
    """The last: which build readers get, and the way back."""
    history = history_of(pipeline.run("history", "--json").data)
    st.header(_("Công bố"), anchor=False)
    if (number := st.session_state.get(_NUMBER)) is not None and number != history.published:
        words = _("Bản số liệu {number} đã lập xong và chưa công bố.").format(number=number)
        st.success(words, icon=":material/check_circle:")
    reason = st.text_input(_("Lý do (ghi vào nhật ký)"))
    _publish_form(history, reason, who)
    st.header(_("Nhật ký"), anchor=False)
    show_table(history_table(history.events), _("Nhật ký"), Look("framed", is_cards=True))


def _publish_form(history: History, reason: str, who: str) -> None:
    others = [number for number in reversed(history.builds) if number != history.published]
    published = history.published or _("chưa có")
    st.markdown(_("Bản đang công bố: {number}").format(number=f"**{published}**"))
    by = ("--who", who, "--reason", reason)
    if others:
        wanted = st.session_state.get(_NUMBER)
        number = st.selectbox(
            _("Bản sẽ công bố"), others, index=others.index(wanted) if wanted in others else 0
        )
        if st.button(_("Công bố bản này"), disabled=not reason):
            _done(pipeline.run("publish", str(number), *by))
    if st.button(_("Quay lại bản công bố trước"), disabled=not reason):
        _done(pipeline.run("rollback", *by))
    if not reason:
        st.caption(_("Hãy ghi lý do trước khi công bố hay quay lại."))


def _done(answer: pipeline.Answer) -> None:
    if answer.is_done:
        st.rerun()
    _refused(_("Bản đang công bố giữ nguyên."), [answer.said])


def _refused(what: str, why: Sequence[str]) -> None:
    """What did not happen; the pipeline's own words say why and where."""
    lines = "".join(f"<li>{escape(line)}</li>" for text in why for line in text.splitlines())
    st.error(what, icon=":material/error:")
    st.html(f'<ul class="pipeline-said">{lines}</ul>')


def _named(item: FoundTable) -> str:
    return f"{item.recognised_as or item.title} ({place_words(item.place)})"


def _new_folder(name: str) -> Path:
    now = datetime.now(VIETNAM)
    return paths.ROOT / "data" / "received" / f"{_stem(name)}-{now:%Y%m%d-%H%M%S}"


def _stem(name: str) -> str:
    """The name of an uploaded file as one of ours: it comes from outside."""
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in Path(name).stem)
    return kept[:60].strip("-") or "tep"
