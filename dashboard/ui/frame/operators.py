"""Who may open the page that changes what readers are served.

It is off unless `DASHBOARD_UPDATES=on` is set where the server starts. Then it is open to the
signed-in people that `.streamlit/secrets.toml` lists (`[updates]`, `allow = ["an@bo.gov.vn"]`),
where sign-in is configured there (`[auth]`, Streamlit's own OIDC); without sign-in, to a browser on
the server's own machine, whose request came through no proxy: a proxy beside the server makes
everyone look as if they sat there.
"""

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.ui.frame.pages import PAGES, UPDATE, Page

SETTING = "DASHBOARD_UPDATES"
_OF_PROXIES = ("forwarded", "via", "x-real-ip")
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_MOST_UPLOADING = 64
_uploading: dict[str, None] = {}
"""Sessions that were shown where files are taken in, the newest last."""


def updates_are_on() -> bool:
    """Whether the page is there at all."""
    return os.environ.get(SETTING, "") == "on"


def shown_pages() -> tuple[Page, ...]:
    """The pages that have an address."""
    return (*PAGES, UPDATE) if updates_are_on() else PAGES


def sign_in_is_configured() -> bool:
    """Whether people can sign in."""
    return "auth" in secrets()


def operator() -> str | None:
    """The name under which the reader of this run may change what is served; None: they may not."""
    # In a frame of another site the presses may not be the reader's own.
    if not updates_are_on() or st.context.is_embedded:
        return None
    if sign_in_is_configured():
        email = str(st.user.get("email") or "")
        is_sure = st.user.get("email_verified") is not False
        return email if st.user.is_logged_in and is_sure and email in _allowed() else None
    here = is_local(st.context.ip_address, st.context.headers.to_dict())
    return "localhost" if here else None


def open_uploads() -> None:
    """Take files in from the session of this run, which is an operator's."""
    context = get_script_run_ctx()
    if context is not None:
        _uploading[context.session_id] = None
        while len(_uploading) > _MOST_UPLOADING:
            del _uploading[next(iter(_uploading))]


def may_upload(session_id: str) -> bool:
    """Whether files are taken in from a session."""
    return updates_are_on() and session_id in _uploading


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request came from the machine of the server itself, through no proxy.

    It also asked for this machine by name: a name of elsewhere may lead here, too. Streamlit says
    no `address` for a loopback one.
    """
    said = {name.lower(): value for name, value in headers.items()}
    through_proxy = any(name in _OF_PROXIES or name.startswith("x-forwarded") for name in said)
    from_here = address is None or ipaddress.ip_address(address).is_loopback
    asked_here = urlsplit(f"//{said.get('host', '')}").hostname in _LOCAL_NAMES
    return from_here and asked_here and not through_proxy


def _allowed() -> list[str]:
    return [str(one) for one in secrets().get("updates", {}).get("allow", [])]


def secrets() -> Mapping[str, Mapping[str, list[str]]]:
    """What `.streamlit/secrets.toml` says; nothing where there is none."""
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError:
        return {}
