"""The one script Streamlit runs: it finds the page of the address and draws it in the frame."""

import streamlit as st

from dashboard.ui.frame import shell
from dashboard.ui.frame.operators import shown_pages

pages = shown_pages()
scripts = {page.id: shell.streamlit_page(page) for page in pages}
current = st.navigation(list(scripts.values()), position="hidden")
shell.show(next(page for page in pages if scripts[page.id] is current), scripts)
