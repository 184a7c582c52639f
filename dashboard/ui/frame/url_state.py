"""The choices a reader makes, and the URL that carries them.

The URL is the only carrier of state: a pasted link reproduces the view, Back undoes a choice, and a
link to another page takes the shared choices along. The rules, in the order they apply in a run:

1. A choice the reader has just made in a widget wins over the URL, which the browser may have sent
   before it heard of an earlier choice.
2. Otherwise, where the URL differs from the one the last run left behind (first run, another page,
   Back, a pasted link), every widget takes its value from the URL.
3. A value that no option has falls back to the default. From a link it raises a notice; when it is
   the reader's own choice that made the value impossible (another level), it does not. A period, a
   structure or a colouring left at its default stays at it when another choice moves the default.
4. At the end of a run in which the reader chose something, the URL is written once, without the
   values that equal their default. A run that only opens a page never rewrites its URL, so Back
   always leaves the page.

`show` in `shell.py` calls `begin` before the page and `commit` after it; pages call `choose` and
`choose_many` of `widgets.py` and, from the callback of a chart, `set_choice`. No widget may stand
in a fragment: a fragment's rerun passes the frame by.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard.ui.frame.parameters import PARAMS, Param
from etl.language.i18n import _

_SESSION_KEY = "_choices"

_SHOWN_LENGTH = 60


@dataclass
class SessionChoices:
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
    defaults: dict[str, str | None] = field(default_factory=dict)
    """The default of each parameter when its widget was last drawn."""
    pinned: dict[str, str] = field(default_factory=dict)
    """What a link to keep says besides the URL: defaults that will move when new figures come."""
    rejected: list[tuple[Param, str]] = field(default_factory=list)
    """Values of this run's URL that no option has."""
    options: dict[str, Sequence[str]] = field(default_factory=dict)
    """The values that each parameter of this run can have, by its name in the URL."""
    bars: int = 0
    """How many bars of choices this run has drawn so far."""


def session_choices() -> SessionChoices:
    """What this session remembers."""
    choices: SessionChoices | None = st.session_state.get(_SESSION_KEY)
    if choices is None:
        choices = st.session_state[_SESSION_KEY] = SessionChoices()
    return choices


def _url_params() -> dict[str, str]:
    given = st.query_params.to_dict()
    return {param.url: given[param.url] for param in PARAMS if param.url in given}


def begin(page: str) -> None:
    """Start a run of `page`: see whether the widgets or the URL have the say."""
    choices = session_choices()
    moved = choices.page != page
    if moved or (not choices.touched and choices.left_behind != _url_params()):
        choices.pending = {param.id for param in PARAMS}
    if moved:
        choices.page, choices.touched = page, False
    choices.encoded, choices.worded, choices.rejected, choices.pinned = {}, {}, [], {}
    choices.options, choices.bars = {}, 0


def commit() -> None:
    """End a run: write the URL if the reader has chosen something, and remember it."""
    choices = session_choices()
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
    return {**_url_params(), **session_choices().encoded}


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


def is_said(param: Param) -> bool:
    """Whether the address names a value: as it is, or as this run will leave it.

    Complete once the widget of the parameter has run.
    """
    if session_choices().touched:
        return bool(_current().get(param.url))
    return param.url in st.query_params


def pin(param: Param, value: str) -> None:
    """Have links that readers copy name a default that is another one once new figures come."""
    session_choices().pinned[param.url] = value


def pinned_params() -> dict[str, str]:
    """What this run's widgets have pinned."""
    return dict(session_choices().pinned)


def choices_in_words() -> list[tuple[str, str]]:
    """Label and words of every choice whose widget this run has drawn so far."""
    return [(label, words) for label, words in session_choices().worded.items() if words]


def current_params(accepted: Sequence[Param]) -> dict[str, str]:
    """The query of this very view: every choice a page offers that is off its default.

    Complete once the page's widgets have run.
    """
    current = _current()
    return {param.url: current[param.url] for param in accepted if current.get(param.url)}


def rejected_values() -> list[tuple[str, str]]:
    """Label and value of what this run's URL asks for and no option has, fit to be shown."""
    return [(_(param.label), _shown(value)) for param, value in session_choices().rejected]


def _shown(value: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in value)
    return printable if len(printable) <= _SHOWN_LENGTH else f"{printable[:_SHOWN_LENGTH]}…"


def set_choice(param: Param, value: str | Sequence[str] | None) -> None:
    """Make a choice for the reader: for callbacks, which run before the widgets are drawn."""
    st.session_state[param.key] = value if value is None or isinstance(value, str) else list(value)
    touch(param)


def chosen_now(param: Param) -> bool:
    """Whether this run is the answer to the reader's choice of `param`."""
    choices = session_choices()
    return choices.touched and choices.last == param.id


def touch(param: Param) -> None:
    """Note that the reader has chosen something: what a widget calls when it changes."""
    choices = session_choices()
    choices.touched, choices.last = True, param.id
    choices.pending.discard(param.id)


def follow_default(param: Param, default: str | None) -> None:
    """Move a choice that the reader left at its default to where the default is now."""
    choices = session_choices()
    before = choices.defaults.get(param.id, default)
    choices.defaults[param.id] = default
    left_alone = param.id not in choices.pending and choices.last != param.id
    if left_alone and before != default and st.session_state.get(param.key) == before:
        st.session_state[param.key] = default


def take_from_url(param: Param, value: str | list[str] | None, unknown: Sequence[str]) -> None:
    """Give the widget the URL's value where the URL has the say, and note what nothing matches."""
    choices = session_choices()
    reject(param, unknown)
    if param.id in choices.pending or param.key not in st.session_state:
        choices.pending.discard(param.id)
        st.session_state[param.key] = value


def reject(param: Param, unknown: Sequence[str]) -> None:
    """Note values of the URL that no option has."""
    choices = session_choices()
    # While the reader is choosing, the URL is about to be written anew without these.
    if not choices.touched:
        choices.rejected += [(param, item) for item in unknown if item]
