"""What the scripts of the frame are told: words in the reader's language, and the buttons."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from dashboard.store.builds import documents_read, opened_build
from dashboard.store.codes import MET, NO_DATA, NOT_MET, UNDETERMINED
from dashboard.ui.frame.assets import Asset, json_asset
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.parameters import OFFICIAL_ONLY, SOURCES
from dashboard.words.vocabulary import VERDICT_MARKS
from etl.language.i18n import _, language, using

TEXTS_PATH = "/texts.json"
SEARCH_PATH = "/search.json"


@lru_cache(maxsize=4)
def texts(lang: str) -> Asset:
    """The words of the palette, the dialogs, Streamlit's own controls and paper in `lang`."""
    with using(lang):
        return json_asset(
            {
                "lang": lang,
                "search": _search(),
                "share": _share(),
                "access": {"names": _streamlit_words(), "pages": _("Các trang"), "paper": _paper()},
            }
        )


def _search() -> dict[str, str]:
    return {
        "label": _("Tìm đơn vị, chỉ số, trang, thuật ngữ"),
        "placeholder": _("Ví dụ: da nang, bo cong an, HSĐXCĐ"),
        "results": _("Kết quả tìm"),
        "count": _("{count} kết quả"),
        "nothing": _("Không tìm thấy gì. Hãy thử một phần của tên; không cần gõ dấu."),
        "failed": _("Chưa tải được danh mục để tìm. Hãy đóng và mở lại ô này."),
        "hint": _("↑ ↓ để chọn · Enter để mở · Ctrl Enter mở thẻ mới · Esc để đóng"),
        "close": _("Đóng"),
    }


def _share() -> dict[str, str]:
    return {
        "copied": _("Đã sao chép liên kết"),
        "codeCopied": _("Đã sao chép mã nhúng"),
        "refused": _("Trình duyệt không cho sao chép. Hãy chép từ thanh địa chỉ."),
        "embed": _("Nhúng vào trang khác"),
        "explain": _(
            "Dán đoạn mã này vào trang của cổng thông tin. Khung hiện đúng lựa chọn đang xem, "
            "không có thanh bên, và có đường về bảng điều khiển."
        ),
        "code": _("Mã nhúng"),
        "copyCode": _("Sao chép mã"),
        "close": _("Đóng"),
    }


def _streamlit_words() -> dict[str, str]:
    """What Streamlit writes in English and has no setting for; `{name}` stands for what varies."""
    return {
        "Skip to main content": _("Đến nội dung"),
        "Sidebar": _("Thanh bên"),
        "Expand sidebar": _("Mở thanh bên"),
        "Collapse sidebar": _("Thu gọn thanh bên"),
        "Main menu": _("Trình đơn"),
        "System": _("Theo thiết bị"),
        "Light": _("Nền sáng"),
        "Dark": _("Nền tối"),
        "About": _("Giới thiệu"),
        "Help": _("Giải thích"),
        "Help for {name}": _("Giải thích: {name}"),
        "Remove {name}": _("Bỏ {name}"),
        "Link to heading": _("Liên kết đến mục này"),
        "Copy to clipboard": _("Sao chép"),
        "day, {name}": _("ngày, {name}"),
        "month, {name}": _("tháng, {name}"),
        "year, {name}": _("năm, {name}"),
        "Choose date": _("Chọn ngày"),
        "Choose date, {name}": _("Chọn ngày, {name}"),
        "Previous month": _("Tháng trước"),
        "Next month": _("Tháng sau"),
        "Next": _("Tháng sau"),
        "Today, {name} selected": _("Hôm nay, {name}, đang chọn"),
        "Today, {name}": _("Hôm nay, {name}"),
        "{name} selected": _("{name}, đang chọn"),
        "No results": _("Không có kết quả"),
        "Select all": _("Chọn tất cả"),
        "Select {name} matches": _("Chọn {name} mục khớp"),
        "You can only select up to {name} options. Remove an option first.": _(
            "Chỉ chọn được tối đa {name} mục. Hãy bỏ bớt một mục trước."
        ),
        "Open": _("Mở danh sách"),
        "Clear value": _("Bỏ lựa chọn"),
        "Clear all": _("Bỏ mọi lựa chọn"),
        "Selected values": _("Các mục đã chọn"),
        "Running...": _("Đang tính"),
        "Stop": _("Dừng"),
        "Connecting": _("Đang nối lại với máy chủ"),
        "Connection error": _("Mất kết nối với máy chủ"),
        "Streamlit server is not responding. Are you connected to the internet?": _(
            "Máy chủ chưa trả lời. Những gì đang xem vẫn còn đây; trang tự nối lại khi máy chủ trả "
            "lời."
        ),
        "Selectbox options": _("Danh sách lựa chọn"),
        "Multiselect options": _("Danh sách lựa chọn"),
    }


def _paper() -> dict[str, str]:
    return {"origin": _("In ngày {day} từ {address}")}


def page_actions_html(*, searchable: bool, sources: str = "") -> str:
    """The buttons at the head of a page, which also tell the scripts where their words are.

    `sources` is the link that chooses sources, where there is a choice.
    """
    index = f' data-index="{escape(_index_url())}"' if searchable else ""
    buttons = [_button("search", _("Tìm"), "only-without-sidebar")] if searchable else []
    buttons += [sources, reading_guide_html()]
    buttons += [_button("copy-link", _("Sao chép liên kết")), _button("embed", _("Nhúng"))]
    return f'<div class="page-actions" {_texts_attribute()}{index}>{"".join(buttons)}</div>'


def pinned_html(query: Mapping[str, str]) -> str:
    """What links to keep say besides the address, for share.js."""
    return f'<div hidden data-pinned="{escape(urlencode(query))}"></div>'


def embedded_actions_html(address: str) -> str:
    """The way out of a frame on another site, and where the scripts' words are."""
    label = escape(_("Mở trong bảng điều khiển"))
    link = f'<a href="{escape(address)}" target="_blank">{label} ↗</a>'
    return f'<div class="page-actions" {_texts_attribute()}>{link}</div>'


def _texts_attribute() -> str:
    lang = language()
    return f'data-texts="{escape(f"{TEXTS_PATH}?lang={lang}&v={texts(lang).version}")}"'


def _index_url() -> str:
    official = f"&{SOURCES.url}={OFFICIAL_ONLY}" if documents_read().official_only else ""
    return f"{SEARCH_PATH}?lang={language()}&build={opened_build()}{official}"


def sidebar_head_html(product: str, scope: str, *, searchable: bool) -> str:
    """The product's name, and the button that opens the palette, with its key."""
    name = f'<p class="product"><strong>{escape(product)}</strong><br>{escape(scope)}</p>'
    if not searchable:
        return name
    key = "<kbd>Ctrl K</kbd>"
    return name + _button("search", _("Tìm đơn vị, chỉ số"), "sidebar-search", key)


def reading_guide_html() -> str:
    """How figures are read: a line that opens on demand."""
    marks = VERDICT_MARKS
    lines = (
        (
            f"{marks[MET]} {_('Đạt')}, {marks[NOT_MET]} {_('Chưa đạt')}",
            _("so với mục tiêu của năm đang chọn, theo số liệu của kỳ báo cáo."),
        ),
        (
            f"{marks[UNDETERMINED]} {_('Chưa xác định được')}",
            _("số liệu là một khoảng và mục tiêu nằm trong khoảng đó, nên chưa thể kết luận."),
        ),
        (
            f"{marks[NO_DATA]} {_('Chưa có số liệu')}",
            _(
                "không phải số 0: đơn vị chưa báo cáo hoặc nguồn không nêu; "
                "không xếp hạng và không tính vào trung bình."
            ),
        ),
        (
            _("Hạng k/N"),
            _("thứ k trong N đơn vị có số liệu; các đơn vị bằng nhau cùng hạng."),
        ),
        (
            _("63 hay 34 tỉnh"),
            _(
                "báo cáo theo 63 tỉnh của năm 2024; công tắc Cơ cấu tính lại cho 34 tỉnh, "
                "chỗ nào không tính chính xác được thì ghi thành khoảng."
            ),
        ),
    )
    items = "".join(f"<li><b>{escape(term)}</b>: {escape(text)}</li>" for term, text in lines)
    return disclosure(_("Cách đọc"), f"<ul>{items}</ul>", "reading-guide")


def _button(action: str, label: str, style: str = "", extra: str = "") -> str:
    # An action's own class is drawn by style.css, which also gives it its icon.
    return (
        f'<button type="button" class="client-button {style}" data-action="{action}">'
        f"<span>{escape(label)}</span>{extra}</button>"
    )
