"""The one script Streamlit runs: it finds the page of the address and draws it in the frame."""

import streamlit as st

from dashboard.ui.frame import shell
from dashboard.ui.frame.pages import PAGES

scripts = {page.id: shell.streamlit_page(page) for page in PAGES}
current = st.navigation(list(scripts.values()), position="hidden")
shell.show(next(page for page in PAGES if scripts[page.id] is current), scripts)
