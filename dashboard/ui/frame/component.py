"""The one component of our own: the figures that `dashboard/client` draws in the browser."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from dashboard.store.paths import ASSETS

_PACKAGE, _NAME = "dashboard", "figures"
_QUALIFIED = f"{_PACKAGE}.{_NAME}"


def browser_figure(data: Any, *, key: str, on_unit: Callable[[], None]) -> None:
    """Mount a figure; `on_unit` runs when the reader has chosen a unit on it."""
    _mount(get_bidi_component_manager())(data=data, key=key, on_unit_change=on_unit)


def chosen_unit_of(key: str) -> str | None:
    """The unit that the reader has just chosen on a figure."""
    unit = getattr(st.session_state.get(key), "unit", None)
    return unit if isinstance(unit, str) else None


@lru_cache(maxsize=1)
def _mount(manager: BidiComponentManager) -> Any:
    """Streamlit's runtime registers what it serves; a file needs the folder it lies in.

    Once for a runtime: to register looks for the file, and pages mount figures at every change.
    """
    if manager.get_component_asset_root(_QUALIFIED) is None:
        folder = ComponentConfig(
            name=_NAME, asset_dir=str(ASSETS.relative_to(ASSETS.parent) / _NAME)
        )
        manager.register_from_manifest(
            ComponentManifest(name=_PACKAGE, version="1", components=[folder]), ASSETS.parent
        )
    return st.components.v2.component(_QUALIFIED, js="figures.js", isolate_styles=False)
