"""The application: Streamlit's pages and, beside them, the server's own routes.

`streamlit run app.py` serves it, and so does any ASGI server (`uvicorn app:app`).
"""

import streamlit as st

from dashboard.ui.frame import draining, limits, logs, malformed, server, shell, sign_in
from dashboard.ui.sections import ready_views
from etl.language.i18n import broken_translations

# Whoever starts a server can mend a file; the reader of a page half in Vietnamese cannot.
if (broken := broken_translations()) is not None:
    raise SystemExit(f"The server does not start: {broken}")
if (wrong := sign_in.wrong_setting()) is not None:
    raise SystemExit(f"The server does not start: {wrong}")

logs.configure()
limits.raise_descriptors()
malformed.answer_in_words()
app = st.App(
    "pages/_router.py",
    routes=(*ready_views.ROUTES, *server.ROUTES),
    middleware=server.MIDDLEWARE,
    exception_handlers=server.EXCEPTION_HANDLERS,
    lifespan=draining.lifespan,
    on_script_error=shell.report_script_error,
)
