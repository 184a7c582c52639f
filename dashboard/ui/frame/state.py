"""The choices a reader makes, and the URL that carries them.

The URL is the only carrier of state: a pasted link reproduces the view, Back undoes a choice, and a
link to another page takes the shared choices along. The rules, in the order they apply in a run:

1. A choice the reader has just made in a widget wins over the URL, which the browser may have sent
   before it heard of an earlier choice.
2. Otherwise, where the URL differs from the one the last run left behind (first run, another page,
   Back, a pasted link), every widget takes its value from the URL.
3. A value that no option has falls back to the default. From a link it raises a notice; when it is
   the reader's own choice that made the value impossible (another level), it does not.
4. At the end of a run in which the reader chose something, the URL is written once, without the
   values that equal their default. A run that only opens a page never rewrites its URL, so Back
   always leaves the page.

`show` in `shell.py` calls `begin` before the page and `commit` after it; pages call `choose`,
`choose_many` and, from the callback of a chart, `set_choice`. No widget of theirs may stand in a
fragment: a fragment's rerun passes the frame by.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, overload

import streamlit as st

from etl.language.i18n import N_, _

Widget = Literal["select", "segmented"]

_SESSION_KEY = "_choices"
_SEPARATOR = ","
_SHOWN_LENGTH = 60


@dataclass(frozen=True)
class Param:
    """One choice and the URL parameter that carries it."""

    id: str
    url: str
    """Name of the parameter in the URL."""
    label: str
    """Message id of the widget's label."""
    shared: bool = False
    """Whether links to other pages take the choice along."""
    local: tuple[str, ...] = ()
    """Values that one page alone offers: links leave them out."""

    @property
    def key(self) -> str:
        """Key of the widget in the session state."""
        return f"choice_{self.id}"


INDICATOR = Param("indicator", "chi-so", N_("Chỉ số"), shared=True)
STRUCTURE = Param("structure", "co-cau", N_("Cơ cấu"), shared=True)
LEVEL = Param("level", "cap", N_("Cấp"), shared=True, local=("region", "country"))
REGION = Param("region", "vung", N_("Vùng"), shared=True)
UNIT = Param(
    "unit",
    "don-vi",
    N_("Đơn vị"),
    shared=True,
    local=("vn", "bloc-ministries", "bloc-provinces"),
)
DUE = Param("due", "han", N_("Mục tiêu đến hạn"), shared=True)
COLOR = Param("color", "to-mau", N_("Tô màu theo"))
SORT = Param("sort", "xep", N_("Sắp xếp"))
OLD_BORDERS = Param("old_borders", "ranh-gioi-cu", N_("Ranh giới 63 tỉnh"))
SHOWN = Param("shown", "hien-thi", N_("Hiển thị"))
UNITS = Param("units", "cac-don-vi", N_("Các đơn vị"))
INDICATOR_Y = Param("indicator_y", "chi-so-y", N_("Chỉ số trục đứng"))
SPLIT = Param("split", "chia-theo", N_("Chia góc theo"))
OWNER = Param("owner", "co-quan", N_("Cơ quan chủ quản"))
SYSTEM = Param("system", "he-thong", N_("Nhóm hệ thống"))
CATEGORY = Param("category", "loai", N_("Loại vướng mắc"))
DOCUMENT = Param("document", "van-ban", N_("Văn bản"))
TASK_STATUS = Param("task_status", "tinh-trang", N_("Tình trạng văn bản ghi"))
DEADLINE = Param("deadline", "han-viec", N_("Hạn của nhiệm vụ"))
SEARCH = Param("search", "tim", N_("Tìm trong nội dung"))
SECTION = Param("section", "muc", N_("Nội dung"))
VERDICT = Param("verdict", "ket-luan", N_("Kết luận"))
TOPIC = Param("topic", "chu-de", N_("Chủ đề"))
ISSUE_KIND = Param("issue_kind", "loai-ghi-nhan", N_("Loại ghi nhận"))
SEVERITY = Param("severity", "muc-do", N_("Mức độ"))
ISSUE_TABLE = Param("issue_table", "bang", N_("Bảng"))
LANG = Param("lang", "lang", N_("Ngôn ngữ"), shared=True)

PARAMS = (
    STRUCTURE,
    INDICATOR,
    INDICATOR_Y,
    LEVEL,
    REGION,
    UNIT,
    UNITS,
    DUE,
    COLOR,
    OLD_BORDERS,
    SPLIT,
    SHOWN,
    OWNER,
    SYSTEM,
    CATEGORY,
    DOCUMENT,
    TASK_STATUS,
    DEADLINE,
    SEARCH,
    SECTION,
    VERDICT,
    TOPIC,
    SEVERITY,
    ISSUE_KIND,
    ISSUE_TABLE,
    SORT,
    LANG,
)


@dataclass
class _Choices:
    """What one session remembers between its runs."""

    page: str | None = None
    left_behind: dict[str, str] = field(default_factory=dict)
    """The parameters as the last run left them in the URL."""
    pending: set[str] = field(default_factory=set)
    """Parameters whose widgets have yet to take their value from the URL."""
    touched: bool = False
    """Whether the reader has chosen something that the URL does not say yet."""
    last: str | None = None
    """The parameter the reader chose last."""
    encoded: dict[str, str] = field(default_factory=dict)
    """What this run's widgets say: URL name to value, empty for the default."""
    worded: dict[str, str] = field(default_factory=dict)
    """What this run's widgets say in words: label to the option shown."""
    rejected: list[tuple[Param, str]] = field(default_factory=list)
    """Values of this run's URL that no option has."""


def _choices() -> _Choices:
    if _SESSION_KEY not in st.session_state:
        st.session_state[_SESSION_KEY] = _Choices()
    choices: _Choices = st.session_state[_SESSION_KEY]
    return choices


def _url_params() -> dict[str, str]:
    given = st.query_params.to_dict()
    return {param.url: given[param.url] for param in PARAMS if param.url in given}


def begin(page: str) -> None:
    """Start a run of `page`: see whether the widgets or the URL have the say."""
    choices = _choices()
    moved = choices.page != page
    if moved or (not choices.touched and choices.left_behind != _url_params()):
        choices.pending = {param.id for param in PARAMS}
    if moved:
        choices.page, choices.touched = page, False
    choices.encoded, choices.worded, choices.rejected = {}, {}, []


def commit() -> None:
    """End a run: write the URL if the reader has chosen something, and remember it."""
    choices = _choices()
    if choices.touched:
        current = _current()
        wanted = {param.url: current[param.url] for param in PARAMS if current.get(param.url)}
        if wanted != _url_params():
            # Parameters that are not ours go: nothing here reads them.
            st.query_params.from_dict(wanted)
        choices.touched = False
    choices.left_behind = _url_params()


def _current() -> dict[str, str]:
    """URL name to value for every parameter: the widget's where there is one, else the URL's."""
    return {**_url_params(), **_choices().encoded}


def shared_params(accepted: Sequence[Param] = PARAMS) -> dict[str, str]:
    """The query of a link to a page that accepts these: the shared choices off their default.

    Complete once the page's widgets have run.
    """
    current = _current()
    return {
        param.url: current[param.url]
        for param in accepted
        if param.shared and current.get(param.url) and current[param.url] not in param.local
    }


def choices_in_words() -> list[tuple[str, str]]:
    """Label and words of every choice whose widget this run has drawn so far."""
    return [(label, words) for label, words in _choices().worded.items() if words]


def current_params(accepted: Sequence[Param]) -> dict[str, str]:
    """The query of this very view: every choice a page offers that is off its default.

    Complete once the page's widgets have run.
    """
    current = _current()
    return {param.url: current[param.url] for param in accepted if current.get(param.url)}


def rejected_values() -> list[tuple[str, str]]:
    """Label and value of what this run's URL asks for and no option has, fit to be shown."""
    return [(_(param.label), _shown(value)) for param, value in _choices().rejected]


def _shown(value: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in value)
    return printable if len(printable) <= _SHOWN_LENGTH else f"{printable[:_SHOWN_LENGTH]}…"


@overload
def choose(
    param: Param,
    options: Sequence[str],
    *,
    default: str,
    format_func: Callable[[str], str] = ...,
    widget: Widget = ...,
    **kwargs: Any,
) -> str: ...


@overload
def choose(
    param: Param,
    options: Sequence[str],
    *,
    default: None,
    format_func: Callable[[str], str] = ...,
    widget: Literal["select"] = ...,
    **kwargs: Any,
) -> str | None: ...


def choose(
    param: Param,
    options: Sequence[str],
    *,
    default: str | None,
    format_func: Callable[[str], str] = str,
    widget: Widget = "select",
    **kwargs: Any,
) -> str | None:
    """Draw the widget of `param` over option ids and return the chosen id.

    `format_func` gives the label of an id; labels must differ. With `default=None` the choice can
    be empty. `kwargs` go to the widget (`help`, `placeholder`, `label_visibility`, …); a `label`
    replaces the parameter's own.
    """
    if default is not None and default not in options:
        raise ValueError(f"{param.id}: default {default!r} is not one of the options")
    raw = st.query_params.get(param.url, "")
    _take_from_url(param, raw if raw in options else default, [] if raw in options else [raw])
    if st.session_state[param.key] not in {*options, default}:
        st.session_state[param.key] = default
    label = kwargs.pop("label", None) or _(param.label)
    kwargs |= {"format_func": format_func, "key": param.key}
    kwargs |= {"on_change": _touch, "args": (param,)}
    chosen: str | None
    if widget == "segmented":
        chosen = st.segmented_control(label, options, required=True, wrap=True, **kwargs)
    else:
        kwargs.setdefault("placeholder", _("Chọn…"))
        chosen = st.selectbox(label, options, index=None if default is None else 0, **kwargs)
    _choices().encoded[param.url] = "" if chosen is None or chosen == default else chosen
    _choices().worded[label] = "" if chosen is None else format_func(chosen)
    return chosen


def choose_many(
    param: Param,
    options: Sequence[str],
    *,
    default: Sequence[str] = (),
    at_most: int | None = None,
    format_func: Callable[[str], str] = str,
    **kwargs: Any,
) -> list[str]:
    """Draw a multiselect of `param` over option ids and return the chosen ids in the order chosen.

    In the URL the ids stand comma-separated in one parameter; a comma alone is the empty choice
    where that is not the default. Ids beyond `at_most` are refused like unknown ones. `kwargs` as
    for `choose`.
    """
    raw = st.query_params.get(param.url, "")
    items = list(dict.fromkeys(item for item in raw.split(_SEPARATOR) if item))
    known = [item for item in items if item in options][:at_most]
    emptied = raw and not items
    _take_from_url(
        param,
        known if known or emptied else list(default),
        [item for item in items if item not in known],
    )
    possible = [item for item in st.session_state[param.key] if item in options]
    if possible != st.session_state[param.key]:
        st.session_state[param.key] = possible
    label = kwargs.pop("label", None) or _(param.label)
    kwargs.setdefault("placeholder", _("Chọn…"))
    kwargs |= {"format_func": format_func, "key": param.key}
    kwargs |= {"on_change": _touch, "args": (param,)}
    chosen: list[str] = st.multiselect(label, options, max_selections=at_most, **kwargs)
    encoded = _SEPARATOR.join(chosen) or _SEPARATOR
    _choices().encoded[param.url] = "" if chosen == list(default) else encoded
    _choices().worded[label] = ", ".join(format_func(item) for item in chosen)
    return chosen


def enter(param: Param, *, longest: int = 80, **kwargs: Any) -> str:
    """Draw a text field of `param` and return what stands in it, without spaces around it.

    Any text will do; one from a link is cut at `longest` characters, as the field does.
    """
    _take_from_url(param, st.query_params.get(param.url, "")[:longest], [])
    label = kwargs.pop("label", None) or _(param.label)
    kwargs |= {"key": param.key, "on_change": _touch, "args": (param,), "max_chars": longest}
    text = (st.text_input(label, **kwargs) or "").strip()
    _choices().encoded[param.url] = text
    _choices().worded[label] = text
    return text


def read(param: Param, options: Sequence[str], *, default: str) -> str:
    """The choice in the URL, for a parameter that has no widget on the page."""
    raw = st.query_params.get(param.url, "")
    value = raw if raw in options else default
    _reject(param, [] if raw in options else [raw])
    _choices().encoded[param.url] = "" if value == default else value
    return value


def succeed(
    param: Param, counterparts: Mapping[str, tuple[str, ...]], options: Sequence[str]
) -> None:
    """Where another choice has made this one impossible, take what it corresponds to now.

    Call it before `choose`; without a counterpart among the options the choice falls back as ever.
    """
    chosen = st.session_state.get(param.key)
    if chosen is not None and chosen not in options:
        now = [item for item in counterparts.get(chosen, ()) if item in options]
        if len(now) == 1:
            st.session_state[param.key] = now[0]


def succeed_many(
    param: Param,
    counterparts: Mapping[str, tuple[str, ...]],
    options: Sequence[str],
    *,
    default: Sequence[str],
    at_most: int,
) -> None:
    """As `succeed`, of a choice of several; where none of them has a counterpart, the default."""
    chosen = st.session_state.get(param.key)
    if chosen and any(item not in options for item in chosen):
        now = [
            other
            for item in chosen
            for other in ((item,) if item in options else counterparts.get(item, ()))
            if other in options
        ]
        st.session_state[param.key] = list(dict.fromkeys(now))[:at_most] or list(default)


def set_choice(param: Param, value: str | Sequence[str] | None) -> None:
    """Make a choice for the reader: for callbacks, which run before the widgets are drawn."""
    st.session_state[param.key] = value if value is None or isinstance(value, str) else list(value)
    _touch(param)


def chosen_now(param: Param) -> bool:
    """Whether this run is the answer to the reader's choice of `param`."""
    choices = _choices()
    return choices.touched and choices.last == param.id


def _touch(param: Param) -> None:
    choices = _choices()
    choices.touched, choices.last = True, param.id
    choices.pending.discard(param.id)


def _take_from_url(param: Param, value: str | list[str] | None, unknown: Sequence[str]) -> None:
    """Give the widget the URL's value where the URL has the say, and note what nothing matches."""
    choices = _choices()
    _reject(param, unknown)
    if param.id in choices.pending or param.key not in st.session_state:
        choices.pending.discard(param.id)
        st.session_state[param.key] = value


def _reject(param: Param, unknown: Sequence[str]) -> None:
    choices = _choices()
    # While the reader is choosing, the URL is about to be written anew without these.
    if not choices.touched:
        choices.rejected += [(param, item) for item in unknown if item]
